"""The tables of a Word document: where their cells stand, what they say and which words they offer."""

from collections.abc import Iterator
from dataclasses import dataclass

from lxml import etree

from foundation.limits import MAX_COLUMNS, MAX_ROWS
from questionnaires.parsing.cells import Area
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.scan import Scan
from questionnaires.parsing.grid import Grid, Position, cover

PART = "word/document.xml"
_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = b"http://purl.oclc.org/ooxml/wordprocessingml/main"


@dataclass(frozen=True, slots=True)
class TableCell:
    """One cell of a table; `row` and `column` count from 1 on the table's grid, merged columns counted singly."""

    row: int
    column: int
    width: int
    continues: bool
    """Whether it is a further part of the cell above."""
    node: etree._Element


def read_document(archive: Archive) -> etree._Element:
    """Parse the document part safely: the scan refuses any document type before a tree is built."""
    content = archive.read(PART)
    if _STRICT in content:
        raise UnreadableQuestionnaire("it is a strict Open XML document; save it as an ordinary DOCX", archive.filename)
    Scan(f"{archive.filename}, {PART}").run(content)
    return etree.fromstring(content, etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False))


def tables_of(document: etree._Element) -> list[etree._Element]:
    """Give the tables in their order, those inside another table's cell left out."""
    return [table for table in document.iter(f"{_W}tbl") if next(table.iterancestors(f"{_W}tbl"), None) is None]


def cells_of(table: etree._Element) -> Iterator[TableCell]:
    """Walk the cells of a table, row by row."""
    rows = (row for row in table.iter(f"{_W}tr") if next(row.iterancestors(f"{_W}tbl")) is table)
    for number, row in enumerate(rows, start=1):
        column = 1 + _value(row, f"{_W}trPr/{_W}gridBefore", 0)
        for node in row.iter(f"{_W}tc"):
            if next(node.iterancestors(f"{_W}tr")) is not row:
                continue
            width = min(max(_value(node, f"{_W}tcPr/{_W}gridSpan", 1), 1), MAX_COLUMNS)
            merge = node.find(f"{_W}tcPr/{_W}vMerge")
            continues = merge is not None and merge.get(f"{_W}val", "continue") == "continue"
            yield TableCell(number, column, width, continues, node)
            column += width


def read_docx_grids(archive: Archive) -> tuple[Grid, ...]:
    """Read each table as a grid named `Table 1`, `Table 2`, ...; raises `UnreadableQuestionnaire`."""
    document = read_document(archive)
    return tuple(_grid(table, number, archive.filename) for number, table in enumerate(tables_of(document), start=1))


def table_name(number: int) -> str:
    return f"Table {number}"


def _grid(table: etree._Element, number: int, filename: str) -> Grid:
    rows: dict[int, dict[int, str]] = {}
    offers: dict[Position, tuple[str, ...]] = {}
    areas: dict[int, Area] = {}
    merges: list[Area] = []
    for cell in cells_of(table):
        if cell.row > MAX_ROWS or cell.column > MAX_COLUMNS:
            raise UnreadableQuestionnaire(
                "the table is too large, which is refused", f"{filename}, {table_name(number)}"
            )
        above = areas.get(cell.column)
        top = above.top if cell.continues and above is not None and above.bottom == cell.row - 1 else cell.row
        areas[cell.column] = area = Area(top, cell.column, cell.row, cell.column + cell.width - 1)
        if top < cell.row:
            merges = [one for one in merges if one is not above]
        if area.size > 1:
            merges.append(area)
        if words := _offered(cell.node):
            offers[cell.row, cell.column] = words
        if top == cell.row and (text := text_of(cell.node)).strip():
            rows.setdefault(cell.row, {})[cell.column] = text
    last = max(areas, default=0) + 1
    return Grid(
        name=table_name(number),
        rows=rows,
        merges=tuple(merges),
        choices=lambda row, column: offers.get((row, column)),
        cell=lambda row, column: f"T{number}R{row}C{column}",
        covers=cover(tuple(merges), MAX_ROWS, last),
    )


def text_of(node: etree._Element) -> str:
    """Give a cell's text as people read it, one line a paragraph; a prompt to click is no text."""
    lines = []
    for paragraph in node.iter(f"{_W}p"):
        pieces = []
        for piece in paragraph.iter(f"{_W}t", f"{_W}tab", f"{_W}br", f"{_W}cr"):
            if not _is_prompt(piece, node):
                pieces.append(
                    (piece.text or "") if piece.tag == f"{_W}t" else ("\t" if piece.tag == f"{_W}tab" else "\n")
                )
        lines.append("".join(pieces))
    return "\n".join(lines).strip("\n")


def _is_prompt(piece: etree._Element, cell: etree._Element) -> bool:
    """Whether a text is the placeholder of a content control."""
    for control in piece.iterancestors(f"{_W}sdt"):
        if control.find(f"{_W}sdtPr/{_W}showingPlcHdr") is not None and cell in control.iterancestors():
            return True
    return False


def _offered(node: etree._Element) -> tuple[str, ...]:
    """Give the words of a drop-down content control in a cell, its prompt left out."""
    items = [item for kind in ("dropDownList", "comboBox") for item in node.iterfind(f".//{_W}{kind}/{_W}listItem")]
    words = (
        item.get(f"{_W}displayText") or item.get(f"{_W}value") or "" for item in items if item.get(f"{_W}value") != ""
    )
    return tuple(dict.fromkeys(word for word in words if word))


def _value(node: etree._Element, path: str, default: int) -> int:
    found = node.find(path)
    text = found.get(f"{_W}val", "") if found is not None else ""
    return int(text) if text.isdigit() else default
