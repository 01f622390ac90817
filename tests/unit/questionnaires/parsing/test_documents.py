"""Word documents of many shapes: where the questions stand and where their answers belong."""

from typing import Any

import docx
import pytest

from foundation.errors import BadInput
from questionnaires.parsing.model import Question
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.documents import (
    box,
    control,
    document,
    lines,
    to_bytes,
    with_body,
    with_markup,
)

Found = tuple[str | None, str, object]


def questions(content: bytes) -> tuple[Question, ...]:
    return parse(content, filename="b.docx").questions


def found(made: Any) -> list[Found]:
    """Give (ref, question, answer cell) of each question."""
    return [(one.ref, one.question, one.answer_cell) for one in questions(to_bytes(made))]


def test_the_answer_row_beneath_its_question() -> None:
    made = document([["Access"], ["1. Do you use MFA?"], [""], ["2. Do you log access?"], [""]])

    assert found(made) == [("1", "Do you use MFA?", "T1R3C1"), ("2", "Do you log access?", "T1R5C1")]
    assert [one.section for one in questions(to_bytes(made))] == ["Access", "Access"]


def test_rows_that_begin_with_q_and_a() -> None:
    made = document([["Q: Do you use MFA?"], ["A:"], ["Q: Describe your logs."], ["A:"]])

    assert found(made) == [(None, "Do you use MFA?", "T1R2C1"), (None, "Describe your logs.", "T1R4C1")]


def test_labelled_rows_with_a_row_for_comments() -> None:
    rows = [["Question 1: Do you use MFA?"], ["Response:"], ["Comments:"]]
    asked = questions(to_bytes(document([*rows, ["Question 2: Is data encrypted?"], *rows[1:]])))

    assert [(one.ref, one.answer_cell, one.comment_cell) for one in asked] == [
        ("Question 1", "T1R2C1", "T1R3C1"),
        ("Question 2", "T1R5C1", "T1R6C1"),
    ]


def test_labels_in_a_column_of_their_own() -> None:
    made = document([["Frage 1", "Verwenden Sie MFA?"], ["Antwort", ""], ["Frage 2", "Gibt es Logs?"], ["Antwort", ""]])

    assert found(made) == [("Frage 1", "Verwenden Sie MFA?", "T1R2C2"), ("Frage 2", "Gibt es Logs?", "T1R4C2")]


def test_a_row_of_question_and_answer_side_by_side_is_no_stack() -> None:
    made = document([["Do you use MFA?", ""], ["Do you log access?", ""], ["", ""]])

    assert found(made) == [(None, "Do you use MFA?", "T1R1C2"), (None, "Do you log access?", "T1R2C2")]


def test_tables_inside_cells_are_numbered_after_all_tables_of_the_body() -> None:
    made = document([["Part A"]], [["Question", "Answer"], ["Do you use MFA?", ""]])
    inside = made.tables[0].cell(0, 0).add_table(2, 2)
    for row, texts in zip(inside.rows, [("Question", "Answer"), ("Do you log?", "")], strict=True):
        row.cells[0].text, row.cells[1].text = texts

    assert found(made) == [(None, "Do you use MFA?", "T2R2C2"), (None, "Do you log?", "T3R2C2")]


def test_boxes_in_one_cell_offer_their_words() -> None:
    made = document([["Question", "Answer"], ["Do you log?", "☐ Yes ☐ No"], ["Is it tested?", "Yes ☒ No ☐ N/A ☐"]])
    asked = questions(to_bytes(made))

    assert [(one.vocabulary, one.filled) for one in asked] == [(("Yes", "No"), False), (("Yes", "No", "N/A"), True)]


def test_check_box_controls_under_yes_and_no_are_marks() -> None:
    made = document([["Question", "Yes", "No"], ["Do you log?", "HERE", "HERE"], ["Do you test?", "HERE", "HERE"]])

    assert questions(with_markup(made, "HERE", box()))[0].answer_cell == {"Yes": "T1R2C2", "No": "T1R2C3"}


def test_the_prompt_of_a_control_is_no_answer() -> None:
    made = document([["Question", "Answer"], ["Do you log?", "HERE"], ["Do you test?", "ask"]])
    asked = questions(with_markup(made, "HERE", control("<w:text/>", "Click to enter text.")))

    assert [one.filled for one in asked] == [False, True]


