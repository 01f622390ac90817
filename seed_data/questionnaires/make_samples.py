"""Make the sample questionnaire `marrowfield_vendor_assessment.xlsx` anew; run by hand from the checkout.

The buyer, Marrowfield Foods Cooperative, is invented, and every question is our own writing.
"""

import csv
import sys
from datetime import UTC, datetime
from pathlib import Path

import xlsxwriter
from xlsxwriter.format import Format
from xlsxwriter.workbook import Workbook
from xlsxwriter.worksheet import Worksheet

HERE = Path(__file__).parent
WORKBOOK = "marrowfield_vendor_assessment.xlsx"
WORDS = ("Yes", "No", "Partially", "Not Applicable")
HEADER = ("Ref", "Control area", "Question", "Response", "Comments / evidence")
HEADER_ROW = 7
"""Rows count from 0 here."""


def main() -> None:
    """Write the workbook beside this file."""
    with xlsxwriter.Workbook(HERE / WORKBOOK, {"strings_to_formulas": False}) as book:
        # a fixed day, so that the same questions give the same bytes
        book.set_properties({"title": "Vendor assessment", "created": datetime(2026, 9, 1, tzinfo=UTC)})
        _cover(book)
        _questions(book, "Information Security", "security", "=Lists!$A$2:$A$5")
        _questions(book, "Resilience & Privacy", "privacy", ["Yes", "No", "N/A"])
        _lists(book)


def _cover(book: Workbook) -> None:
    sheet = book.add_worksheet("Read me first")
    sheet.set_column("A:A", 100)
    for row, line in enumerate(
        (
            "Marrowfield Foods Cooperative: vendor security assessment 2026",
            "An invented buyer; sample data of auditmatch.",
            "",
            "Please answer every question on the next two sheets from the drop-down list.",
            "Explain each answer other than Yes in the comments column, and name the evidence you can share.",
            "Do not change the layout: answers are read by a program. Return the file within 15 working days.",
        )
    ):
        sheet.write_string(row, 0, line, book.add_format({"bold": row == 0, "text_wrap": True}))


def _questions(book: Workbook, name: str, part: str, words: str | list[str]) -> None:
    sheet = book.add_worksheet(name)
    for columns, width in (("A:A", 9), ("B:B", 20), ("C:C", 70), ("D:D", 16), ("E:E", 50)):
        sheet.set_column(columns, width)
    title = book.add_format({"bold": True, "font_size": 14})
    sheet.merge_range("A1:E1", f"Marrowfield Foods Cooperative: {name}", title)
    for row, label in enumerate(("Vendor name:", "Completed by:", "Date:", "Service in scope:"), start=2):
        sheet.write_string(row, 0, label)
    head = book.add_format({"bold": True, "bg_color": "#1F3A5F", "font_color": "#FFFFFF", "border": 1})
    sheet.write_row(HEADER_ROW, 0, HEADER, head)
    sheet.freeze_panes(HEADER_ROW + 1, 0)
    last = _rows(sheet, part, book)
    sheet.data_validation(HEADER_ROW + 1, 3, last, 3, {"validate": "list", "source": words, "ignore_blank": True})


def _rows(sheet: Worksheet, part: str, book: Workbook) -> int:
    """Write section rows and questions; give the last row."""
    section = book.add_format({"bold": True, "bg_color": "#DCE6F1"})
    wrap = book.add_format({"text_wrap": True, "valign": "top", "border": 1})
    row = HEADER_ROW
    shown = ""
    for question in _read(part):
        if question["section"] != shown:
            row += 1
            shown = question["section"]
            sheet.merge_range(row, 0, row, 4, shown, section)
        row += 1
        _one(sheet, row, question, wrap)
    return row


def _one(sheet: Worksheet, row: int, question: dict[str, str], wrap: Format) -> None:
    for column, text in enumerate((question["ref"], question["area"], question["question"], "", "")):
        if text:
            sheet.write_string(row, column, text, wrap)
        else:
            sheet.write_blank(row, column, None, wrap)


def _read(part: str) -> list[dict[str, str]]:
    with (HERE / "source" / "marrowfield.csv").open(encoding="utf-8", newline="") as file:
        return [row for row in csv.DictReader(file) if row["part"] == part]


def _lists(book: Workbook) -> None:
    sheet = book.add_worksheet("Lists")
    sheet.write_column(0, 0, ("Response options", *WORDS))
    sheet.hide()


if __name__ == "__main__":
    sys.exit(main())
