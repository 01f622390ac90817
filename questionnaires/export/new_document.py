"""A new workbook in place of a file that cannot be written into: an old workbook, a web page, a PDF."""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import product

import xlsxwriter

from foundation.tables.plain_text import legal
from questionnaires.parsing.cells import Area
from questionnaires.parsing.grid import MAX_COVERED, Grid, Position

NOTE_SHEET = "About this file"
_MADE_ON = datetime(2000, 1, 1, tzinfo=UTC)
"""A fixed day: the same answers give the same bytes."""
_OPTIONS = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
_NARROWEST, _WIDEST = 8, 60
_WIDTHS_OF_ROWS = 400


@dataclass(frozen=True, slots=True)
class Page:
    """One sheet of the new workbook; rows and columns count from 1."""

    name: str
    rows: Mapping[int, Mapping[int, str]]
    header_rows: tuple[int, ...] = ()
    merges: tuple[Area, ...] = ()
    hidden: bool = False


def page_of(grid: Grid, texts: Mapping[Position, str], header_rows: tuple[int, ...]) -> Page:
    """Lay a sheet out as it was read, with the texts in their cells."""
    rows = {row: dict(cells) for row, cells in grid.rows.items()}
    for (row, column), text in texts.items():
        rows.setdefault(row, {})[column] = text
    return Page(grid.name, rows, header_rows, grid.merges, grid.hidden)


def new_workbook(pages: Sequence[Page], note: Sequence[str]) -> bytes:
    """Write the pages behind a first sheet that holds the note; equal pages give equal bytes.

    Every text is written as text: none becomes a formula, a link or a number.
    """
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, _OPTIONS) as book:
        book.set_properties({"created": _MADE_ON.replace(tzinfo=None)})
        _Writer(book).write([Page(NOTE_SHEET, {row: {1: line} for row, line in enumerate(note, start=1)}), *pages])
    return stream.getvalue()


@dataclass(slots=True)
class _Writer:
    book: xlsxwriter.Workbook
    names: set[str] = field(default_factory=set)

    def write(self, pages: Sequence[Page]) -> None:
        plain = self.book.add_format({"text_wrap": True, "valign": "top"})
        bold = self.book.add_format({"text_wrap": True, "valign": "top", "bold": True})
        for page in pages:
            sheet = self.book.add_worksheet(self._name(page.name))
            if page.hidden:
                sheet.hide()
            sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})
            for column, width in _widths(page).items():
                sheet.set_column(column - 1, column - 1, width)
            merged = {(area.top, area.left): area for area in _apart(page.merges)}
            for row, cells in sorted(page.rows.items()):
                for column, text in sorted(cells.items()):
                    look = bold if row in page.header_rows else plain
                    _put(sheet, row, column, _legal_text(text), look, merged.get((row, column)))

    def _name(self, wanted: str) -> str:
        """Give a name that a workbook allows and that no other sheet has."""
        base = "".join("_" if mark in "[]:*?/\\" else mark for mark in legal(wanted)).strip("'")[:31] or "Sheet"
        name, number = base, 1
        while name.casefold() in self.names or name.casefold() == "history":
            number += 1
            name = f"{base[: 30 - len(str(number))]}~{number}"
        self.names.add(name.casefold())
        return name


def _put(
    sheet: xlsxwriter.worksheet.Worksheet, row: int, column: int, text: str, look: object, area: Area | None
) -> None:
    if area is None:
        sheet.write_string(row - 1, column - 1, text, look)
    else:
        sheet.merge_range(area.top - 1, area.left - 1, area.bottom - 1, area.right - 1, "", look)
        sheet.write_string(row - 1, column - 1, text, look)


def _legal_text(text: str) -> str:
    """Keep a buyer's text as it is, but for characters that a workbook cannot hold."""
    return "".join(mark for mark in text.replace("\r\n", "\n") if mark in "\n\t" or legal(mark) or mark.isspace())


def _apart(merges: Sequence[Area]) -> list[Area]:
    """Leave out merges of one cell, those that overlap an earlier one, and all past a million cells."""
    kept: list[Area] = []
    taken: set[Position] = set()
    for area in merges:
        if not 1 < area.size <= MAX_COVERED - len(taken):
            continue
        cells = set(product(range(area.top, area.bottom + 1), range(area.left, area.right + 1)))
        if taken.isdisjoint(cells):
            taken |= cells
            kept.append(area)
    return kept


def _widths(page: Page) -> dict[int, int]:
    """Give each column a width, in characters, that its longer texts fit into, within reason."""
    lengths: dict[int, list[int]] = {}
    wide = {(area.top, area.left) for area in page.merges if area.right > area.left}
    for row in sorted(page.rows)[:_WIDTHS_OF_ROWS]:
        for column, text in page.rows[row].items():
            if (row, column) not in wide:
                lengths.setdefault(column, []).append(max(map(len, text.split("\n"))))
    return {column: min(max(*told, _NARROWEST) + 2, _WIDEST) for column, told in sorted(lengths.items())}
