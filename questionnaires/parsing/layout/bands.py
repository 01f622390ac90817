"""Tables that stand side by side in one sheet, each read as if it were alone."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import pairwise

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.headers import Role, hint
from questionnaires.parsing.words import asks

_ROWS_LOOKED_AT = 100
_MOST_BANDS = 4
_FEWEST_HEADS = 2
_LEAST_ASKING = 0.8


def bands(grid: Grid) -> tuple[Grid, ...]:
    """Part a sheet where one of its header rows names the same columns twice or more; else give it whole."""
    for row in list(grid.rows)[:_ROWS_LOOKED_AT]:
        if starts := _starts(grid.rows[row]):
            return _cut(grid, starts)
    starts = _asking(grid)
    return _cut(grid, starts) if starts else (grid,)


def _asking(grid: Grid) -> list[int]:
    """Give the columns that ask, of a sheet without a header whose rows ask several times, each with room beside."""
    rows = list(grid.rows.values())[:_ROWS_LOOKED_AT]
    columns = [column for column, text in sorted(rows[0].items()) if asks(text)] if rows else []
    if len(columns) < _FEWEST_HEADS or any(right - left < _FEWEST_HEADS for left, right in pairwise(columns)):
        return []
    texts = [[cells[column] for cells in rows if column in cells] for column in columns]
    sure = all(len(column) > 1 and sum(map(asks, column)) >= _LEAST_ASKING * len(column) for column in texts)
    beside = any(column not in columns and asks(text) for cells in rows for column, text in cells.items())
    return columns if sure and not beside else []


def _starts(heads: Mapping[int, str]) -> list[int]:
    """Give the first columns of the repetitions, empty when a row repeats nothing."""
    columns = sorted(heads)
    roles = [_role(heads[column]) for column in columns]
    for count in range(2, _MOST_BANDS + 1):
        length, rest = divmod(len(columns), count)
        first = roles[:length]
        if rest or length < _FEWEST_HEADS or not {Role.QUESTION, Role.ANSWER} <= set(first):
            continue
        if roles == first * count and first.count(Role.QUESTION) == 1:
            return columns[::length]
    return []


def _role(text: str) -> Role | None:
    found = hint(text)
    return found.role if found else None


def _cut(grid: Grid, starts: list[int]) -> tuple[Grid, ...]:
    """Give one grid a band; what stands left of the first belongs to it."""
    edges = [1, *starts[1:], grid.last_column + 1]
    return tuple(_between(grid, left, right) for left, right in pairwise(edges))


def _between(grid: Grid, left: int, right: int) -> Grid:
    """Give the sheet with the columns from `left` up to, but without, `right`."""
    cut = {row: {column: text for column, text in cells.items() if left <= column < right}
           for row, cells in grid.rows.items()}  # fmt: skip
    return replace(grid, rows={row: cells for row, cells in cut.items() if cells})
