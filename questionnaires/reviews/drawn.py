"""The rows of a sheet as a page draws them: merged cells as one, each cell with the column whose role it takes."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

SHORT = 160
"""Characters of a cell that are shown at once; the rest opens."""


@dataclass(frozen=True, slots=True)
class DrawnCell:
    """One cell, a merged one at its first place; `columns` and `rows` are how many it spans."""

    letter: str
    text: str
    columns: int = 1
    rows: int = 1

    @property
    def is_long(self) -> bool:
        """Whether it is too long to be shown at once."""
        return len(self.text) > SHORT

    @property
    def beginning(self) -> str:
        """What is shown at once."""
        return self.text[: SHORT - 1].rstrip() + "…" if self.is_long else self.text


@dataclass(frozen=True, slots=True)
class DrawnRow:
    """One row: its number, what it was read as, its cells."""

    number: int
    sort: str
    cells: tuple[DrawnCell, ...]
    after_gap: bool
    """Whether rows before it are not shown, as they are empty or as the cover is long."""


def drawn_rows(rows: Sequence[Mapping[str, Any]], letters: Sequence[str]) -> tuple[DrawnRow, ...]:
    """Lay out the rows of a kept preview; those kept before merged cells were known have none."""
    numbers = [0, *(row["number"] for row in rows)]
    return tuple(
        DrawnRow(row["number"], row["sort"], _cells(row, letters), row["number"] != before + 1)
        for before, row in zip(numbers, rows, strict=False)
    )


def _cells(row: Mapping[str, Any], letters: Sequence[str]) -> tuple[DrawnCell, ...]:
    spans = {place: (columns, rows) for place, columns, rows in row.get("spans", ())}
    covered = set(row.get("covered", ()))
    return tuple(
        DrawnCell(letter, text, *spans.get(place, (1, 1)))
        for place, (letter, text) in enumerate(zip(letters, row["cells"], strict=False))
        if place not in covered
    )
