"""What was exported opens in LibreOffice, with the answers where they belong and the buyer's own things kept."""

import io
from collections.abc import Callable, Sequence

import openpyxl
import pytest
from openpyxl.worksheet.worksheet import Worksheet

from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.office.workbooks import QUESTIONS, workbook
from tests.unit.questionnaires.parsing.documents import document
from tests.unit.questionnaires.parsing.documents import to_bytes as document_bytes

ANSWERS = ("Yes", "No", "N/A")
REMARK = "Keys are kept by «Élan» & rotated <yearly>;\nsee =policy 7"
TABLE = [["Question", "Answer"], *([question, ""] for question in QUESTIONS)]


def filled(content: bytes, filename: str) -> bytes:
    """Answer every question of a file, the first with a remark where there is a cell for it."""
    read = parse(content, filename=filename)
    assert len(read.questions) == len(QUESTIONS)
    cells = [
        FilledCell(one.sheet, str(one.answer_cell), word) for one, word in zip(read.questions, ANSWERS, strict=True)
    ]
    first = read.questions[0]
    if first.comment_cell:
        cells.append(FilledCell(first.sheet, first.comment_cell, REMARK))
    return export(content, filename=filename, questionnaire=read, filled=cells)


def lines(rows: Sequence[Sequence[str]]) -> bytes:
    return "\n".join(",".join(row) for row in rows).encode()


@pytest.fixture(scope="module")
def opened(convert: Callable[[dict[str, bytes], str], dict[str, bytes]]) -> dict[str, Worksheet]:
    """The first sheet of each exported file, as LibreOffice saved it."""
    files = {"book.xlsx": filled(workbook(), "book.xlsx"), "plain.csv": filled(lines(TABLE), "plain.csv")}
    return {
        stem: openpyxl.load_workbook(io.BytesIO(saved)).worksheets[0] for stem, saved in convert(files, "xlsx").items()
    }


def test_the_answers_stand_in_the_cells_of_the_workbook(opened: dict[str, Worksheet]) -> None:
    assert [opened["book"][f"C{row}"].value for row in (4, 5, 6)] == list(ANSWERS)


def test_a_remark_of_several_lines_and_odd_characters_is_whole(opened: dict[str, Worksheet]) -> None:
    assert opened["book"]["D4"].value == REMARK


def test_the_lists_are_still_there(opened: dict[str, Worksheet]) -> None:
    (validation,) = opened["book"].data_validations.dataValidation

    assert (str(validation.sqref), validation.formula1) == ("C4:C6", '"Yes,No,N/A"')


def test_merge_image_note_protection_and_look_are_still_there(opened: dict[str, Worksheet]) -> None:
    sheet = opened["book"]

    assert [str(area) for area in sheet.merged_cells.ranges] == ["A1:D1"]
    assert len(sheet._images) == 1
    assert "A note of the buyer" in sheet["B4"].comment.text
    assert sheet.protection.sheet
    assert sheet["A3"].font.bold
    assert not sheet["C4"].protection.locked
    assert len(list(sheet.conditional_formatting)) == 1


def test_the_answers_stand_in_the_csv(opened: dict[str, Worksheet]) -> None:
    rows = [[cell.value for cell in row] for row in opened["plain"].iter_rows()]

    assert rows == [["Question", "Answer"], *(list(pair) for pair in zip(QUESTIONS, ANSWERS, strict=True))]


def test_the_answers_stand_in_the_document(convert: Callable[[dict[str, bytes], str], dict[str, bytes]]) -> None:
    written = filled(document_bytes(document(TABLE)), "table.docx")

    saved = convert({"table.docx": written}, "txt")["table"].decode("utf-8-sig")

    found = [line.strip() for line in saved.splitlines()]
    assert [found[found.index(question) + 1] for question in QUESTIONS] == list(ANSWERS)
