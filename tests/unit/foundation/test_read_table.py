"""Any table of FORMATS becomes text, and whatever is none is refused by name."""

import codecs

import pytest

from foundation.errors import BadInput, Unreadable
from foundation.tables.model import Row
from foundation.tables.read import read_table

ROWS = (Row(2, ("AC-01", "Zürich")),)


@pytest.mark.parametrize(
    "content",
    [
        "id,title\nAC-01,Zürich\n".encode(),
        codecs.BOM_UTF8 + "id,title\r\nAC-01,Zürich\r\n".encode(),
        "id;title\r\nAC-01;Zürich".encode(),
        "id\ttitle\nAC-01\tZürich\n".encode(),
        "id;title\nAC-01;Zürich\n".encode("cp1252"),
        codecs.BOM_UTF16_LE + "id\ttitle\r\nAC-01\tZürich\r\n".encode("utf-16-le"),
        '"id","title"\n"AC-01","Zürich"\n\n,\n'.encode(),
    ],
    ids=["utf-8", "bom and crlf", "semicolon", "tab", "windows-1252", "utf-16", "quoted, empty rows after"],
)
def test_a_csv_reads_the_same_whatever_wrote_it(content):
    table = read_table(content, filename="C:\\files\\controls.csv")

    assert (table.file, table.sheet, table.header, table.rows) == ("controls.csv", None, ("id", "title"), ROWS)


def test_a_cell_with_a_line_break_is_one_row():
    table = read_table(b'id,title\nAC-01,"one\r\ntwo"\n\nAC-02,three\n', filename="controls.csv")

    assert table.rows == (Row(2, ("AC-01", "one\ntwo")), Row(4, ("AC-02", "three")))


def test_a_separator_line_of_a_spreadsheet_is_obeyed():
    table = read_table(b"sep=;\nid;title\nAC-01;a,b,c\n", filename="controls.csv")

    assert table.rows == (Row(3, ("AC-01", "a,b,c")),)


def test_a_json_list_of_objects_reads_as_rows():
    content = (
        b'[{"id": "AC-01", "lists": ["a", "b"], "n": 2.0}, {"id": "AC-02", "ok": true, "by": {"saas": 40}, "n": null}]'
    )

    table = read_table(content, filename="controls.json")

    assert table.header == ("id", "lists", "n", "ok", "by")
    assert table.rows == (Row(1, ("AC-01", "a; b", "2")), Row(2, ("AC-02", "", "", "yes", "saas:40")))


@pytest.mark.parametrize(
    ("content", "filename", "said"),
    [
        (b"", "controls.csv", "controls.csv: the file is empty"),
        (b" \n\n", "controls.csv", "controls.csv: the file is empty"),
        (b",,\n,\n", "controls.csv", "controls.csv: no row holds a value"),
        (b"\x89PNG\r\n\x1a\n\x00\x00", "controls.csv", "controls.csv: not a text file"),
        (b"id,\x81\x8d\n", "controls.csv", "controls.csv: not a text file"),
        (b"PK\x03\x04rest", "controls.csv", "controls.csv: a ZIP file or workbook named .csv"),
        (b"id,title\nAC-01,x\n", "controls.xlsx", "controls.xlsx: not an Excel workbook"),
        (b"PK\x03\x04rest", "controls.xlsx", "controls.xlsx: a damaged ZIP file"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "controls.xlsx", "controls.xlsx: an old .xls or password-protected"),
        (b"%PDF-1.7", "controls.csv", "controls.csv: a PDF"),
        (b'id,title\nAC-01,"never closed\n', "controls.csv", "look for a quote that never closes"),
        (b'{"id": 1}', "controls.json", "controls.json: expected a JSON list of objects"),
        (b"[1, 2]", "controls.json", "controls.json: expected a JSON list of objects"),
        (b'[{"id": NaN}]', "controls.json", "NaN is no number"),
        (b'[{"id": 1, "id": 2}]', "controls.json", "same key twice"),
        (b'[{"id": [[1]]}]', "controls.json", "controls.json, row 1, column 'id': a list within a list"),
        (b"[" * 100_000, "controls.json", "controls.json: "),
        (b"id,title\nAC-01,x", "controls.json", "controls.json: not a JSON table"),
    ],
)
def test_what_is_no_table_is_refused_with_the_files_name(content, filename, said):
    with pytest.raises(Unreadable) as refused:
        read_table(content, filename=filename)

    assert said in str(refused.value)


def test_two_columns_of_one_name_are_refused():
    with pytest.raises(BadInput, match=r"controls\.csv, row 1: two columns are named 'Title'"):
        read_table(b"id,Title,title\n1,2,3\n", filename="controls.csv")


def test_a_row_longer_than_the_header_is_refused_but_not_for_empty_cells():
    assert read_table(b"id,title\n1,2,,\n", filename="a.csv").rows == (Row(2, ("1", "2")),)
    with pytest.raises(BadInput, match=r"a\.csv, row 3: 3 cells, but the header has 2"):
        read_table(b"id,title\n1,2\n1,2,3\n", filename="a.csv")


def test_twenty_thousand_rows_are_read_and_one_more_is_not():
    assert len(read_table(b"id\n" + b"x\n" * 20_000, filename="a.csv").rows) == 20_000
    with pytest.raises(Unreadable, match="more than 20,000 rows"):
        read_table(b"id\n" + b"x\n" * 20_001, filename="a.csv")


def test_two_hundred_columns_are_read_and_one_more_is_not():
    names = [f"c{place}" for place in range(201)]
    assert len(read_table((",".join(names[:200]) + "\n1\n").encode(), filename="a.csv").header) == 200
    with pytest.raises(Unreadable, match="more than 200 columns"):
        read_table((",".join(names) + "\n1\n").encode(), filename="a.csv")


def test_characters_that_no_database_takes_are_dropped():
    assert read_table(b'[{"id": "a\\u0000b\\ud800c"}]', filename="a.json").rows == (Row(1, ("abc",)),)


def test_a_file_over_fifty_megabytes_is_refused():
    with pytest.raises(Unreadable, match=r"a\.csv: larger than 50 MB"):
        read_table(b"id\n" + b"x" * (50 * 1024 * 1024), filename="a.csv")
