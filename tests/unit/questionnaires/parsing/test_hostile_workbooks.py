"""Workbooks whose markup claims too much: read, or refused in one sentence, within seconds."""

import struct
import time
from collections.abc import Callable, Iterator
from contextlib import suppress

import pytest

from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.workbooks import to_bytes, with_shared_strings, workbook
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten, zipped

ROWS = (["Question", "Answer"], ["Do you encrypt data?"], ["Do you test backups?"])
GOOD = to_bytes(workbook({"Q": ROWS}))
SHARED = with_shared_strings(*ROWS)
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
PARTS = (SHEET, BOOK, "xl/sharedStrings.xml", "xl/_rels/workbook.xml.rels")
PATIENCE_SECONDS = 10


@pytest.fixture(autouse=True)
def quick() -> Iterator[None]:
    """Every test here claims it too: no file holds the reader up."""
    started = time.process_time()
    yield
    assert time.process_time() - started < PATIENCE_SECONDS


def asked(content: bytes) -> list[str]:
    return [question.question for question in parse(content, filename="buyer.xlsx").questions]


def problem(content: bytes) -> str:
    with pytest.raises(UnreadableQuestionnaire) as raised:
        parse(content, filename="buyer.xlsx")
    return str(raised.value)


def before(closing: bytes, markup: bytes) -> Callable[[bytes], bytes]:
    return lambda part: part.replace(closing, markup + closing)


def cell(reference: bytes) -> bytes:
    return b'<c r="' + reference + b'" t="inlineStr"><is><t>Do you log access?</t></is></c>'


@pytest.mark.parametrize("number", [b"-1", b"0", b"x", b"9" * 12, b"9" * 5000, "²".encode(), "٣".encode()])
def test_a_row_of_no_number(number: bytes) -> None:
    row = b'<row r="' + number + b'"><c t="inlineStr"><is><t>Do you log access?</t></is></c></row>'

    assert set(asked(rewritten(GOOD, SHEET, before(b"</sheetData>", row)))) >= {"Do you encrypt data?"}


@pytest.mark.parametrize("reference", [b"ZZZZ99999999999", b"A0", b"XFE1", b"", b"9" * 5000, "A²".encode()])
def test_a_cell_of_no_name(reference: bytes) -> None:
    row = b'<row r="4">' + cell(reference) + b"</row>"

    assert "Do you encrypt data?" in asked(rewritten(GOOD, SHEET, before(b"</sheetData>", row)))


@pytest.mark.parametrize("index", [b"-1", b"99", b"9" * 30, b"9" * 5000, "²".encode(), b"1e3", b""])
def test_a_shared_string_that_is_not_there(index: bytes) -> None:
    pointed = rewritten(SHARED, SHEET, lambda part: part.replace(b"<v>2</v>", b"<v>" + index + b"</v>"))

    assert asked(pointed) == ["Do you test backups?"]


@pytest.mark.parametrize("encoding", ["foo", "rot13", "idna", "utf-7", "gb18030", "hex"])
@pytest.mark.parametrize("part", PARTS)
def test_an_encoding_that_no_office_program_writes(part: str, encoding: str) -> None:
    head = f'<?xml version="1.0" encoding="{encoding}"?>'.encode()
    coded = rewritten(SHARED, part, lambda content: head + content[content.index(b"?>") + 2 :])

    assert "is in an encoding that office files do not use; save it again" in problem(coded)


@pytest.mark.parametrize(
    "declared",
    [
        '<!DOCTYPE a [<!ENTITY b "' + "ha" * 50_000 + '">]><a>' + "&b;" * 10_000 + "</a>",
        '<!DOCTYPE a SYSTEM "http://buyer.example/a.dtd"><a/>',
        '<!DOCTYPE a [<!ENTITY % b SYSTEM "file:///etc/passwd">%b;]><a/>',
    ],
    ids=["quadratic", "outside", "parameter"],
)
@pytest.mark.parametrize("part", PARTS)
def test_a_document_type_in_any_part(part: str, declared: str) -> None:
    assert "declares a document type" in problem(rewritten(SHARED, part, lambda _: declared.encode()))


def test_one_merge_over_the_whole_sheet_and_a_text_in_its_last_cell() -> None:
    far = b'<row r="1048576">' + cell(b"XFD1048576") + b"</row></sheetData>"
    merged = far + b'<mergeCells><mergeCell ref="A1:XFD1048576"/></mergeCells>'
    huge = rewritten(GOOD, SHEET, lambda part: part.replace(b"</sheetData>", merged))

    assert "Do you encrypt data?" in asked(huge)


