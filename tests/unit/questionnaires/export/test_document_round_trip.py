"""Tables of a Word document: read, filled, and the rest of the file as it was."""

import io

import docx
import pytest

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.documents import document, to_bytes
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten

COVER = [["Supplier", "Acme"], ["Version", "3"]]
TABLE = [["No.", "Question", "Answer"], ["1", "Do you encrypt data?", ""], ["2", "Do you test backups?", "old"]]
W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"


def fill(content: bytes, *texts: tuple[str, str]) -> bytes:
    filled = [FilledCell("Table 2", cell, text) for cell, text in texts]
    return export(content, filename="b.docx", questionnaire=parse(content, filename="b.docx"), filled=filled)


def test_cells_are_named_by_table_row_and_column() -> None:
    found = parse(to_bytes(document(COVER, TABLE)), filename="b.docx")

    assert [(q.sheet, q.row, q.ref, q.answer_cell, q.filled) for q in found.questions] == [
        ("Table 2", 2, "1", "T2R2C3", False),
        ("Table 2", 3, "2", "T2R3C3", True),
    ]
    assert found.format == "docx"


def test_a_table_of_two_columns_without_a_header() -> None:
    found = parse(to_bytes(document([["Do you encrypt data?", ""], ["Do you test backups?", ""]])), filename="b.docx")

    assert [question.answer_cell for question in found.questions] == ["T1R1C2", "T1R2C2"]


def test_merged_cells_are_named_by_their_anchor_and_section_rows_carried() -> None:
    made = document(
        [["Question", "Answer", "Notes"], ["Access", "", ""], ["Do you use MFA?", "", ""], ["Is it tested?", "", ""]]
    )
    table = made.tables[0]
    table.cell(1, 0).merge(table.cell(1, 2))
    table.cell(2, 1).merge(table.cell(3, 1))
    found = parse(to_bytes(made), filename="b.docx")

    assert [(q.section, q.answer_cell, q.comment_cell) for q in found.questions] == [
        ("Access", "T1R3C2", "T1R3C3"),
        ("Access", "T1R3C2", "T1R4C3"),
    ]


def test_the_answers_stand_in_their_cells_and_every_other_part_is_the_same() -> None:
    content = to_bytes(document(COVER, TABLE))
    written = fill(content, ("T2R2C3", "Yes\nby default"), ("T2R3C3", "No"))

    table = docx.Document(io.BytesIO(written)).tables[1]
    assert [[cell.text for cell in row.cells] for row in table.rows] == [
        ["No.", "Question", "Answer"],
        ["1", "Do you encrypt data?", "Yes\nby default"],
        ["2", "Do you test backups?", "No"],
    ]
    before, after = parts_of(content), parts_of(written)
    assert [name for name in before if before[name] != after[name]] == ["word/document.xml"]
    assert fill(written, ("T2R2C3", "Yes\nby default"), ("T2R3C3", "No")) == written


def test_a_drop_down_control_gives_its_words_and_takes_the_answer() -> None:
    item = '<w:listItem w:displayText="{}" w:value="{}"/>'
    items = item.format("Choose", "") + item.format("Yes", "y") + item.format("No", "n")
    control = (
        f'<w:sdt xmlns:w="{W}"><w:sdtPr><w:showingPlcHdr/><w:dropDownList>{items}</w:dropDownList></w:sdtPr>'
        "<w:sdtContent><w:r><w:t>Choose an item.</w:t></w:r></w:sdtContent></w:sdt>"
    )
    content = rewritten(
        to_bytes(document(COVER, [*TABLE[:2], ["2", "Do you test backups?", "HERE"]])),
        "word/document.xml",
        lambda part: part.replace(b"<w:r><w:t>HERE</w:t></w:r>", control.encode()),
    )
    question = parse(content, filename="b.docx").questions[1]

    assert (question.vocabulary, question.filled) == (("Yes", "No"), False)
    again = parse(fill(content, ("T2R3C3", "Yes")), filename="b.docx").questions[1]
    assert again.filled


@pytest.mark.parametrize("cell", ["T9R1C1", "T2R2C9", "D4"])
def test_a_cell_that_the_document_has_not(cell: str) -> None:
    with pytest.raises(BadInput, match="no such cell"):
        fill(to_bytes(document(COVER, TABLE)), (cell, "Yes"))


def test_a_document_type_is_refused() -> None:
    hostile = rewritten(
        to_bytes(document(TABLE)),
        "word/document.xml",
        lambda part: part.replace(b"?>", b'?><!DOCTYPE a [<!ENTITY b "c">]>', 1),
    )

    with pytest.raises(BadInput, match="document type"):
        parse(hostile, filename="b.docx")
