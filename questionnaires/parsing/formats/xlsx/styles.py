"""The style of each cell, kept once for all rows that are styled alike, as most rows of a table are."""

from collections.abc import Iterator, Mapping

from questionnaires.parsing.grid import Position

Pattern = tuple[tuple[int, str], ...]
"""(column, style) of the cells of one row."""


class RowStyles(Mapping[Position, str]):
    """(row, column) -> style, where a tuple a cell would weigh more than all the texts of a sheet."""

    def __init__(self) -> None:
        self._rows: dict[int, dict[int, str]] = {}
        self._patterns: dict[Pattern, dict[int, str]] = {}
        self._whole: set[int] = set()

    def note(self, row: int, column: int, style: str) -> None:
        """Note the style of one cell; of a row noted whole, the cells get a place of their own first."""
        if row in self._whole:
            self._whole.discard(row)
            self._rows[row] = dict(self._rows[row])
        self._rows.setdefault(row, {})[column] = style

    def note_row(self, row: int, cells: Pattern) -> None:
        """Note the cells of a row at once."""
        if row in self._rows:
            for column, style in cells:
                self.note(row, column, style)
        else:
            self._rows[row] = self._patterns.setdefault(cells, dict(cells))
            self._whole.add(row)

    def __getitem__(self, position: Position) -> str:
        row, column = position
        return self._rows[row][column]

    def __iter__(self) -> Iterator[Position]:
        return ((row, column) for row, cells in self._rows.items() for column in cells)

    def __len__(self) -> int:
        return sum(map(len, self._rows.values()))
