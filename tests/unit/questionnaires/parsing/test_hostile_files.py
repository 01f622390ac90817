"""Files that are damaged, disguised or meant to hurt end in one plain sentence."""

import io
import time
import zipfile

import pytest

from foundation.errors import BadInput
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats import archive
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.workbooks import to_bytes, with_shared_strings, workbook
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten, zipped

ROWS = (["Question", "Answer"], ["Do you encrypt data?"], ["Do you test backups?"])
GOOD = to_bytes(workbook({"Q": ROWS}))
SHARED = with_shared_strings(*ROWS)
SHEET = "xl/worksheets/sheet1.xml"


def problem(content: bytes, filename: str = "buyer.xlsx") -> str:
    with pytest.raises(UnreadableQuestionnaire) as raised:
        parse(content, filename=filename)
    return str(raised.value)


def test_a_text_file_renamed_to_a_workbook() -> None:
    assert "renamed text file" in problem(b"question,answer\nDo you encrypt data?,\n")


def test_an_encrypted_workbook() -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le")

    assert "encrypted with a password" in problem(ole)


def test_the_old_binary_format() -> None:
    assert "save it as XLSX" in problem(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "old.xls")


def test_a_pdf_is_told_from_its_first_bytes() -> None:
    assert "PDF" in problem(b"%PDF-1.7 ...", "buyer.csv")


def test_a_workbook_under_the_name_of_a_csv() -> None:
    assert "is an office file" in problem(GOOD, "buyer.csv")


def test_a_zip_that_is_no_office_file() -> None:
    assert "neither a workbook nor a Word document" in problem(zipped({"a.txt": b"hello"}))


def test_an_empty_file() -> None:
    assert "empty" in problem(b"  \n")


def test_binary_rubbish_under_the_name_of_a_csv() -> None:
    assert "neither a text nor an office file" in problem(b"\x00\x01\x02" * 50, "buyer.csv")


