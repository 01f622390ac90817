"""A table in an XLSX workbook reads like its CSV, and a hostile workbook is refused before it costs anything."""

import io
import zipfile
from datetime import UTC, date, datetime
from decimal import Decimal

import pytest
from openpyxl import Workbook
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from foundation.errors import Unreadable
from foundation.tables.cells import plain_number
from foundation.tables.model import Row
from foundation.tables.read import read_table

TEN_THIRTY = datetime(2026, 3, 31, 10, 30, tzinfo=UTC).replace(tzinfo=None)


def saved(workbook: Workbook) -> bytes:
    out = io.BytesIO()
    workbook.save(out)
    return out.getvalue()


def with_member(content: bytes, name: str, data: bytes) -> bytes:
    """Give the same archive with one member replaced or added."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, data)
    return out.getvalue()


@pytest.fixture
def workbook() -> Workbook:
    book = Workbook()
    book.active.title = "Lists"
    book.active.sheet_state = "hidden"
    book.active["A1"] = "not this"
    sheet = book.create_sheet("Controls")
    sheet.append(["id", "day", "count", "share", "ok", "when"])
    sheet.append(["AC-01", date(2026, 3, 31), 85, 99.95, True, TEN_THIRTY])
    return book


def test_the_first_visible_sheet_is_read_with_its_days_and_numbers_as_text(workbook):
    table = read_table(saved(workbook), filename="controls.xlsx")

    assert table.sheet == "Controls"
    assert table.header == ("id", "day", "count", "share", "ok", "when")
    assert table.rows == (Row(2, ("AC-01", "2026-03-31", "85", "99.95", "yes", "2026-03-31T10:30:00")),)


def test_days_count_from_1904_where_the_workbook_says_so(workbook):
    workbook.epoch = CALENDAR_MAC_1904

    table = read_table(saved(workbook), filename="controls.xlsx")

    assert table.rows[0].cells[1] == "2026-03-31"


def test_empty_styled_rows_and_far_rows_cost_nothing_and_keep_their_numbers(workbook):
    sheet = workbook["Controls"]
    sheet["A1048576"] = "last"
    for row in range(3, 30_000):
        sheet.cell(row, 1).number_format = "0.00"

    table = read_table(saved(workbook), filename="controls.xlsx")

    assert [row.number for row in table.rows] == [2, 1_048_576]


def test_a_value_right_of_column_200_is_refused(workbook):
    workbook["Controls"].cell(2, 201).value = "x"

    with pytest.raises(Unreadable, match=r"sheet 'Controls', row 2: a value right of column 200"):
        read_table(saved(workbook), filename="controls.xlsx")


def test_a_workbook_with_hidden_sheets_only_is_refused(workbook):
    content = saved(workbook)
    book = zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml").replace(b'"visible"', b'"veryHidden"')

    with pytest.raises(Unreadable, match=r"controls\.xlsx: no visible sheet"):
        read_table(with_member(content, "xl/workbook.xml", book), filename="controls.xlsx")


def test_a_zip_bomb_is_refused_by_its_declared_size(workbook):
    bomb = with_member(saved(workbook), "xl/media/zeros.bin", b"\0" * (11 * 1024 * 1024))

    with pytest.raises(Unreadable, match="more than 100 times its size"):
        read_table(bomb, filename="controls.xlsx")


def test_an_archive_of_too_many_files_is_refused(workbook):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for number in range(2_001):
            archive.writestr(f"xl/{number}.xml", "x")

    with pytest.raises(Unreadable, match="more than 2,000 files"):
        read_table(out.getvalue(), filename="controls.xlsx")


def test_a_zip_that_is_no_workbook_is_refused():
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("word/document.xml", "<x/>")

    with pytest.raises(Unreadable, match=r"it holds no xl/workbook\.xml"):
        read_table(out.getvalue(), filename="controls.xlsx")


def test_entities_are_refused_in_the_workbook_and_not_expanded_in_the_sheet(workbook):
    content = saved(workbook)
    doctype = b'<!DOCTYPE x [<!ENTITY a "boom"><!ENTITY f SYSTEM "file:///etc/hostname">]>'
    sheet = doctype + (
        b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
        b'<row r="1"><c r="A1" t="str"><v>id&a;&f;</v></c></row></sheetData></worksheet>'
    )
    book = doctype + zipfile.ZipFile(io.BytesIO(content)).read("xl/workbook.xml")

    with pytest.raises(Unreadable, match="declares a document type"):
        read_table(with_member(content, "xl/workbook.xml", book), filename="a.xlsx")
    assert read_table(with_member(content, "xl/worksheets/sheet2.xml", sheet), filename="a.xlsx").header == ("id",)


def test_a_damaged_sheet_is_refused_by_name(workbook):
    content = with_member(saved(workbook), "xl/worksheets/sheet2.xml", b"<worksheet><sheetData><row>")

    with pytest.raises(Unreadable, match=r"controls\.xlsx, sheet 'Controls': a damaged workbook"):
        read_table(content, filename="controls.xlsx")


@pytest.mark.parametrize(
    ("stored", "plain"),
    [("0.30000000000000004", "0.3"), ("85.0", "85"), ("1.5E4", "15000"), ("1E-3", "0.001"), ("-7", "-7")],
)
def test_a_number_reads_as_a_spreadsheet_shows_it(stored, plain):
    assert plain_number(Decimal(stored)) == plain


def test_a_member_that_inflates_beyond_its_declared_size_is_refused(workbook):
    content = with_member(saved(workbook), "xl/worksheets/sheet2.xml", b"<x>" + b" " * 5_000 + b"</x>")
    size = (5_007).to_bytes(4, "little")
    assert content.count(size) == 2

    with pytest.raises(Unreadable, match=r"damaged or encrypted workbook: xl/worksheets/sheet2\.xml"):
        read_table(content.replace(size, (100).to_bytes(4, "little")), filename="controls.xlsx")


SHEET = (
    b'<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>'
    b'<row r="1"><c r="A1" t="str"><v>id</v></c></row><row>%s</row></sheetData></worksheet>'
)


@pytest.mark.parametrize(
    ("value", "cells"),
    [(b"NaN", ["NaN"]), (b"INF", ["INF"]), (b"x", ["x"]), (b"1E999999", ["1E+999999"]), (b"", [])],
)
def test_a_cell_whose_number_is_none_breaks_nothing(workbook, value, cells):
    content = with_member(saved(workbook), "xl/worksheets/sheet2.xml", SHEET % (b'<c s="1"><v>' + value + b"</v></c>"))

    assert [row.cells[0] for row in read_table(content, filename="a.xlsx").rows] == cells


def test_a_cell_that_refers_to_a_text_that_is_not_there_is_damage(workbook):
    content = with_member(saved(workbook), "xl/worksheets/sheet2.xml", SHEET % b'<c t="s"><v>9999</v></c>')

    with pytest.raises(Unreadable, match="a damaged workbook"):
        read_table(content, filename="a.xlsx")
