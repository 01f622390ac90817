"""PDFs: text alone; a heading is a short numbered line, or a short line of its own without a sentence's end."""

import re
from collections.abc import Iterator

from questionnaires.documents.outline import Block
from questionnaires.parsing.formats.paragraphs import paragraphs_of
from questionnaires.parsing.formats.pdf import pdf_lines

_NUMBERED = re.compile(r"^(\d{1,2}(?:\.\d{1,2}){0,3})[.)]?\s+(\S.{1,70})$")
_ITEM = re.compile(r"^[-*•–▪◦]\s+")
_MOST_WORDS = 9


def pdf_blocks(content: bytes, *, filename: str) -> Iterator[Block]:
    """Give headings and paragraphs with their pages; raises UnreadableQuestionnaire for what cannot be read."""
    for number, lines in enumerate(pdf_lines(content, filename=filename), start=1):
        width = max((len(line) for line in lines), default=0)
        for paragraph in paragraphs_of(lines, shortest_wrapped=min(50, max(width * 6 // 10, 20))):
            text = " ".join(paragraph.text.split())
            level = _level(text) if paragraph.row == paragraph.last_row else None
            yield Block(_ITEM.sub("", text), level, number)


def _level(line: str) -> int | None:
    """Give a heading's level, by how often it is numbered; None for what reads like a sentence.

    >>> _level("3.2 Access reviews"), _level("Purpose"), _level("Backups run daily."), _level("- Keys are kept apart")
    (2, 1, None, None)
    """
    if line.endswith((".", ",", ";", ":", "!", "?")) or len(line.split()) > _MOST_WORDS or _ITEM.match(line):
        return None
    numbered = _NUMBERED.match(line)
    if numbered:
        return numbered[1].count(".") + 1
    return 1 if line[:1].isupper() and any(letter.isalpha() for letter in line) else None
