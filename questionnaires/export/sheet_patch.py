"""Writes texts into a worksheet part by replacing `<c>` elements and nothing else."""

import io
import re
from bisect import bisect_left, bisect_right
from collections.abc import Mapping
from xml.sax.saxutils import escape

from foundation.errors import BadInput
from questionnaires.export.cell_spans import CellSpan, RowSpan, SheetSpans
from questionnaires.export.quick_spans import find_cells
from questionnaires.parsing.cells import Area, cell_name, parse_area
from questionnaires.parsing.errors import UnreadableQuestionnaire

Position = tuple[int, int]
Splice = tuple[int, int, bytes]
"""Bytes [start, end) of the part and what stands there afterwards."""

_ESCAPE_LIKE = re.compile(r"_(?=x[0-9A-Fa-f]{4}_)")
_MERGE = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([^"']+)["']""")


def patch_sheet(content: bytes, texts: Mapping[Position, str], *, part: str, where: str) -> bytes:
    """Give the part with the texts written as inline strings; raises `BadInput` for a cell that holds a formula.

    A cell inside a merge is written at the merge's anchor. Style, and every byte outside the cells, is kept,
    but for `<dimension>` when a cell lies outside of it.
    """
    if not content.lstrip(b"\xef\xbb\xbf").startswith(b"<"):
        raise UnreadableQuestionnaire("its XML is not in UTF-8, which cannot be written back", where)
    anchored = _anchored(content, texts)
    rows: dict[int, dict[int, str]] = {}
    for (row, column), text in sorted(anchored.items()):
        rows.setdefault(row, {})[column] = text
    spans = find_cells(content, part, rows)
    _refuse_formulas(spans, anchored, where)
    splices = _dimension(spans, anchored)
    del anchored
    for row in list(rows):
        cells, found = rows.pop(row), spans.rows.pop(row, None)  # each is let go when its splices stand
        splices += _into_row(spans, found, cells, content) if found else _new_row(spans, row, cells)
    return _apply(content, _whole_data(spans, splices))


def _anchored(content: bytes, texts: Mapping[Position, str]) -> dict[Position, str]:
    if b"mergeCell" not in content:
        return dict(texts)
    merges = [area for match in _MERGE.finditer(content) if (area := parse_area(match[1].decode("ascii", "replace")))]
    rows = sorted({row for row, _ in texts})
    over: dict[int, list[Area]] = {}
    for area in merges:
        for row in rows[bisect_left(rows, area.top) : bisect_right(rows, area.bottom)]:
            over.setdefault(row, []).append(area)
    anchored: dict[Position, str] = {}
    for (row, column), text in texts.items():
        merge = next((area for area in over.get(row, ()) if area.left <= column <= area.right), None)
        anchored[(merge.top, merge.left) if merge else (row, column)] = text
    return anchored


def _refuse_formulas(spans: SheetSpans, texts: Mapping[Position, str], where: str) -> None:
    formulas = {(row, cell.column) for row, span in spans.rows.items() for cell in span.cells if cell.formula}
    if not formulas and not spans.arrays:
        return
    for row, column in texts:
        if (row, column) in formulas or any(area.holds(row, column) for area in spans.arrays):
            raise BadInput(
                "the cell holds a formula, which is never overwritten", f"{where}, cell {cell_name(row, column)}"
            )


def _into_row(spans: SheetSpans, row: RowSpan, texts: Mapping[int, str], content: bytes) -> list[Splice]:
    """Replace the cells that are there and set the others between them, in order."""
    known = {cell.column: cell for cell in row.cells}
    splices: list[Splice] = []
    added: list[tuple[int, bytes]] = []
    for column, text in texts.items():
        if (cell := known.get(column)) is not None:
            splices.append((cell.start, cell.end, _cell(spans, row.row, column, text, cell.style)))
        else:
            style = row.style or _column_style(spans, column)
            added.append((column, _cell(spans, row.row, column, text, style)))
    if row.inner is None:
        return [*splices, _opened(content, row.start, row.end, spans.prefix + "row", [node for _, node in added])]
    for column, node in added:
        splices.append(_insertion(row, column, node))
    return splices


def _insertion(row: RowSpan, column: int, node: bytes) -> Splice:
    following = next((cell for cell in row.cells if cell.column > column), None)
    at = following.start if isinstance(following, CellSpan) else (row.inner or row.end)
    return (at, at, node)


def _new_row(spans: SheetSpans, row: int, texts: Mapping[int, str]) -> list[Splice]:
    cells = b"".join(_cell(spans, row, column, text, _column_style(spans, column)) for column, text in texts.items())
    tag = f"{spans.prefix}row"
    node = f'<{tag} r="{row}">'.encode() + cells + f"</{tag}>".encode()
    end = spans.data_inner if spans.data_inner is not None else spans.data[1]
    at = next((start for number, start in spans.starts if number > row), end)
    return [(at, at, node)]


def _opened(content: bytes, start: int, end: int, tag: str, nodes: list[bytes]) -> Splice:
    """Turn `<row .../>` into `<row ...>nodes</row>`, its attributes as they stand."""
    opening = content[start:end].rstrip()[:-2].rstrip() + b">"
    return (start, end, opening + b"".join(nodes) + f"</{tag}>".encode())


def _whole_data(spans: SheetSpans, splices: list[Splice]) -> list[Splice]:
    """Open an empty `<sheetData/>` around the rows that go into it."""
    if spans.data_inner is not None:
        return splices
    start, end = spans.data
    rows = b"".join(node for at, _, node in splices if at == end)
    tag = f"{spans.prefix}sheetData".encode()
    kept = [splice for splice in splices if splice[0] != end]
    return [*kept, (start, end, b"<" + tag + b">" + rows + b"</" + tag + b">")]


def _cell(spans: SheetSpans, row: int, column: int, text: str, style: str | None) -> bytes:
    prefix = spans.prefix
    opening = f'<{prefix}c r="{cell_name(row, column)}"' + (f' s="{style}"' if style is not None else "")
    if not text:
        return f"{opening}/>".encode()
    shown = escape(_ESCAPE_LIKE.sub("_x005F_", text))
    inner = f'<{prefix}is><{prefix}t xml:space="preserve">{shown}</{prefix}t></{prefix}is>'
    return f'{opening} t="inlineStr">{inner}</{prefix}c>'.encode()


def _column_style(spans: SheetSpans, column: int) -> str | None:
    return next((style for first, last, style in spans.column_styles if first <= column <= last), None)


def _dimension(spans: SheetSpans, texts: Mapping[Position, str]) -> list[Splice]:
    """Widen the claimed dimension when a text lies outside of it."""
    if spans.dimension is None or (area := parse_area(spans.dimension[2])) is None:
        return []
    start, end, ref = spans.dimension
    rows, columns = [row for row, _ in texts], [column for _, column in texts]
    top, left = min(area.top, *rows), min(area.left, *columns)
    bottom, right = max(area.bottom, *rows), max(area.right, *columns)
    wide = f"{cell_name(top, left)}:{cell_name(bottom, right)}"
    if (top, left, bottom, right) == (area.top, area.left, area.bottom, area.right) or wide == ref:
        return []
    return [(start, end, f'<{spans.prefix}dimension ref="{wide}"/>'.encode())]


def _apply(content: bytes, splices: list[Splice]) -> bytes:
    """Put the pieces together; insertions at one place keep their order."""
    splices.sort(key=lambda splice: (splice[0], splice[1]))
    written = io.BytesIO()
    whole = memoryview(content)
    position = 0
    for start, end, new in splices:
        written.write(whole[position:start])
        written.write(new)
        position = end
    written.write(whole[position:])
    return written.getvalue()
