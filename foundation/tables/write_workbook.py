"""Sheets as an XLSX that a spreadsheet opens without running anything; the same sheets give the same bytes."""

import io
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, time

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.worksheet import Worksheet

from foundation.tables.plain_text import MAX_CELL_CHARACTERS, cell_text, legal

Cell = object
"""A text, a whole number, a date or None."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: its name, its columns with their widths in characters, its rows."""

    name: str
    columns: tuple[tuple[str, int], ...]
    rows: tuple[tuple[Cell, ...], ...]


OPTIONS = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False, "in_memory": True}
QUOTES = 2
"""Characters that go around a text which would look like a formula."""
CUT = " [cut: a spreadsheet cell holds no more]"


def workbook(sheets: Sequence[Sheet], made_on: date, *, title: str) -> bytes:
    """Write the sheets with a bold, frozen, filterable header each; a text too long for a cell is cut and says so."""
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, OPTIONS)
    book.set_properties({"title": title, "created": datetime.combine(made_on, time())})
    head = book.add_format({"bold": True, "text_wrap": True, "valign": "top", "bg_color": "#E5EEFA", "border": 1})
    text = book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "valign": "top", "align": "left"})
    for sheet in sheets:
        _write(book.add_worksheet(sheet.name), sheet, head, text, day)
    book.close()
    return out.getvalue()


def _write(page: Worksheet, sheet: Sheet, head: Format, text: Format, day: Format) -> None:
    for column, (name, width) in enumerate(sheet.columns):
        page.set_column(column, column, width)
        page.write_string(0, column, _fitting(name), head)
    for row, cells in enumerate(sheet.rows, start=1):
        for column, value in enumerate(cells):
            if isinstance(value, date):
                page.write_datetime(row, column, datetime.combine(value, time()), day)
            elif isinstance(value, int):
                page.write_number(row, column, value, text)
            elif value:
                page.write_string(row, column, _fitting(str(value)), text)
    page.freeze_panes(1, 0)
    page.autofilter(0, 0, max(1, len(sheet.rows)), len(sheet.columns) - 1)
    page.set_landscape()
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)


def _fitting(value: str) -> str:
    """Make a text safe for a cell; lengths are counted in UTF-16 units, as spreadsheet programs count."""
    units = legal(value).encode("utf-16-le")
    if len(units) > 2 * (MAX_CELL_CHARACTERS - QUOTES):
        room = MAX_CELL_CHARACTERS - QUOTES - len(CUT)
        return cell_text(units[: 2 * room].decode("utf-16-le", "ignore") + CUT, where=CUT)
    return cell_text(legal(value), where=CUT)
