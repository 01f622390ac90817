"""Each sheet as people know it, with what was found in it, for a page to show."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from questionnaires.parsing.cells import Area, column_letter, column_number
from questionnaires.parsing.formats.sniff import Format, sniff
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.model import layout_of
from questionnaires.parsing.layout.rows import walk
from questionnaires.parsing.model import Questionnaire, Sheet, Sort
from questionnaires.parsing.read import Dialect, grids_of

WIDE = 60
"""Columns from which on those without any text are left out."""
ROWS_BEFORE_A_QUESTION = 5
"""Rows shown above the first question then, so that its header is seen."""


@dataclass(frozen=True, slots=True)
class RowPreview:
    """One row: its number, its texts (one a shown column, empty where there is none), and what it is."""

    number: int
    cells: tuple[str, ...]
    sort: Sort
    spans: Mapping[int, tuple[int, int]] = field(default_factory=dict)
    """Place in `cells` -> shown columns and rows that the merged cell there spans, from it on."""
    covered: frozenset[int] = frozenset()
    """Places in `cells` that a merged cell before or above them covers."""

    @property
    def is_header(self) -> bool:
        return self.sort is Sort.HEADER

    @property
    def is_section(self) -> bool:
        return self.sort is Sort.SECTION


@dataclass(frozen=True, slots=True)
class SheetPreview:
    """One sheet: its shown columns' letters, the role of each (None: ignored), and the rows worth a look."""

    name: str
    hidden: bool
    left_alone: str | None
    columns: tuple[str, ...]
    roles: tuple[str | None, ...]
    rows: tuple[RowPreview, ...]
    row_count: int
    """Rows that hold text, shown or not."""
    question_count: int = 0
    first_question: int | None = None
    """Row of the first question, or None."""
    hidden_columns: tuple[str, ...] = ()
    """Letters of the shown columns that the buyer has hidden."""


def preview(content: bytes, *, filename: str, questionnaire: Questionnaire, rows: int = 40) -> tuple[SheetPreview, ...]:
    """Show `rows` rows that hold text of each sheet, the first question among them; no sheets give none."""
    found, archive = sniff(content, filename=filename)
    if found in (Format.JSON, Format.TEXT):
        return ()
    dialect = Dialect(questionnaire.encoding, questionnaire.delimiter)
    grids = grids_of(content, found, archive, filename=filename, dialect=dialect)
    return previews_of(grids, questionnaire, rows=rows)


def previews_of(grids: Sequence[Grid], questionnaire: Questionnaire, *, rows: int = 40) -> tuple[SheetPreview, ...]:
    """Show sheets that were read already."""
    sheets = {sheet.name: sheet for sheet in questionnaire.sheets}
    asked: dict[str, list[int]] = {}
    for question in questionnaire.questions:
        asked.setdefault(question.sheet, []).append(question.row)
    return tuple(
        _sheet(grid, sheets.get(grid.name, Sheet(grid.name, grid.hidden)), asked.get(grid.name, []), rows)
        for grid in grids
    )


def _sheet(grid: Grid, sheet: Sheet, asked: Sequence[int], rows: int) -> SheetPreview:
    roles = {letters: role for role, letters in sheet.columns.items()}
    columns = _columns(grid, roles)
    letters = tuple(column_letter(column) for column in columns)
    numbers = _worth_a_look(list(grid.rows), min(asked, default=None), rows)
    return SheetPreview(
        name=grid.name,
        hidden=grid.hidden,
        left_alone=sheet.left_alone,
        columns=letters,
        roles=tuple(roles.get(letter) for letter in letters),
        rows=_rows(grid, columns, numbers, _sorts(grid, sheet, frozenset(asked))),
        row_count=len(grid.rows),
        question_count=len(asked),
        first_question=min(asked, default=None),
        hidden_columns=tuple(column_letter(column) for column in columns if grid.is_hidden_column(column)),
    )


def _columns(grid: Grid, roles: Mapping[str, str]) -> tuple[int, ...]:
    """List the columns up to the last that holds text or has a role, in a wide sheet those alone."""
    used = {column_number(letters) for letters in roles} | {column for cells in grid.rows.values() for column in cells}
    last = max(used, default=0)
    return tuple(range(1, last + 1)) if last <= WIDE else tuple(sorted(used))


def _worth_a_look(numbers: list[int], first_question: int | None, rows: int) -> list[int]:
    """Choose the first rows, or, after a long cover, a quarter for it and then those around the first question."""
    cover = rows // 4
    if first_question is None or first_question not in numbers[rows - cover :]:
        return numbers[:rows]
    start = max(numbers.index(first_question) - ROWS_BEFORE_A_QUESTION, cover)
    return numbers[:cover] + numbers[start : start + rows - cover]


def _sorts(grid: Grid, sheet: Sheet, asked: frozenset[int]) -> dict[int, Sort]:
    """Tell what each row is, as the questions were read: no row is called one that was not taken for one."""
    if "question" not in sheet.columns:
        return {}
    walked = {reading.row: reading.sort for reading in walk(grid, layout_of(sheet, grid))}
    taken = {row: Sort.OTHER if sort is Sort.QUESTION else sort for row, sort in walked.items()}
    return taken | dict.fromkeys(asked, Sort.QUESTION)


def _rows(
    grid: Grid, columns: tuple[int, ...], numbers: list[int], sorts: Mapping[int, Sort]
) -> tuple[RowPreview, ...]:
    merged = _merged(grid, columns, numbers)
    covered = {place for area, anchor in merged.items() for place in _places(area, columns, numbers) if place != anchor}
    spans = {anchor: _spanned(area, columns, numbers) for area, anchor in merged.items()}
    return tuple(
        RowPreview(
            number,
            tuple(grid.shown(number, at) if (number, at) in spans else grid.text(number, at) for at in columns),
            sorts.get(number, Sort.OTHER),
            {place: spans[number, at] for place, at in enumerate(columns) if (number, at) in spans},
            frozenset(place for place, at in enumerate(columns) if (number, at) in covered),
        )
        for number in numbers
    )


def _merged(grid: Grid, columns: tuple[int, ...], numbers: list[int]) -> dict[Area, tuple[int, int]]:
    """Give the merges of which more than one shown cell is left, each with the first of these."""
    merged: dict[Area, tuple[int, int]] = {}
    for number in numbers:
        for column in columns:
            if (area := grid.covers.get((number, column))) is not None and area not in merged:
                merged[area] = (number, column)
    return {area: anchor for area, anchor in merged.items() if _spanned(area, columns, numbers) != (1, 1)}


def _places(area: Area, columns: tuple[int, ...], numbers: list[int]) -> list[tuple[int, int]]:
    return [(number, column) for number in numbers for column in columns if area.holds(number, column)]


def _spanned(area: Area, columns: tuple[int, ...], numbers: list[int]) -> tuple[int, int]:
    return (
        sum(area.left <= column <= area.right for column in columns),
        sum(area.top <= number <= area.bottom for number in numbers),
    )
