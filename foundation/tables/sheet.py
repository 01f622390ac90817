"""Walking the rows of a sheet: only cells that are there, never a claimed size."""

import re
from collections.abc import Iterator

from lxml import etree

from foundation.errors import Unreadable
from foundation.limits import MAX_COLUMNS, MAX_ROWS
from foundation.tables.cells import MAIN, CellReader, elements


def sheet_rows(xml: bytes, reader: CellReader, *, where: str) -> Iterator[tuple[int, list[str]]]:
    """Give each row that holds a value with its number; raises Unreadable for damage or more rows than allowed."""
    held = 0
    number = 0
    try:
        for row in elements(xml, f"{MAIN}row"):
            number = int(row.get("r", number + 1))
            if cells := _cells(row, reader, f"{where}, row {number}"):
                held += 1
                yield number, cells
            if held > MAX_ROWS + 1:
                raise Unreadable(f"more than {MAX_ROWS:,} rows hold a value", where)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise Unreadable("a damaged workbook: the sheet cannot be read", where) from error


def _cells(row: etree._Element, reader: CellReader, where: str) -> list[str]:
    """Lay out the cells that hold text from column A on; an empty list when none does."""
    found: dict[int, str] = {}
    column = 0
    for cell in row.iterfind(f"{MAIN}c"):
        column = column_number(cell.get("r", "")) or column + 1
        if (text := reader.text(cell)).strip():
            found[column] = text
    if len(found) > MAX_COLUMNS or max(found, default=0) > MAX_COLUMNS:
        raise Unreadable(f"a value right of column {MAX_COLUMNS}", where)
    return [found.get(place, "") for place in range(1, max(found, default=0) + 1)]


def column_number(reference: str) -> int:
    """Give the column of a cell from 1 (`C7` is 3), or 0 when the reference names none.

    >>> column_number("AA10")
    27
    """
    letters = re.match("[A-Z]{1,3}", reference)
    number = 0
    for letter in letters.group() if letters else "":
        number = number * 26 + ord(letter) - ord("A") + 1
    return number
