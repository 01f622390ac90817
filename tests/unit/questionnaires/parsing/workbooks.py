"""Builds small workbooks for tests; their questions are of our own writing."""

import io
from collections.abc import Mapping, Sequence
from typing import Any

import openpyxl
import xlsxwriter
from openpyxl.worksheet.datavalidation import DataValidation

from questionnaires.parsing.model import Question, Questionnaire
from questionnaires.parsing.read import parse

Rows = Sequence[Sequence[Any]]


def workbook(sheets: Mapping[str, Rows]) -> openpyxl.Workbook:
    """Fill one sheet after the other, each from A1; None leaves a cell out."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for number, cells in enumerate(rows, start=1):
            for column, value in enumerate(cells, start=1):
                if value is not None:
                    sheet.cell(number, column, value)
    return book


def offer(sheet: Any, area: str, formula: str) -> None:
    """Put a list validation over an area."""
    validation = DataValidation(type="list", formula1=formula)
    for one in area.split():
        validation.add(one)
    sheet.add_data_validation(validation)


def to_bytes(book: openpyxl.Workbook) -> bytes:
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_shared_strings(*rows: Sequence[Any]) -> bytes:
    """Write one sheet as most programs do: texts in a table of shared strings."""
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet("Q")
        for number, cells in enumerate(rows):
            sheet.write_row(number, 0, cells)
    return stream.getvalue()


def read(book: openpyxl.Workbook) -> Questionnaire:
    return parse(to_bytes(book), filename="buyer.xlsx")


def read_rows(*rows: Sequence[Any]) -> Questionnaire:
    return read(workbook({"Questions": rows}))


def cells(questions: Sequence[Question]) -> list[tuple[str, object, object]]:
    """Give (text, answer cell, comment cell) of each question."""
    return [(question.question, question.answer_cell, question.comment_cell) for question in questions]
