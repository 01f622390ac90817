"""The buyer's workbook comes back with its answers and nothing else changed."""

import io
import struct
import zipfile

import openpyxl
import pytest

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.recalculation import ask_recalculation
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.workbooks import to_bytes, with_shared_strings, workbook
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten, zipped

ROWS = (["Ref", "Question", "Answer", "Notes"], ["1", "Do you encrypt data?"], ["2", "Do you test backups?"])
SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
BARE = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n<worksheet '
    'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">{}</worksheet>'
)


def book_with(sheet: str) -> bytes:
    """Give a workbook whose one sheet, named Q, has this XML."""
    return rewritten(with_shared_strings(*ROWS), SHEET, lambda _: sheet.encode())


def fill(content: bytes, *texts: tuple[str, str], filename: str = "buyer.xlsx") -> bytes:
    filled = [FilledCell("Q", cell, text) for cell, text in texts]
    return export(content, filename=filename, questionnaire=parse(content, filename=filename), filled=filled)


def sheet_of(content: bytes) -> str:
    return parts_of(content)[SHEET].decode()


def value(content: bytes, cell: str) -> object:
    return openpyxl.load_workbook(io.BytesIO(content))["Q"][cell].value


def test_only_the_sheet_and_the_workbook_part_differ() -> None:
    content = with_shared_strings(*ROWS)
    before, after = parts_of(content), parts_of(fill(content, ("C2", "Yes"), ("D2", "By default.")))

    assert [name for name in before if before[name] != after[name]] == [SHEET]  # recalculation is asked for already
    assert list(before) == list(after)


def test_the_written_texts_are_read_back() -> None:
    written = fill(with_shared_strings(*ROWS), ("C2", "Yes"), ("D2", 'A & B <"c">\nsecond line'))

    assert value(written, "C2") == "Yes"
    assert value(written, "D2") == 'A & B <"c">\nsecond line'
    assert value(written, "B2") == "Do you encrypt data?"


def test_untouched_members_keep_their_packed_bytes_their_order_and_their_times() -> None:
    content = with_shared_strings(*ROWS)
    written = fill(content, ("C2", "Yes"))

    def members(data: bytes) -> dict[str, tuple[object, ...]]:
        with zipfile.ZipFile(io.BytesIO(data)) as container:
            return {
                one.filename: (one.date_time, one.external_attr, one.compress_type, one.compress_size, one.CRC)
                for one in container.infolist()
                if one.filename not in (SHEET, BOOK)
            }

    assert list(members(content).items()) == list(members(written).items())


def test_a_container_written_as_a_stream_is_given_back_whole() -> None:
    stream = io.BytesIO()

    class OneWay(io.RawIOBase):  # a target that cannot seek makes zipfile put sizes behind the data
        def writable(self) -> bool:
            return True

        def write(self, data: object) -> int:
            return stream.write(data)  # type: ignore[arg-type]  # bytes-like, as zipfile hands it over

    with zipfile.ZipFile(OneWay(), "w", zipfile.ZIP_DEFLATED) as container:  # type: ignore[arg-type]  # enough of a file
        for name, part in parts_of(with_shared_strings(*ROWS)).items():
            container.writestr(name, part)
    written = fill(stream.getvalue(), ("C2", "Yes"))

    with zipfile.ZipFile(io.BytesIO(written)) as container:
        assert container.testzip() is None
        assert not container.getinfo(SHEET).flag_bits & 0x8  # its sizes stand in front now
    assert value(written, "C2") == "Yes"


def test_a_stored_part_and_the_containers_comment_are_kept() -> None:
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_STORED) as container:
        for name, part in parts_of(with_shared_strings(*ROWS)).items():
            container.writestr(name, part)
        container.comment = b"from the buyer"
    written = fill(stream.getvalue(), ("C3", "No"))

    with zipfile.ZipFile(io.BytesIO(written)) as container:
        assert container.comment == b"from the buyer"
        assert container.getinfo(SHEET).compress_type == zipfile.ZIP_STORED
        assert container.testzip() is None


