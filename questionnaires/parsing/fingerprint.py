"""Knowing a sheet again by its header, so that what a person said about its columns holds for the next file."""

import hashlib
import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.model import Sheet
from questionnaires.parsing.words import plain

FIRST_ROWS = 60
"""A header that lies deeper than so many rows with text is not looked for."""


@dataclass(frozen=True, slots=True)
class Remembered:
    """What a person once said about a sheet: its name, its header's fingerprint, its columns and header rows."""

    sheet: str
    fingerprint: str
    columns: dict[str, str]
    header_rows: tuple[int, ...]


def fingerprint(grid: Grid, header_rows: Sequence[int], *, format: str) -> str | None:
    """Give SHA-256 (hex) over the format and the header's texts with their columns, case and accents left out.

    The rows' numbers do not count, as a longer introduction moves the header down. None where the header holds
    fewer than two texts: that names no sheet.
    """
    rows = [
        [(column, folded) for column, text in sorted(grid.rows.get(row, {}).items()) if (folded := plain(text))]
        for row in sorted(header_rows)
    ]
    if sum(map(len, rows)) < 2:
        return None
    return hashlib.sha256(json.dumps([str(format), rows]).encode()).hexdigest()


def recognise(grids: Sequence[Grid], remembered: Iterable[Remembered], *, format: str) -> tuple[Sheet, ...]:
    """Give the columns of each sheet whose header is remembered; one set for a sheet of that name comes first."""
    known = tuple(remembered)
    found = []
    for grid in grids:
        by_name = sorted(known, key=lambda one: one.sheet != grid.name)
        sheet = next((sheet for one in by_name if (sheet := _applied(grid, one, format)) is not None), None)
        if sheet is not None:
            found.append(sheet)
    return tuple(found)


def _applied(grid: Grid, one: Remembered, format: str) -> Sheet | None:
    """Look for the remembered header where it stood and further down or up; None when it is not there."""
    if not one.header_rows:
        return None
    first = one.header_rows[0]
    starts = sorted(list(grid.rows)[:FIRST_ROWS], key=lambda row: abs(row - first))
    for start in starts:
        rows = tuple(row - first + start for row in one.header_rows)
        if fingerprint(grid, rows, format=format) == one.fingerprint:
            return Sheet(grid.name, grid.hidden, dict(one.columns), rows)
    return None
