"""Which validation holds at a cell, found without walking the million cells that one may cover."""

from collections.abc import Iterable

from questionnaires.parsing.cells import Area, parse_areas
from questionnaires.parsing.vocabulary import Vocabularies
from questionnaires.parsing.worksheet import Validation


class ValidationIndex:
    """Answers "which words at this cell?" by the smallest area that holds it."""

    def __init__(self, validations: Iterable[Validation], sheet: str, vocabularies: Vocabularies) -> None:
        self._sheet = sheet
        self._vocabularies = vocabularies
        self._single: dict[tuple[int, int], str] = {}
        wide: list[tuple[Area, str]] = []
        for validation in validations:
            for area in parse_areas(validation.areas):
                if area.size == 1:
                    self._single[area.top, area.left] = validation.formula
                else:
                    wide.append((area, validation.formula))
        self._wide = sorted(wide, key=lambda pair: pair[0].size)

    def words(self, row: int, column: int) -> tuple[str, ...] | None:
        """Give the words offered at a cell, or None when no list validation holds there."""
        formula = self._single.get((row, column))
        if formula is None:
            formula = next((formula for area, formula in self._wide if area.holds(row, column)), None)
        return self._vocabularies.words(formula, self._sheet) if formula is not None else None
