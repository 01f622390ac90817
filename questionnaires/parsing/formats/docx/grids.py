"""A Word document as grids: one a table, and one for the questions between the tables."""

import re
from collections.abc import Iterable, Mapping, Set
from dataclasses import dataclass, field

from lxml import etree

from foundation.limits import MAX_COLUMNS, MAX_ROWS
from questionnaires.parsing.cells import Area
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.docx.answers import is_filled
from questionnaires.parsing.formats.docx.controls import TICKED_BOXES, boxed_words, offered
from questionnaires.parsing.formats.docx.headings import Headings
from questionnaires.parsing.formats.docx.names import docx_cell, table_name
from questionnaires.parsing.formats.docx.own_cell import own_cell_grid
from questionnaires.parsing.formats.docx.paragraphs import read_paragraphs
from questionnaires.parsing.formats.docx.part import PARAGRAPH, inner, read_part
from questionnaires.parsing.formats.docx.stacked import stacked_grid
from questionnaires.parsing.formats.docx.tables import TableCell, cells_of, tables_of
from questionnaires.parsing.formats.docx.text import added_text, cell_text
from questionnaires.parsing.grid import Grid, Position, cover

_LINE = re.compile(r"^[\s_.…·]{3,}$")
"""A line to write on, which is no answer."""
_MAX_TABLES = 500
"""Each table is weighed against all others, as the sheets of a workbook are."""


def read_docx_grids(archive: Archive) -> tuple[Grid, ...]:
    """Read each table as a grid `Table 1`, `Table 2`, ... and what is asked between them as `Paragraphs`.

    Raises `UnreadableQuestionnaire` for a document that is damaged or hostile.
    """
    document = read_part(archive)
    tables = tables_of(document)
    if len(tables) > _MAX_TABLES:
        raise UnreadableQuestionnaire(f"it has more than {_MAX_TABLES} tables, which is refused", archive.filename)
    headings = Headings(archive, document)
    grids = tuple(
        _shaped(table_grid(table, number, headings.over(table), archive.filename))
        for number, table in enumerate(tables, start=1)
    )
    paragraphs = read_paragraphs(document, headings, grids, filename=archive.filename)
    return grids + ((paragraphs,) if paragraphs else ())


@dataclass(frozen=True, slots=True)
class Table:
    """One table as it stands."""

    grid: Grid
    stands: frozenset[Position]
    """The positions of its cells."""
    added: Mapping[Position, str] = field(default_factory=dict)
    """Answers that an earlier export put into cells below what they ask."""


def _shaped(table: Table) -> Grid:
    """Give a table as questions beside answers where it is a stack or a form, else as it stands."""
    return stacked_grid(table.grid, table.stands) or own_cell_grid(table.grid, table.stands, table.added) or table.grid


def table_grid(table: etree._Element, number: int, title: str | None, filename: str) -> Table:
    """Read one table as it stands, under the heading over it."""
    rows: dict[int, dict[int, str]] = {}
    offers: dict[Position, tuple[str, ...]] = {}
    last: dict[int, Area] = {}
    tops: dict[Position, Area] = {}
    written: dict[Position, str] = {}
    added: dict[Position, str] = {}
    for cell in cells_of(table):
        if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
            raise UnreadableQuestionnaire(
                "the table is too large, which is refused", f"{filename}, {table_name(number)}"
            )
        area = last[cell.column] = _area(cell, last.get(cell.column))
        tops[area.top, area.left] = area
        if area.top == cell.row:
            _keep(cell, rows, offers, written)
            if text := added_text(cell.node):
                added[cell.row, cell.column] = text
    merges = tuple(area for area in tops.values() if area.size > 1)
    width = max((area.right for area in tops.values()), default=0)
    covers = cover(merges, MAX_ROWS, width)
    grid = Grid(
        name=table_name(number),
        rows=rows,
        merges=merges,
        formulas=_missing(rows, tops.keys() | covers.keys(), width),
        choices=lambda row, column: offers.get((row, column)),
        cell=lambda row, column: docx_cell(number, row, column),
        covers=covers,
        title=title,
        written=written,
    )
    return Table(grid, frozenset(tops), added)


def _missing(rows: Iterable[int], there: Set[Position], width: int) -> frozenset[Position]:
    """Give the positions that the table has no cell at: like a formula's, nobody can write there."""
    return frozenset((row, column) for row in rows for column in range(1, width + 2) if (row, column) not in there)


def _area(cell: TableCell, above: Area | None) -> Area:
    """Give the cells that a cell stands for, the one above grown when it continues that."""
    joins = cell.continues and above is not None and above.bottom == cell.row - 1
    top = above.top if joins and above is not None else cell.row
    return Area(top, cell.column, cell.row, cell.column + cell.width - 1)


def _keep(
    cell: TableCell,
    rows: dict[int, dict[int, str]],
    offers: dict[Position, tuple[str, ...]],
    written: dict[Position, str],
) -> None:
    """Keep a cell's text and words; boxes of which none is ticked are an offer and no answer yet."""
    text = cell_text(cell.node)
    words = offered(cell.node)
    if words:
        offers[cell.row, cell.column] = words
    if any(is_filled(paragraph) for paragraph in inner(cell.node, PARAGRAPH)):
        if text.strip():
            written[cell.row, cell.column] = text
    elif text.strip() and not _LINE.match(text) and not (boxed_words(text) and not set(text) & set(TICKED_BOXES)):
        rows.setdefault(cell.row, {})[cell.column] = text
