"""Cells are understood by their columns, and every problem names its place."""

from datetime import date
from enum import StrEnum

import pytest

from foundation.errors import BadInput
from foundation.tables.columns import (
    BadCell,
    Column,
    count,
    day,
    decimal,
    decimal_within,
    keyed,
    listing,
    listing_of,
    money,
    one_of,
    text,
    yes_no,
)
from foundation.tables.model import Problem, raise_if_any
from foundation.tables.read import read_table
from foundation.tables.rows import typed_rows


class Tier(StrEnum):
    BOUTIQUE = "boutique"
    NOT_YET = "not_yet"


COLUMNS = (Column("id", text, required=True), Column("tier", one_of(Tier)), Column("since", day))


def typed(content: bytes):
    return typed_rows(read_table(content, filename="firms.csv"), COLUMNS, key="id")


def test_good_rows_come_with_their_values_and_numbers():
    rows = typed(b"ID,Since,tier,colour\n F-1 ,2026-02-28,Not yet,red\nF-2,,,\n").rows

    assert [row.number for row in rows] == [2, 3]
    assert rows[0].values == {"id": "F-1", "tier": Tier.NOT_YET, "since": date(2026, 2, 28)}
    assert rows[1].values == {"id": "F-2", "tier": None, "since": None}


def test_a_column_nobody_asked_for_is_reported_and_not_fatal():
    read = typed(b"id,colour\nF-1,red\n")

    assert (len(read.rows), read.problems, read.extra_columns) == (1, (), ("colour",))


def test_all_problems_are_found_in_one_pass_and_name_their_places():
    problems = typed(b"id,tier,since\nF-1,big,31.12.2026\n,boutique,\nF-2,,\nF-2,,\n").problems

    assert [str(problem) for problem in problems] == [
        "firms.csv, row 2, column 'tier': expected one of boutique, not_yet, found 'big'",
        "firms.csv, row 2, column 'since': expected a date such as 2027-03-31 (year-month-day), found '31.12.2026'",
        "firms.csv, row 3, column 'id': expected a value, as this column is required",
        "firms.csv, row 5, column 'id': 'F-2' stands in row 4 already; expected once",
    ]


def test_a_missing_required_column_leaves_no_rows():
    read = typed(b"name,tier\nx,boutique\n")

    assert read.rows == ()
    assert [str(problem) for problem in read.problems] == [
        "firms.csv, column 'id': this required column is missing; columns found: name, tier"
    ]


def test_a_file_with_problems_is_refused_with_the_first_twenty():
    problems = tuple(Problem("a.csv", "Firms", row, "id", "expected a value") for row in range(2, 24))

    with pytest.raises(BadInput) as refused:
        raise_if_any(problems)

    lines = str(refused.value).splitlines()
    assert lines[0] == "a.csv, sheet 'Firms', row 2, column 'id': expected a value"
    assert len(lines) == 21
    assert lines[-1] == "… and 2 more"


def test_no_problem_is_no_refusal():
    assert raise_if_any(()) is None


@pytest.mark.parametrize(
    ("parse", "cell", "value"),
    [
        (text, "  a b ", "a b"),
        (day, "2028-02-29", date(2028, 2, 29)),
        (count, "0", 0),
        (count, "2000000000", 2_000_000_000),
        (money, "15000", 15_000),
        (decimal, "2.50", 2.5),
        (decimal_within(0, 5), "5", 5.0),
        (yes_no, "Yes", True),
        (yes_no, "no", False),
        (one_of(Tier), "NOT-YET", Tier.NOT_YET),
        (listing, "b; a;;b ", ("b", "a")),
        (listing_of(one_of(Tier)), "boutique; not_yet", (Tier.BOUTIQUE, Tier.NOT_YET)),
        (keyed(day), "iso_27001:2027-03-01; hipaa", {"iso_27001": date(2027, 3, 1), "hipaa": None}),
        (keyed(count), "saas: 40;fintech:12", {"saas": 40, "fintech": 12}),
    ],
)
def test_a_cell_is_understood(parse, cell, value):
    assert parse(cell) == value


@pytest.mark.parametrize("parse", [text, day, count, money, decimal, decimal_within(0, 5), yes_no, one_of(Tier)])
def test_an_empty_cell_is_unknown(parse):
    assert parse("  ") is None


@pytest.mark.parametrize(("parse", "nothing"), [(listing, ()), (listing_of(day), ()), (keyed(day), {})])
def test_an_empty_list_is_empty(parse, nothing):
    assert parse(" ") == nothing


@pytest.mark.parametrize(
    ("parse", "cell"),
    [
        (day, "2026-02-29"),
        (day, "20260228"),
        (day, "2026-W09-6"),
        (day, "2026-02-28T00:00:00"),
        (count, "-1"),
        (count, "1.5"),
        (count, "²"),
        (count, "2000000001"),
        (money, "15,000"),
        (money, "$15000"),
        (money, "15000.50"),
        (decimal, "nan"),
        (decimal, "-2"),
        (decimal, "1e5"),
        (decimal_within(0, 5), "5.01"),
        (yes_no, "maybe"),
        (one_of(Tier), "huge"),
        (listing_of(one_of(Tier)), "boutique; huge"),
        (keyed(day), "iso_27001:soon"),
        (keyed(day), "a; a"),
        (keyed(day), ":2027-01-01"),
    ],
)
def test_a_cell_that_is_none_of_it_says_what_was_expected(parse, cell):
    with pytest.raises(BadCell, match="expected"):
        parse(cell)
