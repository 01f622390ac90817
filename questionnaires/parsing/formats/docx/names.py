"""How places in a Word document are named, and which element a name stands for.

`T2R3C2` is the cell of table 2, row 3, column 2 (see `tables_of` for the numbers), `P12` the twelfth paragraph of
the body outside tables, `P12+` a new paragraph to be put right behind it. A paragraph that an earlier export put there
is not counted: `P12+` is that one then.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from lxml import etree

from questionnaires.parsing.formats.docx.answers import is_added
from questionnaires.parsing.formats.docx.part import PARAGRAPH, blocks
from questionnaires.parsing.formats.docx.tables import cells_of, tables_of

PARAGRAPHS = "Paragraphs"
_CELL = re.compile(r"^T([1-9]\d{0,4})R([1-9]\d{0,4})C([1-9]\d{0,4})$")
_PARAGRAPH = re.compile(r"^P([1-9]\d{0,6})(\+?)$")


@dataclass(frozen=True, slots=True)
class Place:
    """An element to write into, or behind."""

    node: etree._Element
    behind: bool = False


def table_name(number: int) -> str:
    return f"Table {number}"


def docx_cell(table: int, row: int, column: int) -> str:
    return f"T{table}R{row}C{column}"


def paragraph_name(number: int, *, behind: bool = False) -> str:
    return f"P{number}+" if behind else f"P{number}"


def places(document: etree._Element, names: Iterable[str]) -> dict[str, Place]:
    """Find the elements of some names; a name that the document has not is left out."""
    wanted = set(names)
    tables = tables_of(document) if any(name.startswith("T") for name in wanted) else []
    found: dict[str, Place] = {}
    for number in sorted({int(match[1]) for name in wanted if (match := _CELL.match(name))}):
        if number <= len(tables):
            for cell in cells_of(tables[number - 1]):
                if (name := docx_cell(number, cell.row, cell.column)) in wanted:
                    found[name] = Place(cell.node)
    paragraphs = [node for node in blocks(document) if node.tag == PARAGRAPH and not is_added(node)]
    for name in wanted:
        match = _PARAGRAPH.match(name)
        if match and int(match[1]) <= len(paragraphs):
            found[name] = _place(paragraphs[int(match[1]) - 1], behind=bool(match[2]))
    return found


def _place(paragraph: etree._Element, *, behind: bool) -> Place:
    """Give the place at or behind a paragraph: an answer that already stands behind it is the place itself."""
    following = paragraph.getnext()
    if behind and following is not None and following.tag == PARAGRAPH and is_added(following):
        return Place(following)
    return Place(paragraph, behind)
