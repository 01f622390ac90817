"""Reading and filling a 5,000-question workbook, beside openpyxl's load and save."""

import io

from openpyxl import Workbook, load_workbook

from bench.timing import compare
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse

QUESTIONS = 5_000


def run() -> None:
    """Print the ratio."""
    content = workbook()
    compare("read and fill 5,000 questions", lambda: fill(content), "openpyxl", lambda: rival(content), runs=3)


def workbook() -> bytes:
    """Make the workbook."""
    book = Workbook()
    sheet = book.active
    sheet.append(["ID", "Question", "Response", "Comments"])
    for number in range(1, QUESTIONS + 1):
        sheet.append([f"Q-{number}", f"Do you review access to system number {number} at least once a quarter?"])
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def fill(content: bytes) -> bytes:
    """Fill it our way: find the questions, patch the cells."""
    found = parse(content, filename="bench.xlsx")
    cells = [FilledCell(one.sheet, str(one.answer_cell), "Yes") for one in found.questions]
    assert len(cells) == QUESTIONS
    return export(content, filename="bench.xlsx", questionnaire=found, filled=cells)


def rival(content: bytes) -> bytes:
    """Fill it with openpyxl, which is told where the questions are."""
    book = load_workbook(io.BytesIO(content))
    for row in range(2, QUESTIONS + 2):
        book.active[f"C{row}"] = "Yes"
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()
