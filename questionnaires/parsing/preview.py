"""The first rows of each sheet as people know it, with what was found in it, for a page to show."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.parsing.cells import column_letter
from questionnaires.parsing.formats.sniff import Format, sniff
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.model import layout_of
from questionnaires.parsing.layout.rows import Sort, walk
from questionnaires.parsing.model import Questionnaire, Sheet
from questionnaires.parsing.read import grids_of

MAX_COLUMNS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class RowPreview:
    """One row: its number, its texts (one a shown column, empty where there is none), and what it is."""

    number: int
    cells: tuple[str, ...]
    sort: Sort

    @property
    def is_header(self) -> bool:
        return self.sort is Sort.HEADER

    @property
    def is_section(self) -> bool:
        return self.sort is Sort.SECTION


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet: its shown columns' letters, the role of each (None: ignored), and its first rows."""

    name: str
    hidden: bool
    left_alone: str | None
    columns: tuple[str, ...]
    roles: tuple[str | None, ...]
    rows: tuple[RowPreview, ...]
    row_count: int
    """Rows that hold text, shown or not."""


def preview(content: bytes, *, filename: str, questionnaire: Questionnaire, rows: int = 40) -> tuple[SheetPreview, ...]:
    """Show the first rows that hold text of each sheet; a format without sheets gives none."""
    found, archive = sniff(content, filename=filename)
    if found in (Format.JSON, Format.TEXT):
        return ()
    sheets = {sheet.name: sheet for sheet in questionnaire.sheets}
    grids = grids_of(content, found, archive, filename=filename)
    return tuple(_sheet(grid, sheets.get(grid.name, Sheet(grid.name, grid.hidden)), rows) for grid in grids)


def _sheet(grid: Grid, sheet: Sheet, rows: int) -> SheetPreview:
    roles_by_letter = {letters: role for role, letters in sheet.columns.items()}
    letters = _letters(grid, roles_by_letter)
    sorts = _sorts(grid, sheet)
    return SheetPreview(
        name=grid.name,
        hidden=grid.hidden,
        left_alone=sheet.left_alone,
        columns=letters,
        roles=tuple(roles_by_letter.get(letter) for letter in letters),
        rows=tuple(
            RowPreview(
                number,
                tuple(grid.text(number, column) for column in range(1, len(letters) + 1)),
                sorts.get(number, Sort.OTHER),
            )
            for number in list(grid.rows)[:rows]
        ),
        row_count=len(grid.rows),
    )


def _letters(grid: Grid, roles: Mapping[str, str]) -> tuple[str, ...]:
    """Name the columns up to the last that holds text or has a role."""
    names = [column_letter(number) for number in range(1, MAX_COLUMNS_SHOWN + 1)]
    last = max([grid.last_column, *(names.index(letter) + 1 for letter in roles if letter in names)])
    return tuple(names[:last])


def _sorts(grid: Grid, sheet: Sheet) -> dict[int, Sort]:
    """Tell what each row is, as the questions were read."""
    if "question" not in sheet.columns:
        return {}
    return {reading.row: reading.sort for reading in walk(grid, layout_of(sheet, grid))}
