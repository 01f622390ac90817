"""Which validation holds at a cell, found without walking the million cells that one may cover."""

from collections.abc import Iterable

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
            formula = next((formula for area, formula in self._wide if area.holds(row, column)), None)
        return self._vocabularies.words(formula, self._sheet) if formula is not None else None
