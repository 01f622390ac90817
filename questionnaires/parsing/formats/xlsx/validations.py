"""Which validation holds at a cell, found without walking the million cells that one may cover."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Sequence

from questionnaires.parsing.cells import Area, parse_areas
from questionnaires.parsing.formats.xlsx.vocabulary import Vocabularies
from questionnaires.parsing.formats.xlsx.worksheet import Validation

_SMALL = 60
"""Areas up to this many cells are remembered cell by cell, so that a list a row costs one look-up."""
_MAX_SINGLE = 300_000
_MAX_WIDE = 2_000


class ValidationIndex:
    """Answers "which words at this cell?" by the smallest area that holds it."""

    def __init__(self, validations: Iterable[Validation], sheet: str, vocabularies: Vocabularies) -> None:
        self._sheet = sheet
        self._vocabularies = vocabularies
        self._single: dict[tuple[int, int], str] = {}
        self._wide: list[tuple[Area, str]] = []
        self._columns: dict[int, tuple[list[int], list[str | None]]] = {}
        holding = ((area, validation.formula) for validation in validations for area in parse_areas(validation.areas))
        for area, formula in sorted(holding, key=lambda pair: pair[0].size):
            if area.size <= _SMALL and len(self._single) < _MAX_SINGLE:
                self._remember(area, formula)
            elif len(self._wide) < _MAX_WIDE:
                self._wide.append((area, formula))

    def _remember(self, area: Area, formula: str) -> None:
        for row in range(area.top, area.bottom + 1):
            for column in range(area.left, area.right + 1):
                self._single.setdefault((row, column), formula)

    def words(self, row: int, column: int) -> tuple[str, ...] | None:
        """Give the words offered at a cell, or None when no list validation holds there."""
        formula = self._single.get((row, column))
        if formula is None:
            formula = self._wide_formula(row, column)
        return self._vocabularies.words(formula, self._sheet) if formula is not None else None

    def _wide_formula(self, row: int, column: int) -> str | None:
        if not self._wide:
            return None
        if column not in self._columns:
            over = [(area, formula) for area, formula in self._wide if area.left <= column <= area.right]
            self._columns[column] = _stretches(over)
        starts, formulas = self._columns[column]
        place = bisect_right(starts, row) - 1
        return formulas[place] if place >= 0 else None


def _stretches(areas: Sequence[tuple[Area, str]]) -> tuple[list[int], list[str | None]]:
    """Part a column where an area begins or ends; gives the first rows and, for each stretch, the formula it has.

    `areas` come smallest first, and the first to reach a stretch keeps it: what is taken is stepped over.
    """
    starts = sorted({edge for area, _ in areas for edge in (area.top, area.bottom + 1)})
    formulas: list[str | None] = [None] * len(starts)
    free = list(range(len(starts) + 1))
    for area, formula in areas:
        stop = bisect_left(starts, area.bottom + 1)
        place = _next_free(free, bisect_left(starts, area.top))
        while place < stop:
            formulas[place] = formula
            free[place] = place + 1
            place = _next_free(free, place)
    return starts, formulas


def _next_free(free: list[int], place: int) -> int:
    """Follow to the next stretch that is not taken, shortening the way for the next one."""
    while free[place] != place:
        free[place] = free[free[place]]
        place = free[place]
    return place
