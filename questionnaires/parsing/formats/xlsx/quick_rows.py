"""Rows written the usual way, read by patterns many times faster; the first surprise gives them up."""

import re
from collections.abc import Iterator

from questionnaires.parsing.formats.ordinary import between, is_ordinary

Found = tuple[bytes, bytes, bytes, bytes, bytes, bytes, bytes, bytes]
"""Column letters, row, style, type, formula, value, inline text, surprise; empty where there is none."""

_ROW = re.compile(rb'\s*<row r="([1-9][0-9]{0,6})"(?: [\w:.]+="[^"<]*")*\s*(/?)>')
_TEXT = rb"[^<&]*(?:&(?:amp|lt|gt|quot|apos);[^<&]*)*"
_EMPTY = rb'<c r="[A-Z]{1,3}[0-9]{1,7}"(?: s="[0-9]+")?\s*/>\s*'
_FORMULA = rb'<f(?: [\w:.]+="[^"<]*")*\s*(?:/>|>[^<]*</f>)'
_CELL = re.compile(
    rb"\s*+(?:" + _EMPTY + rb")*+"
    rb'(?:<c r="([A-Z]{1,3})([1-9][0-9]{0,6})"(?: s="([0-9]+)")?(?: t="([a-zA-Z]+)")?>(' + _FORMULA + rb")?"
    rb"(?:<v>(" + _TEXT + rb')</v>|<v\s*/>|<is><t(?: xml:space="preserve")?>(' + _TEXT + rb")</t></is>)?</c>|\Z)"
    rb"|([\s\S])[\s\S]*"
)
"""A surprise takes the rest along: it is given up anyway, and looked for at each of many blanks it would take long."""


class Unusual(Exception):
    """The part is written in a way that only the reader of events understands."""


def rows_place(content: bytes) -> tuple[int, int] | None:
    """Give where the rows of a worksheet begin and end, or None when the part is not written the usual way."""
    place = between(content, b"sheetData")
    return place if place and content.find(b"\r", *place) < 0 and is_ordinary(content) else None


def quick_rows(content: bytes, start: int, end: int) -> Iterator[tuple[int, list[Found]]]:
    """Give each row's number and its cells that are not empty; raises `Unusual`."""
    while (match := _ROW.match(content, start, end)) is not None:
        start = match.end()
        if match[2]:
            continue
        inner = content.find(b"</row>", start, end)
        cells = _CELL.findall(content, start, inner) if inner >= 0 else []
        if inner < 0 or any(cell[7] or (cell[1] and cell[1] != match[1]) for cell in cells):
            raise Unusual
        start = inner + len(b"</row>")
        yield int(match[1]), [cell for cell in cells if cell[0]]
    if content[start:end].strip():
        raise Unusual
