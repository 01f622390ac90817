"""Reading and filling a 5,000-question workbook, beside openpyxl's load and save of the same file."""

import io
from functools import partial

from openpyxl import load_workbook

from bench.memory import compare_memory
from bench.timing import compare
from bench.workbooks import ANSWER, COMMENT, SHEET, answer_rows, workbook
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse

QUESTIONS = 5_000
REMARK = "Reviewed each quarter by the owner of the system; the record is kept for three years."


def run() -> None:
    """Print the ratio."""
    content = workbook(QUESTIONS)
    name = "read and fill 5,000 questions"
    compare(name, lambda: fill(content), "openpyxl", lambda: rival(content), runs=5)
    compare_memory(name, partial(fill, content), "openpyxl", partial(rival, content))


def fill(content: bytes) -> bytes:
    """Fill it our way: find the questions, patch the cells."""
    found = parse(content, filename="bench.xlsx")
    cells = []
    for one in found.questions:
        cells.append(FilledCell(one.sheet, str(one.answer_cell), "Yes"))
        cells.append(FilledCell(one.sheet, str(one.comment_cell), REMARK))
    assert len(cells) == 2 * len(found.questions) > 0
    return export(content, filename="bench.xlsx", questionnaire=found, filled=cells)


def rival(content: bytes) -> bytes:
    """Fill it with openpyxl, which is told where the questions are."""
    book = load_workbook(io.BytesIO(content))
    sheet = book[SHEET]
    for row in answer_rows(QUESTIONS):
        sheet[f"{ANSWER}{row}"] = "Yes"
        sheet[f"{COMMENT}{row}"] = REMARK
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
