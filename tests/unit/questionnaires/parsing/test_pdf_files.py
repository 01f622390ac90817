"""PDFs are read; their answers go into a new workbook."""

import io
from contextlib import suppress

import openpyxl
import pytest
from fpdf import FPDF
from pypdf import PdfReader, PdfWriter

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export_file
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.read import parse

LINES = (
    "Supplier review",
    "Access",
    "1. Is a second factor required for every member of staff who reaches customer data from outside "
    "the office network, without exception?",
    "2. Describe how leavers lose their access.",
    "3. Backups are tested every year.",
)


def pdf(*pages: tuple[str, ...]) -> bytes:
    made = FPDF()
    made.set_font("Helvetica", size=11)
    for lines in pages:
        made.add_page()
        for line in lines:
            made.multi_cell(0, 8, line, new_x="LMARGIN", new_y="NEXT")
    return bytes(made.output())


def problem(content: bytes) -> str:
    with pytest.raises(UnreadableQuestionnaire) as raised:
        parse(content, filename="buyer.pdf")
    return str(raised.value)


def test_numbered_questions_are_read_with_their_wrapped_lines_joined() -> None:
    found = parse(pdf(LINES), filename="buyer.pdf")

    assert found.format == "pdf"
    assert [(one.sheet, one.ref, one.question, one.section) for one in found.questions] == [
        ("Page 1", "1", LINES[2].removeprefix("1. "), "Access"),
        ("Page 1", "2", "Describe how leavers lose their access.", "Access"),
        ("Page 1", "3", "Backups are tested every year.", "Access"),
    ]


def test_every_cell_is_named_once_by_page_and_line() -> None:
    found = parse(pdf(LINES, ("Data", "4. Is data encrypted at rest?")), filename="buyer.pdf")
    cells = [one.answer_cell for one in found.questions]

    assert (cells[0], found.questions[0].comment_cell, cells[-1]) == ("P1L3.answer", "P1L3.comment", "P2L2.answer")
    assert len(set(map(str, cells))) == 4


def test_the_questions_of_a_simple_table() -> None:
    made = FPDF()
    made.set_font("Helvetica", size=11)
    made.add_page()
    with made.table() as table:
        for cells in (
            ("No", "Question", "Answer"),
            ("1", "Do you log access?", "Yes / No"),
            ("2", "Is data encrypted?", ""),
        ):
            table.row(cells)

    found = parse(bytes(made.output()), filename="buyer.pdf")

    assert [(one.ref, one.question) for one in found.questions] == [
        ("1", "Do you log access?"),
        ("2", "Is data encrypted?"),
    ]


def test_page_headers_and_numbers_are_no_part_of_a_question() -> None:
    pages = [("Globex, may we trust you?", f"{at}. Is item {at} tested?", f"Page {at} of 3") for at in (1, 2, 3)]
    found = parse(pdf(*pages), filename="buyer.pdf")

    assert [one.question for one in found.questions] == ["Is item 1 tested?", "Is item 2 tested?", "Is item 3 tested?"]


def test_the_answers_stand_in_a_new_workbook_that_says_so() -> None:
    content = pdf(LINES)
    found = parse(content, filename="buyer.pdf")
    filled = [FilledCell("Page 1", "P1L3.answer", "Yes"), FilledCell("Page 1", "P1L3.comment", "+ by policy")]

    exported = export_file(content, filename="buyer.pdf", questionnaire=found, filled=filled)
    again = export_file(content, filename="buyer.pdf", questionnaire=found, filled=filled)
    book = openpyxl.load_workbook(io.BytesIO(exported.content))

    assert (exported.name, exported.content == again.content) == ("buyer.xlsx", True)
    assert "new document made from buyer.pdf" in book["About this file"]["A1"].value
    rows = [[cell.value for cell in row] for row in book["Questions and answers"].rows]
    assert rows[0] == ["Ref", "Section", "Question", "Answer", "Comment", "Page"]
    assert rows[1] == ["1", "Access", LINES[2].removeprefix("1. "), "Yes", '"+ by policy"', "1"]
    assert rows[2] == ["2", "Access", "Describe how leavers lose their access.", None, None, "1"]


def test_a_cell_that_the_pdf_has_not() -> None:
    content = pdf(LINES)
    found = parse(content, filename="buyer.pdf")

    with pytest.raises(BadInput, match="no such cell"):
        export_file(content, filename="buyer.pdf", questionnaire=found, filled=[FilledCell("Page 1", "D12", "Yes")])


def test_a_pdf_without_text_is_refused() -> None:
    made = FPDF()
    made.add_page()

    assert "pictures of pages" in problem(bytes(made.output()))


def test_a_pdf_with_a_password_is_refused() -> None:
    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf(LINES))))
    writer.encrypt("secret", algorithm="RC4-128")
    stream = io.BytesIO()
    writer.write(stream)

    assert "protected with a password" in problem(stream.getvalue())


def test_more_pages_than_the_limit_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("questionnaires.parsing.formats.pdf.MAX_PAGES", 1)

    assert "more than 1 pages" in problem(pdf(LINES, LINES))
    assert len(parse(pdf(LINES), filename="buyer.pdf").questions) == 3


@pytest.mark.parametrize(("limit", "said"), [("MAX_OPERATIONS", "draws too much"), ("MAX_CONTENT_BYTES", "unpacks")])
def test_a_pdf_that_draws_or_unpacks_too_much(limit: str, said: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(f"questionnaires.parsing.formats.pdf.{limit}", 5)

    assert said in problem(pdf(LINES))


def test_a_pdf_cut_off_is_refused_or_read_but_never_a_crash() -> None:
    content = pdf(LINES)
    for end in range(10, len(content), 97):
        with suppress(UnreadableQuestionnaire):
            assert parse(content[:end], filename="buyer.pdf").questions
