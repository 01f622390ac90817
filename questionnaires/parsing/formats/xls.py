"""The old binary workbook (XLS, BIFF) as grids. Its list validations and formulas are not told by the library."""

import io
import struct
from collections.abc import Iterator

import xlrd
from xlrd.biffh import XL_CELL_BOOLEAN, XL_CELL_DATE, XL_CELL_NUMBER, XL_CELL_TEXT
from xlrd.compdoc import CompDocError

from foundation.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from questionnaires.parsing.cells import Area
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.grid import Grid, Position, cover

_BROKEN = (
    xlrd.XLRDError,
    CompDocError,
    struct.error,
    AssertionError,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    ArithmeticError,
    RecursionError,
)
"""What the library raises for a damaged file: it checks little before it reads."""
_MARGIN_COLUMNS = 30


def read_xls_grids(content: bytes, *, filename: str) -> tuple[Grid, ...]:
    """Read every worksheet, hidden ones too; raises `UnreadableQuestionnaire`."""
    try:
        with xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        ) as book:
            return tuple(_grid(book, sheet, filename) for sheet in book.sheets())
    except _BROKEN as broken:
        if "encrypted" in str(broken).lower():
            problem = "it is encrypted with a password; remove the password, save it and try again"
        else:
            problem = "the old workbook (XLS) is damaged or of an unknown version; save it as XLSX and try again"
        raise UnreadableQuestionnaire(problem, filename) from broken


def _grid(book: xlrd.Book, sheet: xlrd.sheet.Sheet, filename: str) -> Grid:
    where = f"{filename}, sheet '{sheet.name}'"
    rows: dict[int, dict[int, str]] = {}
    styles: dict[Position, str] = {}
    for row, column, text, style in _texts(book, sheet):
        if len(text) > MAX_CELL_CHARACTERS:
            raise UnreadableQuestionnaire(f"a cell holds more than {MAX_CELL_CHARACTERS:,} characters", where)
        rows.setdefault(row, {})[column] = text
        styles[row, column] = style
    if len(rows) > MAX_ROWS:
        raise UnreadableQuestionnaire(f"more than {MAX_ROWS} rows hold values, which is refused", where)
    if len({column for _, column in styles}) > MAX_COLUMNS:
        raise UnreadableQuestionnaire(f"more than {MAX_COLUMNS} columns hold values, which is refused", where)
    merges = tuple(Area(top + 1, left + 1, bottom, right) for top, bottom, left, right in sheet.merged_cells)
    last = max((column for _, column in styles), default=0) + _MARGIN_COLUMNS
    return Grid(
        name=sheet.name,
        rows=rows,
        hidden=sheet.visibility != 0,
        merges=merges,
        styles=styles,
        hidden_columns=tuple((at + 1, at + 1) for at, column in sorted(sheet.colinfo_map.items()) if column.hidden),
        covers=cover(merges, max(rows, default=0), last),
    )


def _texts(book: xlrd.Book, sheet: xlrd.sheet.Sheet) -> Iterator[tuple[int, int, str, str]]:
    """Walk (row, column, text, style) of the cells that hold a text, in order."""
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            text = _text(book, sheet.cell_type(row, column), sheet.cell_value(row, column))
            if text.strip():
                yield row + 1, column + 1, text, str(sheet.cell_xf_index(row, column))


def _text(book: xlrd.Book, kind: int, value: object) -> str:
    """Turn a stored value into the text it stands for; an error is no text."""
    if kind == XL_CELL_TEXT:
        return str(value)
    if kind == XL_CELL_BOOLEAN:
        return "TRUE" if value else "FALSE"
    if kind not in (XL_CELL_NUMBER, XL_CELL_DATE) or not isinstance(value, float):
        return ""
    if kind == XL_CELL_DATE and 1 <= value < 2_958_466:  # the serial numbers of days up to the year 9999
        day = xlrd.xldate.xldate_as_datetime(value, book.datemode)
        return str(day.date()) if value.is_integer() else str(day.replace(second=0, microsecond=0))[:16]
    return str(int(value)) if value.is_integer() and abs(value) < 1e15 else repr(value)
