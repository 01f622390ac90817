"""Columns as a person corrects them."""

import pytest

from foundation.errors import BadInput
from questionnaires.parsing.model import Sheet
from questionnaires.reviews.columns import mapping_of, sheet_forms

ROW = {"number": 1, "sort": "header", "cells": ["ID", "Question", "Yes"]}
PREVIEW = {"hidden": False, "left_alone": None, "columns": ["A", "B", "C"], "rows": [ROW], "row_count": 1}
FOUND = {"name": "Q", "hidden": False, "columns": {"ref": "A", "question": "B", "mark:Oui": "C"}, "header_rows": [1]}


def forms(given=None):
    return sheet_forms([FOUND], [PREVIEW | {"name": "Q"}], given)


def test_what_was_found_is_chosen_already():
    (form,) = forms()

    assert [(column.letter, column.words) for column in form.columns] == [
        ("A", "Reference"),
        ("B", "Question"),
        ("C", "x means Oui"),
    ]
    assert form.header_rows == "1"


def test_marks_of_the_buyers_own_words_are_offered_beside_the_usual_ones():
    marks = [role for role, _ in forms()[0].columns[2].options if role.startswith("mark:")]

    assert marks == ["mark:Oui", "mark:Yes", "mark:No", "mark:Partial", "mark:N/A"]


def test_a_columns_own_short_header_is_offered_as_what_an_x_means():
    header = {"number": 1, "sort": "header", "cells": ["Question", "Vollständig", "A header that is no word to mark"]}
    sheet = {"name": "Q", "hidden": False, "columns": {"question": "A"}, "header_rows": [1]}

    (form,) = sheet_forms([sheet], [PREVIEW | {"name": "Q", "rows": [header]}])

    assert [column.options[-1][0] for column in form.columns] == ["mark:Question", "mark:Vollständig", "mark:N/A"]


def test_an_unchanged_form_gives_the_mapping_that_was_found():
    expected = Sheet("Q", False, {"ref": "A", "question": "B", "mark:Oui": "C"}, (1,))

    assert mapping_of(forms()) == (expected,)


def test_what_was_sent_stands_above_what_was_found():
    (sheet,) = mapping_of(forms({"sheet1-column-A": "", "sheet1-column-C": "answer", "sheet1-header": "2; 1"}))

    assert (sheet.columns, sheet.header_rows) == ({"question": "B", "answer": "C"}, (1, 2))


def test_a_sheet_without_a_column_of_questions_is_left_alone_and_not_searched_again():
    other = {"name": "Notes", "hidden": False, "columns": {}, "header_rows": []}
    both = sheet_forms([FOUND, other], [PREVIEW | {"name": "Q"}, PREVIEW | {"name": "Notes"}])

    _, left = mapping_of(both)

    assert "question" not in left.columns
    assert left.columns


def test_one_role_twice_is_refused_with_the_sheet_and_both_columns():
    with pytest.raises(BadInput, match="Sheet 'Q': columns A and B both stand for “Question”"):
        mapping_of(forms({"sheet1-column-A": "question"}))


@pytest.mark.parametrize("rows", ["0", "-1", "one"])
def test_header_rows_that_are_no_rows_are_refused(rows):
    with pytest.raises(BadInput):
        mapping_of(forms({"sheet1-header": rows}))
