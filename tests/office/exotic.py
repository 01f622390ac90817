"""A buyer's workbook with everything that an export might lose, valid to the last relation; by an invented firm."""

import io
from typing import Any

import xlsxwriter

from tests.office.workbooks import QUESTIONS, image
from tests.unit.questionnaires.parsing.zips import rewritten

MACROS = bytes.fromhex("d0cf11e0a1b11ae1") + bytes(range(256)) * 6
"""Stands for the macros: no program runs it, and no byte of it may change."""
SHEET = "xl/worksheets/sheet1.xml"
_X14_LIST = (
    b'<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" '
    b'uri="{CCE6A557-97BC-4b89-ADB6-D9C93CAAB3DF}"><x14:dataValidations '
    b'xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1"><x14:dataValidation type="list" '
    b'allowBlank="1"><x14:formula1><xm:f>Lists!$A$1:$A$3</xm:f></x14:formula1><xm:sqref>C6</xm:sqref>'
    b"</x14:dataValidation></x14:dataValidations></ext>"
)


def exotic(*, macros: bool = False) -> bytes:
    """Write three questions to answer in C4:D6 of the sheet Questions, and all the rest around them."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        if macros:
            book.add_vba_project(io.BytesIO(MACROS), is_stream=True)
            book.set_vba_name("ThisWorkbook")
        _questions(book)
        _lists(book)
        book.define_name("Words", "=Lists!$A$1:$A$3")
        book.set_custom_property("Buyer", "Invented Buyer Ltd")
    return rewritten(stream.getvalue(), SHEET, lambda part: part.replace(b"<extLst>", _X14_LIST, 1))


def _questions(book: Any) -> None:
    sheet = book.add_worksheet("Questions")
    bold, open_cell = book.add_format({"bold": True, "bg_color": "#DDEEFF"}), book.add_format({"locked": False})
    sheet.merge_range("A1:D1", "Invented Buyer Ltd: supplier review", bold)
    sheet.write_row("A3", ("ID", "Question", "Answer", "Comment"), bold)
    for number, question in enumerate(QUESTIONS, start=1):
        sheet.write_row(2 + number, 0, (f"A-{number}", question))
        sheet.write_blank(2 + number, 2, None, open_cell)
        sheet.write_blank(2 + number, 3, None, open_cell)
    sheet.write_rich_string("A9", "Write ", bold, "plainly", " please")
    sheet.write_url("A10", "https://buyer.example/help", string="Help")
    sheet.write_formula("F4", '=COUNTIF(C4:C6,"Yes")', None, 0)
    sheet.data_validation("C4", {"validate": "list", "source": ["Yes", "No", "N/A"]})
    sheet.data_validation("C5", {"validate": "list", "source": "=Words"})
    sheet.conditional_format("C4:C6", {"type": "cell", "criteria": "==", "value": '"No"', "format": bold})
    sheet.conditional_format("G4:G6", {"type": "data_bar", "data_bar_2010": True})
    sheet.write_comment("B4", "A note of the buyer")
    sheet.insert_image("I2", "logo.png", {"image_data": io.BytesIO(image())})
    sheet.insert_textbox("I8", "Drawn by the buyer")
    sheet.write_column("G4", (3, 1, 2))
    sheet.add_sparkline("H4", {"range": "Questions!G4:G6"})
    chart = book.add_chart({"type": "column"})
    chart.add_series({"values": "=Questions!$G$4:$G$6"})
    sheet.insert_chart("I14", chart)
    sheet.protect("", {"objects": True})
    sheet.freeze_panes(3, 0)


def _lists(book: Any) -> None:
    lists = book.add_worksheet("Lists")
    lists.write_column("A1", ("Yes", "No", "N/A"))
    lists.add_table("C1:D3", {"name": "Contacts", "columns": [{"header": "Role"}, {"header": "Name"}]})
    lists.hide()
