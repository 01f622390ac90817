"""Reading any table of FORMATS, CSV, XLSX or JSON, into its text."""

import re
from collections.abc import Iterable, Sequence
from pathlib import PurePath

from foundation.errors import BadInput, Unreadable
from foundation.limits import MAX_BYTES, MAX_COLUMNS, MAX_ROWS
from foundation.tables.delimited import delimited_rows
from foundation.tables.json_list import json_rows
from foundation.tables.model import Row, Table, column_key
from foundation.tables.workbook import first_visible_sheet
from foundation.tables.write import one_kind_of_line_end, without_apostrophe

_ZIP = b"PK\x03\x04"
_OLE = b"\xd0\xcf\x11\xe0"
_PDF = b"%PDF"
_WORKBOOKS = (".xlsx", ".xlsm")
_NOT_TEXT = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff]")
"""Control characters and halves of pairs, which neither a database nor UTF-8 takes."""
_KNOWN = (".csv", ".tsv", ".txt", ".json", *_WORKBOOKS)


def read_table(content: bytes, *, filename: str) -> Table:
    """Read the one table of a file.

    Parameters
    ----------
    content : the file's bytes: CSV (UTF-8, UTF-16 with BOM or Windows-1252; `,` `;` or tab), XLSX (its first
        visible sheet) or JSON (a list of objects).
    filename : the name it came under; its folder is left out of every message.

    Returns
    -------
    Table : the first row that holds a value is the header; rows without any value are left out.

    Raises
    ------
    Unreadable : empty, binary, damaged, larger than the limits, or not what the name claims.
    BadInput : two columns of one name, or a value right of the last header.
    """
    file = PurePath(filename.replace("\\", "/")).name
    if not content.strip():
        raise Unreadable("the file is empty; expected a table with a header row", file)
    if len(content) > MAX_BYTES:
        raise Unreadable(f"larger than {MAX_BYTES // 1024**2} MB, the most that a table may be", file)
    ending = PurePath(file).suffix.lower()
    _check_ending(content, file, ending)
    if content.startswith(_ZIP):
        sheet, rows = first_visible_sheet(content, file=file)
        return _table(file, sheet, rows, numbered_from_header=True)
    if ending == ".json" or (ending not in _KNOWN and content.lstrip()[:1] == b"["):
        return _table(file, None, json_rows(content, file=file), numbered_from_header=False)
    return _table(file, None, delimited_rows(content, file=file), numbered_from_header=True)


def _check_ending(content: bytes, file: str, ending: str) -> None:
    if content.startswith(_OLE):
        raise Unreadable("an old .xls or password-protected workbook; save it as .xlsx without a password", file)
    if content.startswith(_PDF):
        raise Unreadable("a PDF; expected a CSV, XLSX or JSON table", file)
    is_zip = content.startswith(_ZIP)
    if ending in _WORKBOOKS and not is_zip:
        raise Unreadable("not an Excel workbook, whatever its name says; expected an XLSX file", file)
    if ending in _KNOWN and ending not in _WORKBOOKS and is_zip:
        raise Unreadable(f"a ZIP file or workbook named {ending}; give it its right name, such as .xlsx", file)


def _table(
    file: str, sheet: str | None, numbered: Iterable[tuple[int, Sequence[str]]], *, numbered_from_header: bool
) -> Table:
    where = f"{file}, sheet '{sheet}'" if sheet else file
    header, *body = _filled_rows(numbered, where)
    _check_header(header, where, numbered_from_header)
    _check_widths(header, body, where)
    return Table(file, sheet, tuple(name.strip() for name in header.cells), tuple(body))


def _filled_rows(numbered: Iterable[tuple[int, Sequence[str]]], where: str) -> list[Row]:
    rows: list[Row] = []
    for number, cells in numbered:
        if tidied := _tidy(cells):
            rows.append(Row(number, tidied))
        if len(rows) > MAX_ROWS + 1:
            raise Unreadable(f"more than {MAX_ROWS:,} rows hold a value", where)
    if not rows:
        raise Unreadable("no row holds a value; expected a table with a header row", where)
    return rows


def _tidy(cells: Sequence[str]) -> tuple[str, ...]:
    """Drop what is no text and the empty cells at the end, and undo the export's apostrophes."""
    texts = [_NOT_TEXT.sub("", one_kind_of_line_end(cell)) for cell in cells]
    last = max((place for place, text in enumerate(texts) if text.strip()), default=-1)
    return tuple(without_apostrophe(text) for text in texts[: last + 1])


def _check_header(header: Row, where: str, numbered_from_header: bool) -> None:
    place = f"{where}, row {header.number}" if numbered_from_header else where
    if len(header.cells) > MAX_COLUMNS:
        raise Unreadable(f"more than {MAX_COLUMNS} columns hold a value", place)
    seen: dict[str, str] = {}
    for name in filter(None, (cell.strip() for cell in header.cells)):
        if (first := seen.setdefault(column_key(name), name)) is not name:
            raise BadInput(f"two columns are named '{first}'; expected each column once", place)


def _check_widths(header: Row, body: Sequence[Row], where: str) -> None:
    for row in body:
        if len(row.cells) > len(header.cells):
            raise BadInput(
                f"{len(row.cells)} cells, but the header has {len(header.cells)}; "
                "a text that holds the delimiter must stand in quotes",
                f"{where}, row {row.number}",
            )
