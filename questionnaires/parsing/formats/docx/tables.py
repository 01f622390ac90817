"""The tables of a Word document and where their cells stand."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from foundation.limits import MAX_COLUMNS
from questionnaires.parsing.formats.docx.part import CELL, ROW, TABLE, W, inner, value

_SPAN = f"{W}tcPr/{W}gridSpan"
_BEFORE = f"{W}trPr/{W}gridBefore"
_MERGE = f"{W}tcPr/{W}vMerge"


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table; `row` and `column` count from 1 on the table's grid, merged columns counted singly."""

    row: int
    column: int
    width: int
    continues: bool
    """Whether it is a further part of the cell above."""
    node: etree._Element


def tables_of(document: etree._Element) -> list[etree._Element]:
    """Give the tables in the order of their numbers: those of the body first, then those inside cells.

    So a table of the body keeps its number whatever its cells hold; both groups stand in document order.
    Tables in text boxes are left out.
    """
    outer: list[etree._Element] = []
    nested: list[etree._Element] = []
    unseen = {f"{W}txbxContent", f"{W}del"}
    for table in document.iter(TABLE):
        above = {one.tag for one in table.iterancestors()}
        if not above & unseen:
            (nested if TABLE in above else outer).append(table)
    return outer + nested


def cells_of(table: etree._Element) -> Iterator[TableCell]:
    """Walk the cells of a table, row by row."""
    for number, row in enumerate(inner(table, ROW), start=1):
        column = 1 + min(_count(row, _BEFORE, 0), MAX_COLUMNS)
        for node in inner(row, CELL):
            width = min(max(_count(node, _SPAN, 1), 1), MAX_COLUMNS)
            merge = node.find(_MERGE)
            continues = merge is not None and merge.get(f"{W}val", "continue") == "continue"
            yield TableCell(number, column, width, continues, node)
            column += width


def _count(node: etree._Element, path: str, default: int) -> int:
    text = value(node, path) or ""
    return int(text[:6]) if text.isascii() and text.isdigit() else default
