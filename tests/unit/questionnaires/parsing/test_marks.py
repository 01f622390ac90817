"""Columns to mark with x give one cell a word."""

from tests.unit.questionnaires.parsing.workbooks import read, read_rows, workbook

MFA = "Is multi-factor authentication required for all staff?"
REST = "Is customer data encrypted at rest?"
LEAVERS = "Do you remove the access of leavers within one day?"


def test_columns_to_mark_with_x_under_a_band() -> None:
    book = workbook(
        {
            "Q": [
                ["Control", "ID", "Assessment question", "Answer", None, None, "Notes"],
                [None, None, None, "Yes", "No", "Not applicable", None],
                ["Access", "AC-01.1", MFA],
                [None, "AC-01.2", LEAVERS],
                ["Crypto", "CR-01.1", REST],
            ]
        }
    )
    book["Q"].merge_cells("D1:F1")
    book["Q"].merge_cells("A3:A4")
    found = read(book)

    assert found.questions[0].answer_cell == {"Yes": "D3", "No": "E3", "Not applicable": "F3"}
    assert found.questions[0].vocabulary == ("Yes", "No", "Not applicable")
    assert [question.comment_cell for question in found.questions] == ["G3", "G4", "G5"]
    assert [question.ref for question in found.questions] == ["AC-01.1", "AC-01.2", "CR-01.1"]


def test_a_number_column_headed_no_is_no_mark_column() -> None:
    found = read_rows(["No", "Question", "Yes", "No", "N/A"], [1, MFA], [2, REST], [3, LEAVERS])

    assert [question.ref for question in found.questions] == ["1", "2", "3"]
    assert found.questions[2].answer_cell == {"Yes": "C4", "No": "D4", "N/A": "E4"}


def test_mark_columns_that_are_marked_already() -> None:
    found = read_rows(
        ["#", "Question", "Yes", "No", "N/A", "Comments"], [1, MFA, "x"], [2, REST, None, "X", None, "Why"]
    )

    assert [(q.answer_cell, q.comment_cell, q.filled) for q in found.questions] == [
        ({"Yes": "C2", "No": "D2", "N/A": "E2"}, "F2", True),
        ({"Yes": "C3", "No": "D3", "N/A": "E3"}, "F3", True),
    ]


def test_mark_words_with_a_further_header_row_under_them() -> None:
    book = workbook(
        {
            "Q": [
                ["ID", "Question", "Answers", None, None, "Notes"],
                [None, None, "Yes", "No", "Not applicable", None],
                [None, None, "in place", "not in place", "out of scope", None],
                ["AIS-01.1", MFA],
                ["AIS-01.2", REST],
            ]
        }
    )
    for area in ("A1:A3", "B1:B3", "C1:E1", "F1:F3"):
        book["Q"].merge_cells(area)
    found = read(book)

    assert [question.row for question in found.questions] == [4, 5]
    assert [list(question.answer_cell or ()) for question in found.questions] == [
        ["in place", "not in place", "Not applicable"]
    ] * 2


def test_mark_words_under_a_band_that_is_not_merged() -> None:
    found = read_rows(["Question", "Response"], [None, "Yes", "No"], [MFA], [REST])

    assert [question.answer_cell for question in found.questions] == [
        {"Yes": "B3", "No": "C3"},
        {"Yes": "B4", "No": "C4"},
    ]
