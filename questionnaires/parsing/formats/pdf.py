"""The questions of a PDF, from its text. Nothing can be written back: its answers go into a new document."""

import io
import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Any

from pypdf import PageObject, PdfReader
from pypdf.errors import PyPdfError

from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.paragraphs import Paragraph, paragraphs_of
from questionnaires.parsing.formats.text import question_in, section_in
from questionnaires.parsing.model import Question, Questionnaire, Sheet
from questionnaires.parsing.parents import tie_to_parents
from questionnaires.parsing.words import plain

FORMAT = "pdf"
MAX_PAGES = 500
MAX_OPERATIONS = 2_000_000
"""Drawing operations of the whole file: what a clock would limit, told without one."""
MAX_CONTENT_BYTES = 40 * 1024 * 1024
"""Unpacked page contents of the whole file."""
MAX_LINES = 50_000
_BROKEN = (PyPdfError, LookupError, ValueError, TypeError, AttributeError, ArithmeticError, RecursionError, OSError,
           NotImplementedError, AssertionError, DeprecationWarning)  # fmt: skip
"""What the library raises for a damaged file."""
_PAGE_NUMBER = re.compile(
    r"^\s*(?:(?:page|seite|página)\s+\d{1,4}|"
    r"(?:(?:page|seite|página)\s+)?\d{1,4}\s*(?:/|of|von|de|sur)\s*\d{1,4})\s*$",
    re.IGNORECASE,
)
_LAST_NUMBER = re.compile(r"\d+(?:\s*(?:/|of|von|de|sur)\s*\d+)?$")
_BOX = r" ?[\[(☐□]? ?[\])]? ?"
_OFFERED_WORDS = re.compile(rf" {_BOX}Yes{_BOX}[/|,]?{_BOX}No{_BOX}(?:[/|,]?{_BOX}N/?A{_BOX})?$")
"""Words to tick that a table's or form's line ends in; they are no part of the question."""
_HEADER_WORDS = frozenset(
    ("no", "nr", "id", "ref", "number", "item", "question", "questions", "requirement", "control", "answer", "answers",
     "response", "responses", "vendor", "supplier", "comment", "comments", "notes", "yes", "n", "a", "explanation",
     "evidence", "your", "and", "or")
)  # fmt: skip


def read_pdf(content: bytes, *, filename: str) -> Questionnaire:
    """Read the questions of every page; a page is a sheet, a row the line on it, from 1.

    Cells name page and line of the question: `P3L12.answer`, `P3L12.comment`. Raises `UnreadableQuestionnaire`
    for a file that is encrypted, damaged, past the limits, or holds pictures of pages instead of text.
    """
    pages = pdf_lines(content, filename=filename)
    sheets = tuple(Sheet(page_name(number)) for number in range(1, len(pages) + 1))
    return Questionnaire(filename, FORMAT, sheets, tie_to_parents(list(_questions(pages))))


def pdf_lines(content: bytes, *, filename: str) -> list[list[str]]:
    """Give the lines of each page, what pages repeat at head and foot blank; raises `UnreadableQuestionnaire`."""
    try:
        pages = _page_lines(PdfReader(io.BytesIO(content)), filename)
    except _BROKEN as broken:
        raise UnreadableQuestionnaire(
            "the PDF is damaged; open it, print it to a new PDF and try again, or paste its text", filename
        ) from broken
    if not any(line.strip() for lines in pages for line in lines):
        raise UnreadableQuestionnaire(
            "the PDF holds pictures of pages and no text; ask the buyer for the spreadsheet, or paste its text",
            filename,
        )
    return _without_margins(pages)


def page_name(number: int) -> str:
    return f"Page {number}"


def _page_lines(reader: PdfReader, filename: str) -> list[list[str]]:
    if reader.is_encrypted:
        raise UnreadableQuestionnaire("the PDF is protected with a password; remove it and try again", filename)
    if len(reader.pages) > MAX_PAGES:
        raise UnreadableQuestionnaire(f"the PDF has more than {MAX_PAGES} pages, which is refused", filename)
    watch = _Watch(filename)
    pages = [watch.lines(page) for page in reader.pages]
    if sum(map(len, pages)) > MAX_LINES:
        raise UnreadableQuestionnaire(f"the PDF has more than {MAX_LINES:,} lines, which is refused", filename)
    return pages


class _Watch:
    """Counts what the pages unpack and draw, and stops at the limits."""

    def __init__(self, filename: str) -> None:
        self._filename = filename
        self._bytes = 0
        self._operations = 0

    def lines(self, page: PageObject) -> list[str]:
        contents = page.get_contents()
        self._bytes += len(contents.get_data()) if contents is not None else 0
        if self._bytes > MAX_CONTENT_BYTES:
            raise UnreadableQuestionnaire(
                "the PDF unpacks to more than 40 MB of text, which is refused", self._filename
            )
        return page.extract_text(visitor_operand_before=self._count).splitlines()

    def _count(self, operator: Any, operands: Any, user_matrix: Any, text_matrix: Any) -> None:
        del operator, operands, user_matrix, text_matrix
        self._operations += 1
        if self._operations > MAX_OPERATIONS:
            raise UnreadableQuestionnaire("the PDF draws too much to be read, which is refused", self._filename)


def _without_margins(pages: Sequence[Sequence[str]]) -> list[list[str]]:
    """Blank the lines at the head and foot of pages that most pages repeat, page numbers aside."""
    if len(pages) < 3:
        return [["" if _PAGE_NUMBER.match(line) else line for line in lines] for lines in pages]
    edges = Counter(key for lines in pages for key in {_folded(line) for line in _edge(lines)})
    repeated = {key for key, times in edges.items() if times * 2 > len(pages)}
    return [
        ["" if _PAGE_NUMBER.match(line) or (_folded(line) in repeated) else line for line in lines] for lines in pages
    ]


def _edge(lines: Sequence[str]) -> list[str]:
    told = [line for line in lines if line.strip()]
    return [*told[:2], *told[-2:]]


def _folded(line: str) -> str:
    """Fold the number that a line ends in, as the page's own differs."""
    return _LAST_NUMBER.sub("#", line.strip())


def _questions(pages: Sequence[Sequence[str]]) -> Iterator[Question]:
    section: str | None = None
    for number, lines in enumerate(pages, start=1):
        width = max((len(line) for line in lines), default=0)
        for paragraph in paragraphs_of(lines, shortest_wrapped=min(50, max(width * 6 // 10, 20))):
            text = _OFFERED_WORDS.sub("", " ".join(paragraph.text.split()))
            if (question := question_in(text, paragraph.row, section)) is not None:
                yield _placed(question, number, paragraph)
            elif (title := section_in(paragraph.text)) is not None and not _is_table_head(title):
                section = title


def _is_table_head(title: str) -> bool:
    return _HEADER_WORDS.issuperset(plain(title).split())


def _placed(question: Question, page: int, paragraph: Paragraph) -> Question:
    place = f"P{page}L{paragraph.row}"
    return replace(question, sheet=page_name(page), answer_cell=f"{place}.answer", comment_cell=f"{place}.comment")
