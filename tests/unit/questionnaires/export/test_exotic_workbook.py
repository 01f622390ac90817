"""A workbook with charts, shapes, tables and macros, compared cell by cell and part by part by another reader."""

import io
import warnings
from typing import Any

import openpyxl
import pytest

from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.office.exotic import MACROS, SHEET, exotic
from tests.office.workbooks import QUESTIONS
from tests.unit.questionnaires.parsing.zips import parts_of, zipped

WRITTEN = {"C4": "Yes", "D4": "Since last year.", "C5": "No", "D5": "Not yet.", "C6": "N/A", "D6": "No such system."}


def fill(content: bytes, filename: str = "buyer.xlsx") -> bytes:
    cells = [FilledCell("Questions", cell, text) for cell, text in WRITTEN.items()]
    return export(content, filename=filename, questionnaire=parse(content, filename=filename), filled=cells)


@pytest.fixture(scope="module", params=[False, True], ids=["xlsx", "xlsm"])
def pair(request: pytest.FixtureRequest) -> tuple[bytes, bytes]:
    """The workbook before and after the answers, without macros and with them."""
    content = exotic(macros=request.param)
    return content, fill(content, "buyer.xlsm" if request.param else "buyer.xlsx")


def opened(content: bytes) -> Any:
    """Open it by the other reader, which says that it leaves out extensions it does not know."""
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", message=".*extension is not supported")
        book = openpyxl.load_workbook(io.BytesIO(content), rich_text=True, keep_vba=True)
    book.vba_archive.close()  # it never does so itself, and that is a fault of whichever test is on when it is noticed
    return book


def cells_of(content: bytes) -> dict[tuple[str, str], tuple[object, ...]]:
    """Give value, look, lock, note and link of every cell, as another reader tells them."""
    return {
        (sheet.title, cell.coordinate): (
            cell.value,
            cell.style_id,
            cell.protection.locked,
            cell.comment and cell.comment.text,
            cell.hyperlink and cell.hyperlink.target,
        )
        for sheet in opened(content)
        for row in sheet.iter_rows(1, 20, 1, 12)
        for cell in row
    }


def test_its_questions_and_all_three_kinds_of_lists_are_found() -> None:
    found = parse(exotic(), filename="buyer.xlsx").questions

    assert [(one.question, one.answer_cell, one.comment_cell, one.vocabulary) for one in found] == [
        (question, f"C{row}", f"D{row}", ("Yes", "No", "N/A")) for row, question in enumerate(QUESTIONS, start=4)
    ]


def test_only_the_answer_cells_differ_and_only_by_their_value(pair: tuple[bytes, bytes]) -> None:
    before, after = map(cells_of, pair)
    changed = {place: after[place][0] for place in before if before[place] != after[place]}

    assert changed == {("Questions", cell): text for cell, text in WRITTEN.items()}
    assert all(before[place][1:] == after[place][1:] for place in before)


def test_only_the_sheet_of_the_answers_differs(pair: tuple[bytes, bytes]) -> None:
    before, after = map(parts_of, pair)

    assert list(before) == list(after)
    assert [name for name in before if before[name] != after[name]] == [SHEET]


def test_what_lies_around_the_rows_of_the_sheet_is_the_same(pair: tuple[bytes, bytes]) -> None:
    before, after = (parts_of(one)[SHEET] for one in pair)
    head, tail = before.index(b"<sheetData>"), before.index(b"</sheetData>")

    assert after[:head] == before[:head]
    assert after.endswith(before[tail:])
    for name in (b"sheetProtection", b"mergeCell", b"conditionalFormatting", b"x14:dataValidation", b"x14:sparkline",
                 b"hyperlink", b"legacyDrawing", b"pane"):  # fmt: skip
        assert name in after


def test_each_kind_of_part_is_there_at_all() -> None:
    names = " ".join(parts_of(exotic(macros=True)))

    for kind in ("media/image", "charts/chart", "drawings/drawing", "vmlDrawing", "comments", "tables/table",
                 "sharedStrings", "docProps/custom", "vbaProject.bin"):  # fmt: skip
        assert kind in names


def test_the_macros_and_their_content_type_are_kept() -> None:
    written = parts_of(fill(exotic(macros=True), "buyer.xlsm"))

    assert written["xl/vbaProject.bin"] == MACROS
    assert b"application/vnd.ms-excel.sheet.macroEnabled.main+xml" in written["[Content_Types].xml"]
    assert b"application/vnd.ms-office.vbaProject" in written["[Content_Types].xml"]


def test_a_second_export_and_one_over_the_first_are_the_same(pair: tuple[bytes, bytes]) -> None:
    content, written = pair

    assert fill(content) == written == fill(written)


def test_a_strict_workbook_is_read_and_stays_strict() -> None:
    content = exotic()
    for usual, strict in (
        (b"http://schemas.openxmlformats.org/spreadsheetml/2006/main", b"http://purl.oclc.org/ooxml/spreadsheetml/main"),
        (b"http://schemas.openxmlformats.org/officeDocument/2006/relationships",
         b"http://purl.oclc.org/ooxml/officeDocument/relationships"),
    ):  # fmt: skip
        content = zipped({name: part.replace(usual, strict) for name, part in parts_of(content).items()})
    written = fill(content)

    assert [one.vocabulary for one in parse(content, filename="b.xlsx").questions] == [("Yes", "No", "N/A")] * 3
    assert b"http://schemas.openxmlformats.org/spreadsheetml/2006/main" not in parts_of(written)[SHEET]
    assert all(one.filled for one in parse(written, filename="b.xlsx").questions)
