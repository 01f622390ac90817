"""`facts.csv`, `.xlsx` or `.json` to facts and back."""

from collections.abc import Iterable

from foundation.tables.columns import BadCell, Column, day, text
from foundation.tables.model import Problem, Table, TypedRow, column_key
from foundation.tables.read import read_table
from foundation.tables.records import RecordFile, missing_columns, write_records
from foundation.tables.rows import typed_rows
from questionnaires.facts.keys import DAY_KEYS
from questionnaires.facts.records import Fact


def fact_key(cell: str) -> str | None:
    """Read `Legal name` as legal_name."""
    return column_key(cell) or None


COLUMNS = (Column("key", fact_key, required=True), Column("value", text, required=True), Column("as_of", day))


def read_facts(content: bytes, *, filename: str) -> RecordFile[Fact]:
    """Read facts in FORMATS' shape, unknown keys included; a known day must be ISO.

    Problems are returned; an unreadable file raises Unreadable or BadInput.
    """
    table = read_table(content, filename=filename)
    read = typed_rows(table, COLUMNS, key="key")
    wrong = {row.number: problem for row in read.rows if (problem := _day_problem(table, row))}
    facts = tuple(Fact(**row.values) for row in read.rows if row.number not in wrong)
    problems = (*read.problems, *wrong.values())
    return RecordFile(facts, problems, read.extra_columns, missing_columns(table, COLUMNS))


def _day_problem(table: Table, row: TypedRow) -> Problem | None:
    key, value = row.values["key"], row.values["value"]
    if key not in DAY_KEYS:
        return None
    try:
        day(value)
    except BadCell as error:
        return Problem(table.file, table.sheet, row.number, "value", f"{error} for {key}, found '{value}'")
    return None


def write_facts(facts: Iterable[Fact]) -> bytes:
    """Write facts as CSV that reads back unchanged, in the order given."""
    return write_records(facts, COLUMNS)
