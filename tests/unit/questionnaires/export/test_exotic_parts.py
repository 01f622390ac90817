"""Everything that a buyer's workbook may hold beside its answers comes back byte for byte."""

from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.workbooks import with_shared_strings
from tests.unit.questionnaires.parsing.zips import parts_of, rewritten, zipped

SHEET = "xl/worksheets/sheet1.xml"
BOOK = "xl/workbook.xml"
EXOTIC = {
    "xl/vbaProject.bin": bytes(range(256)),
    "xl/media/image1.png": b"\x89PNG\r\n\x1a\n" + bytes(range(64)),
    "xl/drawings/drawing1.xml": b"<xdr:wsDr xmlns:xdr='d'><xdr:sp  macro=''/></xdr:wsDr>\r\n",
    "xl/drawings/vmlDrawing1.vml": b"<xml><v:shape id=_x0000_s1025></xml>",
    "xl/comments1.xml": b"<comments><authors><author>A</author></authors></comments>",
    "xl/threadedComments/threadedComment1.xml": b"<ThreadedComments/>",
    "xl/persons/person.xml": b"<personList/>",
    "xl/tables/table1.xml": b"<table id='1' ref='A1:D3'/>",
    "xl/pivotCache/pivotCacheDefinition1.xml": b"<pivotCacheDefinition/>",
    "xl/pivotTables/pivotTable1.xml": b"<pivotTableDefinition/>",
    "xl/calcChain.xml": b"<calcChain/>",
    "customXml/item1.xml": b"<a b='1'  />",
    "docProps/custom.xml": b"<Properties/>",
}
AROUND = (
    b'<sheetProtection sheet="1" objects="1"/><mergeCells count="1"><mergeCell ref="A9:B9"/></mergeCells>'
    b'<conditionalFormatting sqref="C2:C3"><cfRule type="containsBlanks" dxfId="0" priority="1">'
    b"<formula>LEN(TRIM(C2))=0</formula></cfRule></conditionalFormatting>"
    b'<dataValidations count="1"><dataValidation type="list" sqref="C2:C3"><formula1>"Yes,No"</formula1>'
    b'</dataValidation></dataValidations><drawing r:id="rId1"/><legacyDrawing r:id="rId2"/>'
    b'<extLst><ext uri="{05C60535-1F16-4fd2-B633-F4F36F0B64E0}" xmlns:x14="x"><x14:sparklineGroups>'
    b'<x14:sparklineGroup  type="column"/></x14:sparklineGroups></ext></extLst></worksheet>'
)


def buyers() -> bytes:
    plain = with_shared_strings(
        ["Ref", "Question", "Answer", "Notes"], ["1", "Do you encrypt data?"], ["2", "Do you test backups?"]
    )
    dressed = rewritten(plain, SHEET, lambda part: part.replace(b"</worksheet>", AROUND))
    named = rewritten(
        dressed,
        BOOK,
        lambda part: part.replace(
            b"</sheets>", b"</sheets><definedNames><definedName name='L'>Q!$A$1</definedName></definedNames>"
        ).replace(b' fullCalcOnLoad="1"', b""),
    )
    return zipped(parts_of(named) | EXOTIC)


def fill(content: bytes) -> bytes:
    filled = [FilledCell("Q", "C2", "Yes"), FilledCell("Q", "D3", "=Each week")]
    return export(content, filename="b.xlsm", questionnaire=parse(content, filename="b.xlsm"), filled=filled)


def test_only_the_mapped_sheet_and_calc_pr_change() -> None:
    content = buyers()
    before, after = parts_of(content), parts_of(fill(content))

    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [SHEET, BOOK]
    assert after[BOOK] == before[BOOK].replace(b'calcId="124519"', b'calcId="124519" fullCalcOnLoad="1"')


def test_only_the_mapped_cells_nodes_change_in_the_sheet() -> None:
    content = buyers()
    before, after = parts_of(content)[SHEET], parts_of(fill(content))[SHEET]
    yes = b'<c r="C2" t="inlineStr"><is><t xml:space="preserve">Yes</t></is></c>'
    week = b'<c r="D3" t="inlineStr"><is><t xml:space="preserve">"=Each week"</t></is></c>'

    assert after.count(yes) == after.count(week) == 1
    assert after.replace(yes, b"").replace(week, b"") == before


def test_an_export_over_an_earlier_export_gives_the_same_bytes() -> None:
    content = buyers()
    once = fill(content)

    assert fill(content) == once
    assert fill(once) == once