def test_a_number_of_merges_over_whole_rows() -> None:
    merges = b"".join(b'<mergeCell ref="A%d:XFD%d"/>' % (row, row) for row in range(10, 50_010))

    assert len(asked(rewritten(GOOD, SHEET, before(b"</worksheet>", b"<mergeCells>" + merges + b"</mergeCells>")))) == 2


@pytest.mark.parametrize(
    ("formula", "area"),
    [
        (b'"Yes,No"', b"A1:XFD1048576"),
        (b'"Yes,No"', b" ".join(b"B%d" % row for row in range(1, 50_000))),
        (b"Q!$A:$XFD", b"B2:B1048576"),
        (b"OFFSET($A$2,0,0,1048576,16384)", b"B:B"),
    ],
    ids=["all cells", "each cell", "all cells as its list", "offset"],
)
def test_validations_over_everything(formula: bytes, area: bytes) -> None:
    rule = b'<dataValidation type="list" sqref="' + area + b'"><formula1>' + formula + b"</formula1></dataValidation>"
    ruled = rewritten(GOOD, SHEET, before(b"</worksheet>", b"<dataValidations>" + rule + b"</dataValidations>"))

    assert len(asked(ruled)) == 2


@pytest.mark.parametrize("formula", [b"$A$%d:$A$9000", b"OFFSET($A$%d,0,0,COUNTA($A:$A),1)"])
def test_hundreds_of_lists_that_each_point_at_one_long_column(formula: bytes) -> None:
    rows = [["Question", "Answer"], *([f"Do you encrypt data of kind {number}?"] for number in range(800))]
    rules = (
        b'<dataValidation type="list" sqref="B%d"><formula1>' % row + formula % row + b"</formula1></dataValidation>"
        for row in range(2, 802)
    )
    listed = before(b"</worksheet>", b"<dataValidations>" + b"".join(rules) + b"</dataValidations>")

    assert len(asked(rewritten(to_bytes(workbook({"Q": rows})), SHEET, listed))) == 800


def test_a_hundred_thousand_names_in_a_circle() -> None:
    names = b"".join(
        b'<definedName name="n%d">n%d</definedName>' % (number, (number + 1) % 100_000) for number in range(100_000)
    )
    rule = b'<dataValidations><dataValidation type="list" sqref="B2"><formula1>n1</formula1></dataValidation>'
    book = before(b"<calcPr", b"<definedNames>" + names + b"</definedNames>")(parts_of(GOOD)[BOOK])
    sheet = before(b"</worksheet>", rule + b"</dataValidations>")(parts_of(GOOD)[SHEET])

    assert len(asked(zipped(parts_of(GOOD) | {BOOK: book, SHEET: sheet}))) == 2


@pytest.mark.parametrize("scope", ["²", "9" * 5000, "-1", "77"])
def test_a_name_of_a_sheet_that_is_not_there(scope: str) -> None:
    name = f'<definedNames><definedName name="a" localSheetId="{scope}">b</definedName></definedNames>'

    assert len(asked(rewritten(GOOD, BOOK, before(b"<calcPr", name.encode())))) == 2


def test_two_thousand_sheets_in_one_part() -> None:
    relation = 'r:id="rId1" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    sheets = "".join(f'<sheet name="s{number}" sheetId="{number + 2}" {relation}/>' for number in range(2_000))

    assert "save it again in the office program" in problem(
        rewritten(GOOD, BOOK, before(b"</sheets>", sheets.encode()))
    )


def test_elements_deep_in_one_another() -> None:
    depth = 20_000
    nested = b"".join(b"<a%d>" % (level % 997) for level in range(depth))
    closed = b"".join(b"</a%d>" % (level % 997) for level in reversed(range(depth)))

    assert len(asked(rewritten(GOOD, SHEET, before(b"</sheetData>", nested + closed)))) == 2


def test_an_element_of_a_hundred_thousand_attributes() -> None:
    flood = b"<a " + b" ".join(b'a%d="1"' % number for number in range(100_000)) + b"/>"

    assert len(asked(rewritten(GOOD, SHEET, before(b"</sheetData>", flood)))) == 2


