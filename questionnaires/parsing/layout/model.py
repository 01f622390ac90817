"""Where the questions of a sheet stand: its columns by role and the rows of its header."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from questionnaires.parsing.cells import column_letter, column_number
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.legends import header_words
from questionnaires.parsing.model import Sheet, Sort

MARK = "mark:"


@dataclass(frozen=True, slots=True)
class Layout:
    """One sheet's layout; columns and rows count from 1."""

    columns: Mapping[str, int]
    """Role -> column; `question` is always there."""
    marks: Mapping[str, int] = field(default_factory=dict)
    """Word -> column that is marked with x for it."""
    header_rows: tuple[int, ...] = ()
    first_row: int = 1
    """First row under the header."""
    strength: float = 0.0
    """How sure the finding is; only compared with others of the same sheet."""
    certain: bool = True
    """Whether questions and answer cells speak for themselves, so that the sheet is surely a questionnaire."""
    listed: tuple[str, ...] | None = None
    """Words that the answer column's header offers in brackets."""
    last_row: int | None = None
    """Last row of this table where another follows in the same sheet."""
    under: bool = False
    """Whether the answers belong into the cells under the questions."""
    rows: Mapping[int, Sort] = field(default_factory=dict)
    """What a person says that single rows are."""
    title: str | None = None
    """The section that holds from the header on, where the header or the row over it names one."""

    @property
    def question(self) -> int:
        return self.columns["question"]

    @property
    def answerable(self) -> bool:
        return bool(self.marks) or self.under or "answer" in self.columns

    def holds(self, row: int) -> bool:
        """Whether a row lies under this header and not under a later one."""
        return row >= self.first_row and (self.last_row is None or row <= self.last_row)

    def as_sheet(self, grid: Grid, header_rows: tuple[int, ...]) -> Sheet:
        """Give the layout as the report names it, with the header rows of every table in the sheet."""
        letters = {role: column_letter(column) for role, column in self.columns.items()}
        letters |= {MARK + word: column_letter(column) for word, column in self.marks.items()}
        return Sheet(grid.name, grid.hidden, letters, header_rows, rows=self.rows)


def layout_of(sheet: Sheet, grid: Grid) -> Layout:
    """Take the layout that a sheet's columns and header rows name, as a corrected mapping does."""
    columns = {role: column_number(letters) for role, letters in sheet.columns.items() if not role.startswith(MARK)}
    marks = {
        role.removeprefix(MARK): column_number(letters)
        for role, letters in sheet.columns.items()
        if role.startswith(MARK)
    }
    rows = tuple(sorted(sheet.header_rows))
    return Layout(
        columns,
        marks,
        rows,
        after_header(rows),
        listed=header_words(grid, columns.get("answer"), rows),
        rows=sheet.rows,
    )


def after_header(rows: tuple[int, ...]) -> int:
    """Give the first row under the first unbroken run of header rows; later ones repeat it."""
    row = rows[0] if rows else 0
    while row + 1 in rows:
        row += 1
    return row + 1
