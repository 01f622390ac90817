"""From the text of a table to typed rows, with every problem found in one pass."""

from collections.abc import Sequence
from typing import Any

from foundation.tables.columns import BadCell, Column
from foundation.tables.model import Problem, Row, Table, TypedRow, TypedRows, column_key

_LONGEST_QUOTE = 60


def typed_rows(table: Table, columns: Sequence[Column], *, key: str | None = None) -> TypedRows:
    """Understand every cell of a table by its column.

    Parameters
    ----------
    table : as `read_table` gives it.
    columns : the columns of the format, in any order; others in the file are listed in `extra_columns`.
    key : the column whose value may stand only once, or None.

    Returns
    -------
    TypedRows : rows without any problem, in their order; a row with one is left out and its problems listed.
        A missing required column is one problem and leaves no rows.
    """
    places = {column_key(name): place for place, name in enumerate(table.header)}
    wanted = {column.name for column in columns}
    extra = tuple(name for name in table.header if name and column_key(name) not in wanted)
    if missing := _missing_columns(table, columns, places):
        return TypedRows((), missing, extra)
    rows: list[TypedRow] = []
    problems: list[Problem] = []
    first_rows: dict[object, int] = {}
    for row in table.rows:
        values, found = _understand(table, row, columns, places)
        if key is not None and not found:
            found = _seen_before(table, row, key, values[key], first_rows)
        problems += found
        if not found:
            rows.append(TypedRow(row.number, values))
    return TypedRows(tuple(rows), tuple(problems), extra)


def _missing_columns(table: Table, columns: Sequence[Column], places: dict[str, int]) -> tuple[Problem, ...]:
    found = ", ".join(name for name in table.header if name) or "none"
    return tuple(
        Problem(table.file, table.sheet, None, column.name, f"this required column is missing; columns found: {found}")
        for column in columns
        if column.required and column.name not in places
    )


def _understand(
    table: Table, row: Row, columns: Sequence[Column], places: dict[str, int]
) -> tuple[dict[str, Any], list[Problem]]:
    values: dict[str, Any] = {}
    problems: list[Problem] = []
    for column in columns:
        place = places.get(column.name)
        cell = row.cells[place] if place is not None and place < len(row.cells) else ""
        try:
            values[column.name] = _value(column, cell)
        except BadCell as error:
            problems.append(Problem(table.file, table.sheet, row.number, column.name, f"{error}{_found(cell)}"))
    return values, problems


def _value(column: Column, cell: str) -> object:
    if column.required and not cell.strip():
        raise BadCell("expected a value, as this column is required")
    value = column.parse(cell)
    return column.default if value is None else value


def _found(cell: str) -> str:
    if not cell.strip():
        return ""
    shown = cell.strip() if len(cell.strip()) <= _LONGEST_QUOTE else cell.strip()[:_LONGEST_QUOTE] + "…"
    return f", found '{shown}'"


def _seen_before(table: Table, row: Row, key: str, value: object, first_rows: dict[object, int]) -> list[Problem]:
    first = first_rows.setdefault(value, row.number)
    if first == row.number:
        return []
    return [
        Problem(table.file, table.sheet, row.number, key, f"'{value}' stands in row {first} already; expected once")
    ]
