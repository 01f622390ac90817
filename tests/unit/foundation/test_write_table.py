"""What is written opens as text in any spreadsheet, and reads back unchanged."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from foundation.tables.read import read_table
from foundation.tables.write import to_csv, with_apostrophe, without_apostrophe


def test_values_are_written_as_formats_has_them():
    row = ["a,b", None, date(2026, 3, 31), True, False, 2.0, 2.5, ("x", "y"), {"saas": 40, "web3": None}]

    assert to_csv(list("abcdefghi"), [row]).splitlines()[1] == b'"a,b",,2026-03-31,yes,no,2,2.5,x; y,saas:40; web3'


@pytest.mark.parametrize(
    ("text", "written"),
    [
        ("=1+1", "'=1+1"),
        ("@SUM(A1)", "'@SUM(A1)"),
        ("- first point", "'- first point"),
        ("-2+3+cmd|x", "'-2+3+cmd|x"),
        ("+1 555 0100", "'+1 555 0100"),
        (" =1+1", "' =1+1"),
        ("'=1", "''=1"),
        ("-5", "-5"),
        ("+2.5", "+2.5"),
        ("'quoted'", "'quoted'"),
        ("a=b", "a=b"),
    ],
)
def test_only_what_a_spreadsheet_would_calculate_gets_an_apostrophe(text, written):
    assert with_apostrophe(text) == written
    assert without_apostrophe(written) == text


@given(st.text())
def test_the_apostrophe_is_undone_for_every_text(text):
    assert without_apostrophe(with_apostrophe(text)) == text


@given(st.lists(st.text(st.characters(min_codepoint=32, exclude_categories=["Cs"])), min_size=2, max_size=2))
def test_printable_cells_read_back_unchanged(cells):
    content = to_csv(["id", "first", "second"], [["x", *cells]])

    read = read_table(content, filename="a.csv").rows[0].cells

    assert [*read, "", ""][1:3] == [
        cell if any(part.strip() for part in cells[place:]) else "" for place, cell in enumerate(cells)
    ]


def test_line_ends_inside_a_cell_become_one_kind():
    content = to_csv(["id", "text"], [["1", "a\r\nb\rc\nd"]])

    assert read_table(content, filename="a.csv").rows[0].cells == ("1", "a\nb\nc\nd")
