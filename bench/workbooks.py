"""The workbooks that the benchmarks read: invented, and laid out as buyers lay theirs out."""

import io

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

SHEET = "Questionnaire"
FIRST_ROW = 5
"""Row of the first section, from 1."""
ANSWER, COMMENT = "E", "F"
_HEADS = ("No.", "Domain", "Control", "Question", "Response", "Comments", "Evidence", "Guidance", "Score")
_A_SECTION = 25
"""Questions under one section row."""
_DEEDS = ("review access to", "encrypt backups of", "log changes to", "test recovery of", "restrict administration of")


def workbook(questions: int) -> bytes:
    """Make a workbook with a cover, sections, styles, lists to choose from and shared strings."""
    held = io.BytesIO()
    with xlsxwriter.Workbook(held, {"in_memory": True}) as book:
        cover = book.add_worksheet("Cover")
        cover.write_column(0, 0, ["Supplier security questionnaire", "Please answer every question.", "Invented Ltd."])
        sheet = book.add_worksheet(SHEET)
        lists = book.add_worksheet("Lists")
        lists.write_column(0, 0, ["Yes", "No", "Partially", "Not applicable"])
        lists.hide()
        last = _write_questions(book, sheet, questions)
        sheet.data_validation(f"{ANSWER}{FIRST_ROW}:{ANSWER}{last}", {"validate": "list", "source": "=Lists!$A$1:$A$4"})
        sheet.conditional_format(
            f"{ANSWER}{FIRST_ROW}:{ANSWER}{last}",
            {"type": "blanks", "format": book.add_format({"bg_color": "#FFEEEE"})},
        )
        sheet.set_column("D:D", 60)
    return held.getvalue()


def answer_rows(questions: int) -> list[int]:
    """Give the row of each question."""
    return [FIRST_ROW + number + number // _A_SECTION + 1 for number in range(questions)]


def _write_questions(book: Workbook, sheet: Worksheet, questions: int) -> int:
    """Write header, sections and questions; gives the last row."""
    wrapped = book.add_format({"text_wrap": True, "border": 1})
    open_cell = book.add_format({"locked": False, "border": 1, "bg_color": "#FFFFEE"})
    bold = book.add_format({"bold": True, "bg_color": "#DDDDFF"})
    sheet.write(0, 0, "Supplier security questionnaire", bold)
    sheet.write_row(FIRST_ROW - 2, 0, _HEADS, bold)
    row = FIRST_ROW
    for number, row in enumerate(answer_rows(questions)):
        if number % _A_SECTION == 0:
            sheet.write(row - 2, 3, f"Section {number // _A_SECTION + 1} of the assessment", bold)
        _write_question(sheet, row - 1, number, wrapped, open_cell)
    return row


def _write_question(sheet: Worksheet, row: int, number: int, wrapped: Format, open_cell: Format) -> None:
    deed = _DEEDS[number % len(_DEEDS)]
    asked = f"Do you {deed} system number {number + 1} at least once a quarter, and keep a record of it?"
    texts = (f"Q-{number + 1}", f"Domain {number // 500 + 1}", f"C-{number // 5 + 1}", asked)
    for column, text in enumerate(texts):
        sheet.write_string(row, column, text, wrapped)
    for column in (4, 5, 6):
        sheet.write_blank(row, column, None, open_cell)
    sheet.write_string(row, 7, f"Name who does it and how you {deed} it.", wrapped)
    sheet.write_number(row, 8, number % 5 + 1, wrapped)
