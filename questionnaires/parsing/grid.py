"""One sheet as text in cells: what every reader produces and what the layout is found in."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from questionnaires.parsing.cells import Area, cell_name

MAX_COVERED = 1_000_000
"""Merged cells that are remembered; a merge that would go past this is a drawing, not a cell to answer in."""

Position = tuple[int, int]
"""(row, column), both from 1."""


def no_choices(row: int, column: int) -> tuple[str, ...] | None:
    """No cell of this sheet has a list to choose from."""
    del row, column
    return None


@dataclass(frozen=True, slots=True)
class Grid:
    """A sheet's texts, without the cells that hold nothing; rows and columns count from 1."""

    name: str
    rows: Mapping[int, Mapping[int, str]]
    """Row -> column -> text, in ascending order; a blank text is left out."""
    hidden: bool = False
    merges: tuple[Area, ...] = ()
    formulas: frozenset[Position] = frozenset()
    styles: Mapping[Position, str] = field(default_factory=dict)
    """Style of a cell that holds text; equal values look equal."""
    hidden_columns: tuple[tuple[int, int], ...] = ()
    """First and last column of each hidden stretch."""
    choices: Callable[[int, int], tuple[str, ...] | None] = no_choices
    """The words that a cell's list validation offers, or None."""
    cell: Callable[[int, int], str] = cell_name
    """How a cell is named in this format."""
    covers: Mapping[Position, Area] = field(default_factory=dict)
    """Cell -> the merge that it lies in, for every merged cell near a text."""
    title: str | None = None
    """The heading over the whole grid, where the file has one: the section until the grid names another."""
    columns: Mapping[str, int] = field(default_factory=dict)
    """Role -> column where the reader itself laid the columns out; empty where they are to be found."""
    written: Mapping[Position, str] = field(default_factory=dict)
    """Answers that an earlier export wrote into empty cells, where the file tells; such a cell counts as empty."""
    places: bool = False
    """Whether the reader saw itself where each answer goes, be it within the question's own cell."""

    def text(self, row: int, column: int) -> str:
        """Give the text of a cell as it stands, empty where there is none."""
        return self.rows.get(row, {}).get(column, "")

    def anchor(self, row: int, column: int) -> Position:
        """Give the top left cell of the merge that a cell lies in, or the cell itself."""
        area = self.covers.get((row, column))
        return (area.top, area.left) if area else (row, column)

    def shown(self, row: int, column: int) -> str:
        """Give the text a person sees at a cell: that of the merge it lies in."""
        return self.text(*self.anchor(row, column))

    def is_hidden_column(self, column: int) -> bool:
        return any(first <= column <= last for first, last in self.hidden_columns)

    @property
    def last_column(self) -> int:
        """The rightmost column that holds a text, 0 in an empty sheet."""
        return max((max(cells) for cells in self.rows.values() if cells), default=0)


def cover(merges: tuple[Area, ...], last_row: int, last_column: int) -> dict[Position, Area]:
    """Map each merged cell to its merge, within the rows and columns that matter (never a whole sheet)."""
    covered: dict[Position, Area] = {}
    for area in merges:
        bottom, right = min(area.bottom, last_row), min(area.right, last_column)
        if len(covered) + max(bottom - area.top + 1, 0) * max(right - area.left + 1, 0) > MAX_COVERED:
            continue
        for row in range(area.top, bottom + 1):
            for column in range(area.left, right + 1):
                covered[row, column] = area
    return covered
