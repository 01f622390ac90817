"""A sheet is known again by its header, wherever the header stands and whatever is asked below it."""

import pytest

from questionnaires.parsing.fingerprint import Remembered, fingerprint, recognise
from questionnaires.parsing.grid import Grid

HEADER = {1: "Réf.", 2: "What we ask", 3: "Your reply"}


def sheet(rows, name="Sheet"):
    return Grid(name, dict(sorted(rows.items())))


def print_of(header, format="xlsx"):
    return fingerprint(sheet({4: header}), [4], format=format)


def remembered(header=HEADER, rows=(4,), name="Sheet", **columns):
    return Remembered(name, fingerprint(sheet({rows[0]: header}), rows, format="xlsx"), columns, rows)


def test_questions_and_the_header_s_place_do_not_count():
    here = fingerprint(sheet({1: HEADER, 2: {2: "Is data encrypted?"}}), [1], format="xlsx")
    there = fingerprint(sheet({7: HEADER, 9: {2: "Do you test backups?"}}), [7], format="xlsx")

    assert here == there
    assert len(here) == 64


def test_case_accents_and_punctuation_do_not_count():
    assert print_of(HEADER) == print_of({1: "ref", 2: "WHAT we  ask:", 3: "Your reply"})


@pytest.mark.parametrize(
    "other",
    [
        {1: "What we ask", 2: "Réf.", 3: "Your reply"},
        {1: "Réf.", 2: "What we ask", 4: "Your reply"},
        {1: "Réf.", 2: "What we ask"},
        {1: "Réf.", 2: "What we ask", 3: "Your answer"},
    ],
)
def test_another_order_place_number_or_wording_of_columns_is_another_header(other):
    assert print_of(other) != print_of(HEADER)


def test_another_format_is_another_header():
    assert print_of(HEADER, "csv") != print_of(HEADER, "xlsx")


@pytest.mark.parametrize("header", [{}, {2: "Question"}, {1: "?", 2: "Question"}])
def test_fewer_than_two_texts_name_no_sheet(header):
    assert print_of(header) is None


def test_a_header_of_two_rows_tells_them_apart():
    first = fingerprint(sheet({1: {1: "A", 2: "B"}, 2: {1: "C"}}), [1, 2], format="xlsx")
    second = fingerprint(sheet({1: {1: "A"}, 2: {1: "C", 2: "B"}}), [1, 2], format="xlsx")

    assert first != second


def test_a_header_further_down_is_recognised_with_its_rows():
    known = remembered(question="B", answer="C")

    (found,) = recognise([sheet({9: HEADER, 10: {2: "Is it?"}}, "Other name")], [known], format="xlsx")

    assert (found.name, found.columns, found.header_rows) == ("Other name", {"question": "B", "answer": "C"}, (9,))


def test_of_two_with_one_header_the_one_of_the_sheet_s_name_is_taken():
    known = [remembered(name="One", question="A"), remembered(name="Two", question="B")]

    found = recognise([sheet({4: HEADER}, "Two"), sheet({4: HEADER}, "Three")], known, format="xlsx")

    assert [one.columns["question"] for one in found] == ["B", "A"]


def test_a_sheet_with_another_header_is_left_to_the_finder():
    assert recognise([sheet({4: {1: "ID", 2: "Question"}})], [remembered(question="B")], format="xlsx") == ()
