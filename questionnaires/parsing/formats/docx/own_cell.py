"""Tables whose cells ask and take the answer themselves: behind `Answer:`, or as a new paragraph of the cell."""

from collections.abc import Iterator, Mapping

from questionnaires.parsing.formats.docx.labels import label_at, numbered
from questionnaires.parsing.formats.docx.laid_out import Asked, laid_out
from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.words import asks, has_letters, is_reference, is_statement

_FEWEST = 2
"""Fewer questions without a number and without `Answer:` are rather a box with a remark."""


def own_cell_grid(grid: Grid, stands: frozenset[Position], added: Mapping[Position, str]) -> Grid | None:
    """Give such a table as a grid with known columns, or None when it is of another shape.

    `added` holds the answers that an earlier export put into cells as paragraphs of their own.
    """
    asked = list(_labelled(grid))
    if not asked and len({column for _, column in stands}) == 1:
        asked = list(_bare(grid, added))
        others = len(grid.rows) - len(asked)
        if others > len(asked) or (len(asked) < _FEWEST and not any(one.ref for one in asked)):
            return None
    rows = [one.row for one in asked]
    return laid_out(grid, asked, rows) if asked and len(set(rows)) == len(rows) else None


def _labelled(grid: Grid) -> Iterator[Asked]:
    """Give the cells that hold a question and, on a later line, `Answer:`."""
    for row, cells in grid.rows.items():
        for column, text in cells.items():
            if (start := label_at(text)) is None:
                continue
            found = numbered(text[: start.begin])
            left = next((ref.strip() for place, ref in cells.items() if place < column and is_reference(ref)), "")
            if asks(found.text) or found.ref or (left and is_statement(found.text)):
                said = text[start.end : start.until].strip()
                yield Asked(row, found.ref or left, found.text, (row, column), said=said)


def _bare(grid: Grid, added: Mapping[Position, str]) -> Iterator[Asked]:
    """Give the cells that ask one thing and nothing else."""
    for row, cells in grid.rows.items():
        for column, text in cells.items():
            found = numbered(text)
            lines = [line for line in text.splitlines() if has_letters(line)]
            several = sum(asks(line) or numbered(line).ref is not None for line in lines) > 1
            if not several and (asks(found.text) or (found.ref and is_statement(found.text))):
                yield Asked(row, found.ref or "", found.text, (row, column), said=added.get((row, column), ""))
