"""The words behind a list validation: inline, a range, another sheet, a defined name, a running OFFSET."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping

from questionnaires.parsing.cells import Area, parse_area
from questionnaires.parsing.formats.xlsx.worksheet import RawSheet

MAX_WORDS = 500
"""A longer list is a lookup table, not words to answer with."""
_MAX_TEXTS = 2 * MAX_WORDS
"""So many cells of a list are read, repeated words counted; ten thousand lists may point at one long column."""
_MAX_HOPS = 5
_SHEET_RANGE = re.compile(r"^(?:'((?:[^']|'')+)'|([^'!]+))!(.+)$")
_OFFSET = re.compile(r"^OFFSET\(([^,]+),\s*0?\s*,\s*0?\s*,.*\)$", re.IGNORECASE | re.DOTALL)
_INDIRECT = re.compile(r'^INDIRECT\(\s*"([^"]+)"\s*\)$', re.IGNORECASE)


class Vocabularies:
    """Resolves validation formulas against the sheets of one workbook, each formula once."""

    def __init__(self, sheets: Mapping[str, RawSheet], names: Mapping[tuple[str | None, str], str]) -> None:
        self._sheets = {name.lower(): sheet for name, sheet in sheets.items()}
        self._names = names
        self._known: dict[tuple[str, str], tuple[str, ...] | None] = {}
        self._columns: dict[str, dict[int, list[int]]] = {}

    def words(self, formula: str, sheet: str) -> tuple[str, ...] | None:
        """Give the list's words in its order, or None when the formula names nothing that can be read."""
        key = (sheet, formula)
        if key not in self._known:
            found = self._resolve(formula.strip().lstrip("="), sheet, _MAX_HOPS)
            self._known[key] = tuple(dict.fromkeys(found))[:MAX_WORDS] or None
        return self._known[key]

    def _resolve(self, formula: str, sheet: str, hops: int) -> list[str]:
        if not hops or not formula:
            return []
        if formula.startswith('"'):
            return _inline(formula)
        if match := _OFFSET.match(formula):
            return self._running(match[1].strip(), sheet)
        if match := _INDIRECT.match(formula):
            return self._resolve(match[1], sheet, hops - 1)
        place, area = self._range(formula, sheet)
        if area is not None:
            return self._read(place, area)
        for owner in (place, None):
            if named := self._names.get((owner, formula.lower())):
                return self._resolve(named.strip().lstrip("="), sheet, hops - 1)
        return []

    def _range(self, formula: str, sheet: str) -> tuple[str, Area | None]:
        """Split `'My lists'!$A$1:$A$3` into its sheet and its area."""
        match = _SHEET_RANGE.match(formula)
        place = (match[1] or match[2]).replace("''", "'") if match else sheet
        return place, parse_area(match[3] if match else formula)

    def _read(self, sheet: str, area: Area) -> list[str]:
        """Read an area's texts row by row, walking the cells that hold one and never the claimed ones."""
        places: list[tuple[int, int]] = []
        for column, rows in self._filled(sheet.lower()).items():
            if area.left <= column <= area.right and len(places) < _MAX_TEXTS:
                inside = rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]
                places += [(row, column) for row in inside[:_MAX_TEXTS]]
        return [self._sheets[sheet.lower()].rows[row][column].strip() for row, column in sorted(places)]

    def _filled(self, sheet: str) -> dict[int, list[int]]:
        """Give each column of a sheet with its rows that hold a text, in order; found once."""
        if sheet not in self._columns:
            columns: dict[int, list[int]] = {}
            for row, cells in self._sheets[sheet].rows.items() if sheet in self._sheets else ():
                for column in cells:
                    columns.setdefault(column, []).append(row)
            self._columns[sheet] = columns
        return self._columns[sheet]

    def _running(self, start: str, sheet: str) -> list[str]:
        """Read down from a cell to the first gap, as `OFFSET(...; COUNTA(...))` is used."""
        place, area = self._range(start, sheet)
        if area is None:
            return []
        rows = self._sheets[place.lower()].rows if place.lower() in self._sheets else {}
        words: list[str] = []
        while len(words) < MAX_WORDS and (text := rows.get(area.top + len(words), {}).get(area.left)):
            words.append(text.strip())
        return words


def _inline(formula: str) -> list[str]:
    """Read `"Yes,No,N/A"`; a doubled quote stands for one."""
    inner = formula[1:-1] if formula.endswith('"') and len(formula) > 1 else formula[1:]
    words = inner.replace('""', '"').split(",")
    return [word.strip() for word in words if word.strip()]