def test_a_table_of_very_many_shared_strings() -> None:
    strings = b"".join(b"<si><t>s%d</t></si>" % number for number in range(300_000))

    assert len(asked(rewritten(SHARED, "xl/sharedStrings.xml", before(b"</sst>", strings)))) == 2


@pytest.mark.parametrize("text", ["a", " ", "?", "x,", "1.", "()", "if yes ", "_", "\n", "-a"])
def test_the_longest_texts_of_one_repeated_piece_in_every_column(text: str) -> None:
    longest = (text * 32_000)[:32_000].replace('"', "'")
    quoted = f'"{longest}"'
    table = [["Question", "Answer", "Comment"], *([f'"Do you {longest}?"', quoted, quoted] for _ in range(3))]
    lines = [["Question", "Answer"], ["Do you test backups?", ""], *([quoted] * 12 for _ in range(3))]

    with suppress(UnreadableQuestionnaire):
        export_first("\n".join(map(",".join, table)).encode())
    with suppress(UnreadableQuestionnaire):
        export_first("\n".join(map(",".join, lines)).encode())


def export_first(content: bytes) -> None:
    """Fill the first question, which no length of the others may hinder."""
    read = parse(content, filename="buyer.csv")
    first = read.questions[0]
    filled = [FilledCell(first.sheet, str(first.answer_cell), "Yes")]
    assert b"Yes" in export(content, filename="buyer.csv", questionnaire=read, filled=filled)


@pytest.mark.parametrize("name", ["../../etc/passwd", "/etc/passwd", "xl\\..\\evil.xml", "C:\\evil"])
def test_names_of_parts_that_lead_elsewhere_are_only_names(name: str) -> None:
    assert len(asked(zipped(parts_of(GOOD) | {name: b"x"}))) == 2


@pytest.mark.parametrize("target", ["../../../../etc/passwd", "file:///etc/passwd", "http://buyer.example/s.xml"])
def test_a_relation_that_leads_out_of_the_file_is_never_followed(target: str) -> None:
    led = rewritten(GOOD, PARTS[3], lambda part: part.replace(b"/xl/worksheets/sheet1.xml", target.encode()))

    assert "has no worksheet that can be read" in problem(led)


def test_bytes_before_and_behind_the_container() -> None:
    assert "XLSX" in problem(b"MZ" + bytes(600) + GOOD)
    assert "damaged" in problem(GOOD + b"PK\x05\x06" + b"\xff" * 18)


def test_encrypted_members() -> None:
    at = GOOD.index(b"PK\x01\x02")
    locked = GOOD[: at + 8] + struct.pack("<H", 1) + GOOD[at + 10 :]

    assert "encrypted; save it without a password" in problem(locked)


@pytest.mark.parametrize("size", [0, 1, 0xFFFFFFFE, 0xFFFFFFFF])
def test_a_directory_that_lies_about_a_size(size: int) -> None:
    at = GOOD.index(SHEET.encode(), GOOD.index(b"PK\x01\x02")) - 46
    lying = GOOD[: at + 24] + struct.pack("<I", size) + GOOD[at + 28 :]

    assert any(word in problem(lying) for word in ("damaged", "100 MB"))


@pytest.mark.parametrize("part", [SHEET, "xl/sharedStrings.xml"])
def test_a_flood_of_blanks_between_tags(part: str) -> None:
    closing = b"</row>" if part == SHEET else b"</sst>"
    odd = b" " * 60_000 + b"<x/>" + b" " * 60_000

    assert len(asked(rewritten(SHARED, part, before(closing, odd)))) == 2


def test_thousands_of_lists_over_thousands_of_questions() -> None:
    """Found one by one they took six seconds; each row has the list of the smallest area over it."""
    rows = [["Question", "Answer"], *([f"Do you log access to system {number}?"] for number in range(3_000))]
    lists = b"".join(
        b'<dataValidation type="list" sqref="B%d:B%d"><formula1>"Yes,No,List %d"</formula1></dataValidation>'
        % (2 + number, 1_000_000 + number * 2, number)
        for number in range(2_000)
    )
    markup = b"<dataValidations>" + lists + b"</dataValidations>"
    content = rewritten(to_bytes(workbook({"Q": rows})), SHEET, before(b"</worksheet>", markup))

    found = parse(content, filename="buyer.xlsx").questions

    assert (found[0].vocabulary, found[0].row) == (("Yes", "No", "List 0"), 2)
    assert len(found) == 3_000
