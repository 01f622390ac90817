"""Cell names, column letters and rectangular areas; rows and columns count from 1."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache

LAST_ROW = 1_048_576
LAST_COLUMN = 16_384

_CELL = re.compile(r"^\$?([A-Za-z]{1,3})\$?([1-9][0-9]{0,6})$")
_COLUMN = re.compile(r"^\$?([A-Za-z]{1,3})$")
_ROW = re.compile(r"^\$?([1-9][0-9]{0,6})$")
_REMEMBERED = 512
"""Columns whose letters are kept: no questionnaire has more than 200."""
_WHOLE = re.compile(r"[0-9]{1,9}")


def whole_number(text: str) -> int | None:
    """Read a whole number of up to nine plain digits; None for all else: no sheet counts further."""
    return int(text) if _WHOLE.fullmatch(text) else None


@lru_cache(_REMEMBERED)
def column_letter(column: int) -> str:
    """Name a column: 1 is A, 27 is AA."""
    letters = ""
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


@lru_cache(_REMEMBERED)
def column_number(letters: str) -> int:
    """Number a column: A is 1, AA is 27."""
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - 64
    return number


def cell_name(row: int, column: int) -> str:
    """Name a cell as a spreadsheet does: row 12, column 4 is D12."""
    return f"{column_letter(column)}{row}"


def cell_position(name: str) -> tuple[int, int] | None:
    """Give (row, column) of a name like `D12` or `$D$12`, or None when it is no cell's name."""
    match = _CELL.match(name.strip())
    if not match:
        return None
    row, column = int(match[2]), column_number(match[1])
    return (row, column) if row <= LAST_ROW and column <= LAST_COLUMN else None


@dataclass(frozen=True, slots=True)
class Area:
    """A rectangle of cells, both corners inclusive."""

    top: int
    left: int
    bottom: int
    right: int

    @property
    def size(self) -> int:
        return (self.bottom - self.top + 1) * (self.right - self.left + 1)

    def holds(self, row: int, column: int) -> bool:
        return self.top <= row <= self.bottom and self.left <= column <= self.right


def parse_area(name: str) -> Area | None:
    """Read `A1`, `A1:B9`, `A:B` or `3:7`; None when it is none of these."""
    first, _, last = name.strip().partition(":")
    start, end = _corner(first), _corner(last or first)
    if start is None or end is None:
        return None
    top, bottom = start[0] or 1, end[0] or LAST_ROW
    left, right = start[1] or 1, end[1] or LAST_COLUMN
    return Area(min(top, bottom), min(left, right), max(top, bottom), max(left, right))


def parse_areas(names: str) -> Iterator[Area]:
    """Read a list of areas separated by spaces, leaving out what is none."""
    for name in names.split():
        if (area := parse_area(name)) is not None:
            yield area


def _corner(name: str) -> tuple[int, int] | None:
    """Give (row, column) of an area's corner, 0 where the name leaves it open."""
    if (position := cell_position(name)) is not None:
        return position
    if match := _COLUMN.match(name):
        return 0, min(column_number(match[1]), LAST_COLUMN)
    if match := _ROW.match(name):
        return min(int(match[1]), LAST_ROW), 0
    return None
