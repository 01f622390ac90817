"""The tables of a web page as grids: many programs save such a page under the name of an old workbook."""

from collections.abc import Iterator

from lxml import etree
from lxml import html as page

from foundation.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from questionnaires.parsing.cells import Area
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.encoding import decode
from questionnaires.parsing.grid import Grid, cover

_MAX_SPAN = 1_000


def read_html_grids(content: bytes, *, filename: str) -> tuple[Grid, ...]:
    """Read each table as a grid named `Table 1`, `Table 2`, …; raises `UnreadableQuestionnaire`."""
    parser = page.HTMLParser(no_network=True, huge_tree=False, encoding="utf-8")
    try:
        root = page.document_fromstring(decode(content).text.lstrip("\ufeff").encode(), parser=parser)
    except (etree.LxmlError, ValueError, RecursionError) as broken:
        raise UnreadableQuestionnaire(
            "its web page is damaged; open it in Excel and save it as XLSX", filename
        ) from broken
    tables = [table for table in root.iter("table") if next(table.iterancestors("table"), None) is None]
    if not tables:
        raise UnreadableQuestionnaire("it is a web page without a table; save it as XLSX or paste its text", filename)
    return tuple(_grid(table, f"Table {number}", filename) for number, table in enumerate(tables, start=1))


def _grid(table: etree._Element, name: str, filename: str) -> Grid:
    rows: dict[int, dict[int, str]] = {}
    merges: list[Area] = []
    for area, text in _cells(table):
        if area.top > MAX_ROWS or area.left > MAX_COLUMNS or len(text) > MAX_CELL_CHARACTERS:
            raise UnreadableQuestionnaire("the table is too large, which is refused", f"{filename}, {name}")
        if area.size > 1:
            merges.append(area)
        if text:
            rows.setdefault(area.top, {})[area.left] = text
    last = max((max(cells) for cells in rows.values()), default=0) + 1
    return Grid(name=name, rows=rows, merges=tuple(merges), covers=cover(tuple(merges), max(rows, default=0), last))


def _cells(table: etree._Element) -> Iterator[tuple[Area, str]]:
    """Walk the cells with the area each takes; columns that a cell from above reaches into are passed over."""
    reaching: dict[int, int] = {}
    lines = (row for row in table.iter("tr") if next(row.iterancestors("table")) is table)
    for number, line in enumerate(lines, start=1):
        column = 1
        for cell in line.iterchildren("td", "th"):
            while reaching.get(column, 0) >= number:
                column += 1
            wide, high = _span(cell, "colspan"), _span(cell, "rowspan")
            area = Area(number, column, number + high - 1, column + wide - 1)
            reaching |= dict.fromkeys(range(column, column + wide), area.bottom)
            yield area, _text(cell)
            column += wide


def _span(cell: etree._Element, name: str) -> int:
    text = cell.get(name, "1").strip()
    return min(max(int(text), 1), _MAX_SPAN) if text.isdecimal() and len(text) < 6 else 1


def _text(cell: etree._Element) -> str:
    """Give a cell's text as people read it: a line for each `<br>`, runs of white space as one space."""
    for mark in cell.iter("br"):
        mark.tail = "\n" + (mark.tail or "")
    lines = ("".join(str(piece) for piece in cell.itertext())).replace("\r", "").split("\n")
    return "\n".join(line for line in (" ".join(one.split()) for one in lines) if line)