def test_a_second_export_gives_the_same_bytes() -> None:
    content = with_shared_strings(*ROWS)
    once = fill(content, ("C2", "Yes"), ("C3", "No"))

    assert fill(content, ("C2", "Yes"), ("C3", "No")) == once
    assert fill(once, ("C2", "Yes"), ("C3", "No")) == once


def test_no_answers_give_the_original_bytes() -> None:
    content = with_shared_strings(*ROWS)

    assert fill(content) == content


def test_a_replaced_cell_keeps_its_style_and_its_neighbours_their_bytes() -> None:
    sheet = BARE.format(
        '<sheetData><row r="2" spans="1:4"><c r="B2" t="inlineStr"><is><t>Do you encrypt data?</t></is></c>'
        "<c r='C2' s='7' t='str'><v>old</v></c>\n<c r=\"D2\" s=\"3\"/></row></sheetData>"
    )
    written = sheet_of(fill(book_with(sheet), ("C2", "Yes"), ("D2", "Why")))

    assert written == sheet.replace(
        '<c r="D2" s="3"/>', '<c r="D2" s="3" t="inlineStr"><is><t xml:space="preserve">Why</t></is></c>'
    ).replace(
        "<c r='C2' s='7' t='str'><v>old</v></c>",
        '<c r="C2" s="7" t="inlineStr"><is><t xml:space="preserve">Yes</t></is></c>',
    )


def test_missing_cells_and_rows_are_made_in_order_with_the_style_of_their_place() -> None:
    sheet = BARE.format(
        '<cols><col min="3" max="4" width="9" style="5"/></cols><sheetData>'
        '<row r="2"><c r="B2" t="inlineStr"><is><t>Do you encrypt data?</t></is></c><c r="E2" s="1"/></row>'
        '<row r="4" s="9" customFormat="1"/><row r="7"/></sheetData>'
    )
    written = sheet_of(fill(book_with(sheet), ("D2", "d"), ("C2", "c"), ("C4", "four"), ("C5", "five"), ("C9", "nine")))

    def node(cell: str, style: int, text: str) -> str:
        return f'<c r="{cell}" s="{style}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'

    assert written == sheet.replace(
        '<c r="E2" s="1"/>', node("C2", 5, "c") + node("D2", 5, "d") + '<c r="E2" s="1"/>'
    ).replace(
        '<row r="4" s="9" customFormat="1"/><row r="7"/>',
        f'<row r="4" s="9" customFormat="1">{node("C4", 9, "four")}</row>'
        f'<row r="5">{node("C5", 5, "five")}</row><row r="7"/><row r="9">{node("C9", 5, "nine")}</row>',
    )


def test_the_dimension_is_widened_only_when_a_text_lies_outside() -> None:
    content = with_shared_strings(*ROWS)

    assert '<dimension ref="A1:D3"/>' in sheet_of(fill(content, ("D3", "x")))
    assert '<dimension ref="A1:F9"/>' in sheet_of(fill(content, ("F9", "x")))


def test_tags_with_a_prefix_stay_in_their_namespace() -> None:
    sheet = (
        '<x:worksheet xmlns:x="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><x:sheetData>'
        '<x:row r="1"><x:c r="A1" t="inlineStr"><x:is><x:t>Do you encrypt data?</x:t></x:is></x:c></x:row>'
        "</x:sheetData></x:worksheet>"
    )
    written = sheet_of(fill(book_with(sheet), ("B1", "Yes")))

    assert '<x:c r="B1" t="inlineStr"><x:is><x:t xml:space="preserve">Yes</x:t></x:is></x:c></x:row>' in written


def test_a_cell_inside_a_merge_is_written_at_its_anchor() -> None:
    book = workbook({"Q": ROWS})
    book["Q"].merge_cells("C2:D2")
    written = fill(to_bytes(book), ("D2", "Yes"))

    assert value(written, "C2") == "Yes"


