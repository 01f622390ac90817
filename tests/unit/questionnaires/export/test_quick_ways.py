"""What is read and written by patterns equals what the reader of events makes of the same part."""

import pytest

from questionnaires.export import sheet_patch
from questionnaires.export.cell_spans import find_spans
from questionnaires.export.sheet_patch import patch_sheet
from questionnaires.parsing.formats.xlsx import shared_strings, worksheet
from questionnaires.parsing.formats.xlsx.quick_rows import rows_place

STRINGS = ["zero", "one", "two"]
HEAD = (
    '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\r\n'
    '<worksheet xmlns="u" xmlns:y="v"><dimension ref="A1:C9"/>'
)
TAIL = '<mergeCells><mergeCell ref="A7:B8"/></mergeCells></worksheet>'
ROWS = {
    "usual": '<row r="1" spans="1:3" y:dyDescent="0.25"><c r="A1" s="4" t="s"><v>1</v></c><c r="B1" s="2"/></row>',
    "numbers": '<row r="2"><c r="A2"><v>1.1000000000000001</v></c><c r="C2" t="b"><v>1</v></c></row>',
    "formulas": '<row r="2"><c r="A2" t="str"><f>B1&lt;2</f><v>a &amp; b</v></c><c r="B2"><f>C1</f><v/></c></row>',
    "inline": '<row r="2"><c r="C2" t="inlineStr"><is><t xml:space="preserve"> a &lt; b_x000A_</t></is></c></row>',
    "empty rows": '<row r="2"/>\n<row r="3" s="7" customFormat="1"/><row r="4"></row>',
    "out of order": '<row r="4"><c r="C4" s="1"><v>4</v></c><c r="A4"><v>2</v></c></row><row r="2"/>',
    "twice": '<row r="2"><c r="A2"><v>1</v></c></row><row r="2"><c r="B2"><v>2</v></c><c r="B2"><v>3</v></c></row>',
    "rich inline": '<row r="2"><c r="A2" t="inlineStr"><is><r><t>a</t></r><r><t>b</t></r></is></c></row>',
    "character reference": '<row r="2"><c r="A2" t="str"><v>a&#10;b</v></c></row>',
    "CDATA": '<row r="2"><c r="A2" t="str"><v><![CDATA[<c r="B2"/>]]></v></c></row>',
    "comment": '<row r="2"><!-- <c r="A2"/> --><c r="A2"><v>1</v></c></row>',
    "instruction": '<row r="2"><?x <c r="A2"/>?><c r="A2"><v>1</v></c></row>',
    "no names": "<row><c><v>1</v></c><c s='3'><v>2</v></c></row><row/>",
    "odd order": '<row spans="1:2" r="2"><c s="3" r="A2" t="s"><v>2</v></c></row>',
    "line ends": '<row r="2"><c r="A2" t="str"><v>a\r\nb</v></c></row>',
    "other row's cell": '<row r="2"><c r="A3"><v>1</v></c></row>',
    "no such column": '<row r="2"><c r="ZZZ2"><v>1</v></c><c r="A2"><v>1</v></c></row>',
    "letters": '<row r="2"><c r="A2" t="str"><v>é\U0001f512</v></c><c r="B2" t="e"><v>#REF!</v></c></row>',
    "array": '<row r="2"><c r="B2"><f t="array" ref="B2:B3">A1</f><v>1</v></c></row>',
}


@pytest.mark.parametrize("name", ROWS)
def test_a_sheet_is_read_as_events_tell_it(name: str) -> None:
    content = f"{HEAD}<sheetData>{ROWS[name]}</sheetData>{TAIL}".encode()
    expected = worksheet._read_events(content, "Q", STRINGS)

    found = worksheet.read_worksheet(content, "Q", STRINGS)

    assert (found.rows, found.styles, found.formulas) == (expected.rows, expected.styles, expected.formulas)
    assert found.merges == expected.merges


@pytest.mark.parametrize("name", ["usual", "numbers", "formulas", "inline", "empty rows", "out of order", "twice"])
def test_the_usual_ways_of_writing_are_read_by_patterns(name: str) -> None:
    content = f"{HEAD}<sheetData>{ROWS[name]}</sheetData>{TAIL}".encode()

    assert rows_place(content) is not None
    assert worksheet._read_quickly(content, "Q", STRINGS) is not None


@pytest.mark.parametrize("name", [name for name in ROWS if name not in ("formulas", "array")])
def test_a_sheet_is_filled_as_by_events(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    content = f"{HEAD}<sheetData>{ROWS[name]}</sheetData>{TAIL}".encode()
    texts = {(2, 1): "x", (2, 3): "y", (3, 2): "z", (9, 9): "w"}
    found = patch_sheet(content, texts, part="Q", where="Q")

    monkeypatch.setattr(sheet_patch, "find_cells", lambda data, part, rows: find_spans(data, part, frozenset(rows)))

    assert found == patch_sheet(content, texts, part="Q", where="Q")


@pytest.mark.parametrize(
    ("inner", "expected"),
    [
        ("<si><t>a &amp;lt; b</t></si>\n<si><t/></si><si><t></t></si>", ["a &lt; b", "", ""]),
        ('<si><r><t xml:space="preserve">a </t></r><r><rPr><b/></rPr><t>b</t></r></si><si><t>c</t></si>', ["a b", "c"]),
        ("<si><t>a</t><rPh sb='0' eb='1'><t>hint</t></rPh></si>", ["a"]),
        ("<si/><si><t>a_x000A_b&#10;</t></si>", ["", "a\nb\n"]),
        ("<si><t><![CDATA[</t></si>]]></t></si><!-- <si><t>x</t></si> -->", ["</t></si>"]),
    ],
)
def test_shared_strings_are_read_in_their_order(inner: str, expected: list[str]) -> None:
    assert shared_strings.read_shared_strings(f'<sst xmlns="u">{inner}</sst>'.encode(), "s") == expected