def test_the_list_of_an_older_form_is_the_vocabulary() -> None:
    field = (
        '<w:r><w:fldChar w:fldCharType="begin"><w:ffData><w:ddList><w:listEntry w:val="Yes"/><w:listEntry w:val="No"/>'
        '</w:ddList></w:ffData></w:fldChar></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>'
    )
    made = document([["Question", "Answer"], ["Do you log?", "HERE"], ["Do you test?", "HERE"]])

    assert questions(with_markup(made, "HERE", field))[0].vocabulary == ("Yes", "No")


def test_insertions_are_read_and_deletions_are_not() -> None:
    markup = (
        "<w:del><w:r><w:delText>Did</w:delText></w:r></w:del><w:ins><w:r><w:t>Do </w:t></w:r></w:ins>"
        "<w:hyperlink><w:r><w:t>you log?</w:t></w:r></w:hyperlink>"
    )
    made = document([["Question", "Answer"], ["HERE", ""], ["Do you test?", ""]])

    assert questions(with_markup(made, "HERE", markup))[0].question == "Do you log?"


def test_numbered_paragraphs_under_headings() -> None:
    made = lines("# Access", "1. Do you use MFA?", "", "1.1 Describe your logs.", "Answer:", "a) Is it tested?")

    assert found(made) == [
        ("1", "Do you use MFA?", "P3"),
        ("1.1", "Describe your logs.", "P5"),
        ("a", "Is it tested?", "P6+"),
    ]
    assert questions(to_bytes(made))[0].section == "Access"


def test_paragraphs_that_word_numbers() -> None:
    made = lines("Do you use MFA?", "Describe how access is granted.", style="List Number")

    assert found(made) == [(None, "Do you use MFA?", "P1+"), (None, "Describe how access is granted.", "P2+")]


def test_boxes_in_the_paragraph_beneath() -> None:
    asked = questions(to_bytes(lines("1. Do you use MFA?", "☐ Yes  ☐ No", "2. Do you log?", "☐ Yes  ☐ No")))

    assert [(one.answer_cell, one.vocabulary) for one in asked] == [("P2", ("Yes", "No")), ("P4", ("Yes", "No"))]


def test_an_empty_table_of_one_cell_is_the_box_for_the_answer() -> None:
    made = docx.Document()
    for text in ("1. Do you use MFA?", "2. Do you log access?"):
        made.add_paragraph(text)
        made.add_table(1, 1)

    assert found(made) == [("1", "Do you use MFA?", "T1R1C1"), ("2", "Do you log access?", "T2R1C1")]


def test_words_to_the_reader_are_no_questions() -> None:
    made = document([["Question", "Answer"], ["Do you use MFA?", ""]])
    made.add_paragraph("Please answer all questions by Friday.")
    made.add_paragraph("1. Complete every row of the table.")

    assert found(made) == [(None, "Do you use MFA?", "T1R2C2")]


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(BadInput, match="deep"):
        questions(with_body("<w:p>" * 20_000 + "</w:p>" * 20_000))


def test_a_cell_that_claims_a_million_columns_is_refused() -> None:
    cell = '<w:tc><w:tcPr><w:gridSpan w:val="1000000"/></w:tcPr><w:p><w:r><w:t>Do you log?</w:t></w:r></w:p></w:tc>'

    with pytest.raises(BadInput, match="too large"):
        questions(with_body(f"<w:tbl><w:tr>{cell * 2}</w:tr></w:tbl>"))


def test_a_chain_of_four_thousand_merged_cells_is_one_place() -> None:
    first = '<w:tc><w:tcPr><w:vMerge w:val="restart"/></w:tcPr><w:p/></w:tc>'
    more = "<w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc>"
    asked = "<w:tc><w:p><w:r><w:t>Do you log number {}?</w:t></w:r></w:p></w:tc>"
    rows = "".join(f"<w:tr>{asked.format(row)}{more if row else first}</w:tr>" for row in range(4_000))

    assert {one.answer_cell for one in questions(with_body(f"<w:tbl>{rows}</w:tbl>"))} == {"T1R1C2"}


def test_more_rows_than_are_read_are_refused() -> None:
    row = "<w:tr><w:tc><w:p><w:r><w:t>{}</w:t></w:r></w:p></w:tc></w:tr>"

    with pytest.raises(BadInput, match="too large"):
        questions(with_body(f"<w:tbl>{''.join(map(row.format, range(20_001)))}</w:tbl>"))


def test_more_tables_than_are_weighed_are_refused() -> None:
    table = "<w:tbl><w:tr><w:tc><w:p/></w:tc></w:tr></w:tbl>"

    with pytest.raises(BadInput, match="more than 500 tables"):
        questions(with_body(table * 501))