def test_a_cut_off_workbook() -> None:
    assert "damaged" in problem(GOOD[: len(GOOD) // 2])


def test_a_part_whose_bytes_are_spoilt() -> None:
    with zipfile.ZipFile(io.BytesIO(GOOD)) as container:
        at = container.getinfo(SHEET).header_offset + 60
    spoilt = GOOD[:at] + b"\xff" * 40 + GOOD[at + 40 :]

    assert "damaged" in problem(spoilt)


def test_a_workbook_without_its_workbook_part() -> None:
    parts = parts_of(GOOD)
    del parts["xl/workbook.xml"]

    assert "missing" in problem(zipped(parts))


def test_a_zip_bomb_is_refused_by_its_ratio() -> None:
    bomb = rewritten(GOOD, SHEET, lambda part: part.replace(b"<sheetData>", b"<sheetData>" + b" " * 30_000_000))

    assert "100 times its size" in problem(bomb)


def test_a_bomb_that_claims_to_be_too_large_is_not_inflated() -> None:
    bomb = zipped(parts_of(GOOD) | {"xl/media/image1.png": b"\0" * (101 * 1024 * 1024)})

    assert "more than 100 MB" in problem(bomb)


def test_the_parts_together_are_counted_while_inflating(monkeypatch: pytest.MonkeyPatch) -> None:
    opened = archive.open_archive(GOOD, filename="buyer.xlsx")
    monkeypatch.setattr(archive, "MAX_INFLATED_BYTES", len(parts_of(GOOD)[SHEET]) + 10)
    opened.read(SHEET)

    with pytest.raises(UnreadableQuestionnaire, match="100 MB"):
        opened.read("xl/workbook.xml")


@pytest.mark.parametrize(("count", "refused"), [(2_000, False), (2_001, True)])
def test_at_most_two_thousand_parts(count: int, refused: bool) -> None:
    parts = parts_of(GOOD)
    full = zipped(parts | {f"xl/media/{number}.bin": b"" for number in range(count - len(parts))})

    if refused:
        assert "more than 2000 parts" in problem(full)
    else:
        assert len(parse(full, filename="buyer.xlsx").questions) == 2


def test_two_parts_of_one_name() -> None:
    stream = io.BytesIO(GOOD)
    with zipfile.ZipFile(stream, "a") as container, pytest.warns(UserWarning, match="Duplicate"):
        container.writestr(SHEET, b"<worksheet/>")

    assert "two parts of one name" in problem(stream.getvalue())


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
@pytest.mark.parametrize("part", [SHEET, "xl/workbook.xml", "xl/sharedStrings.xml"])
def test_an_entity_bomb_or_an_outside_entity_in_any_part(part: str, encoding: str) -> None:
    doctype = (
        '<!DOCTYPE a [<!ENTITY b "ha"><!ENTITY c "&b;&b;&b;"><!ENTITY d SYSTEM "file:///etc/passwd">]><a>&c;&d;</a>'
    )
    head = f'<?xml version="1.0" encoding="{encoding}"?>'

    hostile = rewritten(SHARED, part, lambda _: (head + doctype).encode(encoding))

    assert "document type" in problem(hostile)


def test_xml_that_is_not_well_formed_names_sheet_and_line() -> None:
    torn = rewritten(GOOD, SHEET, lambda part: part.replace(b"</sheetData>", b""))

    assert "buyer.xlsx, sheet 'Q': its XML is damaged at line 1" in problem(torn)


def test_a_million_empty_rows_and_an_absurd_dimension_are_not_walked() -> None:
    empty = b"".join(b'<row r="%d" s="1" customFormat="1"/>' % row for row in range(4, 100_000))
    wide = rewritten(GOOD, SHEET, lambda part: part.replace(b'ref="A1:B3"', b'ref="A1:XFD1048576"'))
    tall = rewritten(wide, SHEET, lambda part: part.replace(b"</sheetData>", empty + b"</sheetData>"))

    assert len(parse(tall, filename="buyer.xlsx").questions) == 2


def table(rows: int, columns: int) -> bytes:
    lines = ["question" + "," * (columns - 1), *(["Do you log access?" + ",x" * (columns - 1)] * (rows - 1))]
    return "\n".join(lines).encode()


@pytest.mark.parametrize(
    ("rows", "columns", "refused"), [(20_000, 2, False), (20_001, 2, True), (30, 200, False), (30, 201, True)]
)
def test_at_most_20000_rows_and_200_columns_with_values(rows: int, columns: int, refused: bool) -> None:
    if refused:
        assert "hold values, which is refused" in problem(table(rows, columns), "buyer.csv")
    else:
        assert len(parse(table(rows, columns), filename="buyer.csv").questions) == rows - 1


def test_a_file_that_asks_nothing_says_what_was_looked_for() -> None:
    prices = to_bytes(workbook({"Prices": [["Product", "Price"], ["Apple", 3], ["Pear", 4]]}))

    assert "looked for a column headed Question" in problem(prices)


def test_every_reader_error_is_an_input_error() -> None:
    assert issubclass(UnreadableQuestionnaire, BadInput)


@pytest.mark.parametrize("step", range(0, len(GOOD), 397))
def test_a_flipped_byte_never_ends_in_anything_but_a_plain_error(step: int) -> None:
    flipped = GOOD[:step] + bytes([GOOD[step] ^ 0x55]) + GOOD[step + 1 :]

    try:
        questions = parse(flipped, filename="buyer.xlsx").questions
    except UnreadableQuestionnaire:
        return
    assert questions


HEADER = b"Question,Answer\nDo you encrypt data?,\n"
FLOOD_SECONDS = 5
"""Each is done in less than a second on an idle machine; read to the end they took up to half a minute."""


@pytest.mark.parametrize(
    ("flood", "said"),
    [
        (b'"' * 10_000_000, "row 3: a cell holds more than 32,767 characters"),
        (b"," * 10_000_000, "row 3: it has more than 16,384 fields"),
        (b"a," * 5_000_000, "row 3: it has more than 16,384 fields"),
        (b"a\n" * 5_000_000, "more than 20000 rows hold values"),
        (b'"a\n' * 3_000_000, "more than 20000 rows hold values"),
        (b"\n" * 10_000_000, "more empty rows or fields than any sheet has"),
    ],
    ids=["quotes", "commas", "values", "rows", "open quotes", "blank lines"],
)
def test_a_flood_in_a_csv_is_refused_where_it_passes_the_limit(flood: bytes, said: str) -> None:
    started = time.process_time()

    assert said in problem(HEADER + flood, "buyer.csv")
    assert time.process_time() - started < FLOOD_SECONDS


@pytest.mark.parametrize(("columns", "refused"), [(200, False), (201, True)])
def test_a_csv_holds_values_in_up_to_200_columns(columns: int, refused: bool) -> None:
    content = HEADER + b"Do you test backups?," + b",".join([b"x"] * (columns - 1)) + b"\n"

    if refused:
        assert "row 3: more than 200 columns hold values" in problem(content, "buyer.csv")
    else:
        assert [one.row for one in parse(content, filename="buyer.csv").questions] == [2, 3]


@pytest.mark.parametrize(("items", "refused"), [(20_000, False), (20_001, True), (1_000_000, True)])
def test_a_json_list_holds_up_to_20000_questions(items: int, refused: bool) -> None:
    content = b"[" + b",".join([b'{"question": "Do you log?"}'] * items) + b"]"
    started = time.process_time()

    if refused:
        assert "more than 20,000 questions" in problem(content, "buyer.json")
    else:
        assert len(parse(content, filename="buyer.json").questions) == 20_000
    assert time.process_time() - started < FLOOD_SECONDS


@pytest.mark.parametrize("text", ["[", "[1", '[{"question": "a"}', '[{"question": "a"} {}]', '[{"question": "a"}] x'])
def test_a_json_list_that_breaks_off_is_no_json(text: str) -> None:
    assert any(word in problem(text.encode(), "buyer.json") for word in ("it is not JSON", "expected an object"))
