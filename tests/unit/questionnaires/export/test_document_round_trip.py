"""Tables of a Word document: read, filled, and the rest of the file as it was."""

import io

import docx
import pytest

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.documents import W, box, control, document, lines, to_bytes, with_markup
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten

COVER = [["Supplier", "Acme"], ["Version", "3"]]
TABLE = [["No.", "Question", "Answer"], ["1", "Do you encrypt data?", ""], ["2", "Do you test backups?", "old"]]


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


INSIDE = [["Question", "Answer"], ["Do you log?", "HERE"], ["Do you test?", "old"]]


def filled(content: bytes, sheet: str, *texts: tuple[str, str]) -> bytes:
    cells = [FilledCell(sheet, cell, text) for cell, text in texts]
    return export(content, filename="b.docx", questionnaire=parse(content, filename="b.docx"), filled=cells)


def texts_of(content: bytes) -> list[str]:
    """Give the texts of the body's paragraphs as another reader sees them."""
    return [paragraph.text for paragraph in docx.Document(io.BytesIO(content)).paragraphs]


def body_of(content: bytes) -> str:
    return parts_of(content)["word/document.xml"].decode()


def test_the_bytes_outside_a_written_cell_stay() -> None:
    content = to_bytes(document(COVER, TABLE))
    before, after = body_of(content), body_of(fill(content, ("T2R2C3", "Yes")))
    head, tail = before.index("Do you encrypt data?"), before.index("Do you test backups?")

    assert after[:head] == before[:head]
    assert after.endswith(before[tail:])
    assert "xmlns" not in after[head:]


def test_a_text_control_keeps_itself_and_loses_its_prompt() -> None:
    content = with_markup(document(INSIDE), "HERE", control("<w:text/>", "Click to enter text."))
    after = body_of(filled(content, "Table 1", ("T1R2C2", "Yes, daily")))

    assert '<w:alias w:val="A1"/><w:text/></w:sdtPr>' in after
    assert ("showingPlcHdr" in after, "PlaceholderText" in after, "Click to enter" in after) == (False, False, False)


def test_the_box_of_the_answer_is_ticked_and_the_other_emptied() -> None:
    run = "<w:r><w:t>{}</w:t></w:r>"
    markup = box(ticked=True) + run.format(" Yes ") + box() + run.format(" No")
    content = with_markup(document(INSIDE), "HERE", markup)
    written = filled(content, "Table 1", ("T1R2C2", "No"))

    question = parse(written, filename="b.docx").questions[0]
    assert (question.vocabulary, question.filled) == (("Yes", "No"), True)
    assert [mark in body_of(written) for mark in ('checked w14:val="0"', 'checked w14:val="1"', "☐", "☒")] == [True] * 4
    assert body_of(written).index("☐") < body_of(written).index("☒")


def test_a_cell_to_mark_gets_its_box_ticked() -> None:
    made = document([["Question", "Yes", "No"], ["Do you log?", "☐", "☐"], ["Do you test?", "☐", "☐"]])
    written = filled(to_bytes(made), "Table 1", ("T1R2C3", "x"))

    row = docx.Document(io.BytesIO(written)).tables[0].rows[1]
    assert [cell.text for cell in row.cells] == ["Do you log?", "☐", "☒"]


def test_the_text_field_of_an_older_form_takes_the_answer() -> None:
    mark = '<w:r><w:fldChar w:fldCharType="{}">{}</w:fldChar></w:r>'
    begin = mark.format("begin", "<w:ffData><w:textInput/></w:ffData>")
    markup = begin + mark.format("separate", "") + "<w:r><w:t>     </w:t></w:r>" + mark.format("end", "")
    written = body_of(filled(with_markup(document(INSIDE), "HERE", markup), "Table 1", ("T1R2C2", "Yes")))

    assert written.index('"separate"') < written.index(">Yes<") < written.index('"end"')
    assert "textInput" in written


def test_answers_between_the_paragraphs_and_nothing_else() -> None:
    content = to_bytes(lines("# Access", "1. Do you use MFA?", "", "2. Do you log?", "Answer: ____", "3. Do you test?"))
    answers = (("P3", "Yes"), ("P5", "No"), ("P6+", "Partial\nplanned"))
    written = filled(content, "Paragraphs", *answers)

    assert texts_of(written) == [
        "Access",
        "1. Do you use MFA?",
        "Yes",
        "2. Do you log?",
        "Answer: No",
        "3. Do you test?",
        "Partial\nplanned",
    ]
    assert filled(content, "Paragraphs", *answers) == written


def test_an_answer_behind_a_numbered_question_has_no_number_itself() -> None:
    written = filled(to_bytes(lines("Do you log?", style="List Number")), "Paragraphs", ("P1+", "Yes"))

    assert [one.style.name for one in docx.Document(io.BytesIO(written)).paragraphs] == ["List Number", "Normal"]


def test_the_first_look_of_a_cell_is_kept() -> None:
    made = document(INSIDE)
    paragraph = made.tables[0].cell(2, 1).paragraphs[0]
    paragraph.runs[0].italic = True
    paragraph.add_run(" and bold").bold = True
    written = filled(to_bytes(made), "Table 1", ("T1R3C2", "new"))

    after = docx.Document(io.BytesIO(written)).tables[0].cell(2, 1).paragraphs[0]
    assert after.text == "new"
    assert [run.italic for run in after.runs if run.text] == [True]


def test_characters_that_xml_forbids_are_left_out() -> None:
    written = filled(to_bytes(document(INSIDE)), "Table 1", ("T1R3C2", "a\x00b\x0bc < & >"))

    assert docx.Document(io.BytesIO(written)).tables[0].cell(2, 1).text == "abc < & >"


def test_a_table_inside_a_written_cell_stays() -> None:
    made = document([["Do you use MFA?", ""], ["Do you log access?", ""]])
    made.tables[0].cell(0, 1).add_table(1, 1).cell(0, 0).text = "mine"
    written = filled(to_bytes(made), "Table 1", ("T1R1C2", "Yes"))

    cell = docx.Document(io.BytesIO(written)).tables[0].cell(0, 1)
    assert (cell.paragraphs[0].text, cell.tables[0].cell(0, 0).text) == ("Yes", "mine")