@pytest.mark.parametrize(
    "cell",
    [
        '<c r="C2"><f>1+1</f><v>2</v></c>',
        '<c r="C2"><f t="shared" si="0"/><v>2</v></c>',
        '<c r="B9"><f t="array" ref="C2:C3">A1:A2</f><v>0</v></c>',
    ],
)
def test_a_formula_is_never_overwritten(cell: str) -> None:
    row = "9" if "B9" in cell else "2"
    sheet = BARE.format(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Do you encrypt data?</t></is></c></row>'
        f'<row r="{row}">{cell}</row></sheetData>'
    )

    with pytest.raises(BadInput, match="sheet 'Q', cell C2: the cell holds a formula"):
        fill(book_with(sheet), ("C2", "Yes"))


@pytest.mark.parametrize(("sheet", "cell"), [("Q", "not a cell"), ("Q", "A0"), ("Other", "A1")])
def test_a_cell_that_the_file_has_not(sheet: str, cell: str) -> None:
    content = with_shared_strings(*ROWS)
    found = parse(content, filename="buyer.xlsx")

    with pytest.raises(BadInput, match=r"no such cell|no sheet"):
        export(content, filename="buyer.xlsx", questionnaire=found, filled=[FilledCell(sheet, cell, "x")])


@pytest.mark.parametrize(
    ("part", "expected"),
    [
        ("<workbook><sheets/></workbook>", '<workbook><sheets/><calcPr fullCalcOnLoad="1"/></workbook>'),
        (
            "<workbook><sheets></sheets><definedNames/><pivotCaches/></workbook>",
            '<workbook><sheets></sheets><definedNames/><calcPr fullCalcOnLoad="1"/><pivotCaches/></workbook>',
        ),
        (
            "<workbook><sheets/><calcPr calcId='9' fullCalcOnLoad=\"0\" /></workbook>",
            "<workbook><sheets/><calcPr calcId='9' fullCalcOnLoad=\"1\"/></workbook>",
        ),
        (
            '<workbook><sheets/><calcPr fullCalcOnLoad="1" calcId="9"/></workbook>',
            '<workbook><sheets/><calcPr fullCalcOnLoad="1" calcId="9"/></workbook>',
        ),
        (
            '<x:workbook xmlns:x="u"><x:sheets/></x:workbook>',
            '<x:workbook xmlns:x="u"><x:sheets/><x:calcPr fullCalcOnLoad="1"/></x:workbook>',
        ),
    ],
)
def test_a_full_recalculation_is_asked_for_in_its_one_place(part: str, expected: str) -> None:
    assert ask_recalculation(part.encode(), "xl/workbook.xml").decode() == expected


def test_macros_images_and_unknown_parts_survive() -> None:
    parts = parts_of(with_shared_strings(*ROWS))
    types = parts["[Content_Types].xml"].replace(
        b"application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml",
        b"application/vnd.ms-excel.sheet.macroEnabled.main+xml",
    )
    extra = {"xl/vbaProject.bin": struct.pack("<64I", *range(64)), "customXml/item1.xml": b"<a b='1'  />"}
    content = zipped(parts | {"[Content_Types].xml": types} | extra)
    written = fill(content, ("C2", "Yes"), filename="buyer.xlsm")

    assert parse(content, filename="buyer.xlsm").format == "xlsm"
    assert {name: parts_of(written)[name] for name in extra} == extra


def test_an_empty_text_empties_the_cell_and_keeps_its_style() -> None:
    sheet = BARE.format(
        '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>Do you encrypt data?</t></is></c>'
        '<c r="B1" s="4" t="str"><v>Yes</v></c></row></sheetData>'
    )

    assert '<c r="B1" s="4"/></row>' in sheet_of(fill(book_with(sheet), ("B1", "")))
