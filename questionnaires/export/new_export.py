"""Old workbooks, web pages and PDFs with answers: each as a new XLSX that says what it was made from."""

import re
from collections.abc import Mapping, Sequence

from foundation.errors import BadInput
from foundation.tables.plain_text import cell_text
from questionnaires.export.model import FilledCell
from questionnaires.export.new_document import Page, new_workbook, page_of
from questionnaires.parsing.cells import cell_position
from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.model import Question, Questionnaire

_PDF_CELL = re.compile(r"^P[1-9]\d*L[1-9]\d*\.(?:answer|comment)$")
_HEAD = ("Ref", "Section", "Question", "Answer", "Comment", "Page")
_KINDS = {"xls": "an old Excel workbook (XLS)", "html": "a table saved as a web page", "pdf": "a PDF"}


def made_from(filename: str, format_: str) -> str:
    """Say that a new document was made, and why."""
    return (
        f"This is a new document made from {filename}: {_KINDS[format_]} cannot be written into, "
        "so the answers stand here and the original is unchanged."
    )


def export_grids(
    grids: Sequence[Grid], *, format_: str, filename: str, questionnaire: Questionnaire, filled: Sequence[FilledCell]
) -> bytes:
    """Write every sheet's texts in their places, the answers in the answer cells.

    Raises `BadInput` for a sheet or cell that the file has not. Formulas come as the values they had, pictures
    and lists to choose from do not come along; the note says so.
    """
    texts: dict[str, dict[Position, str]] = {grid.name: {} for grid in grids}
    for one in filled:
        where = f"{filename}, sheet '{one.sheet}', cell {one.cell}"
        position = cell_position(one.cell)
        if one.sheet not in texts or position is None:
            raise BadInput("the workbook has no such cell", where)
        texts[one.sheet][position] = cell_text(one.text, where=where)
    heads = {sheet.name: sheet.header_rows for sheet in questionnaire.sheets}
    pages = [page_of(grid, texts[grid.name], heads.get(grid.name, ())) for grid in grids]
    note = (
        made_from(filename, format_),
        "The texts of all sheets stand in the same cells. Formulas are shown by their last values; pictures, colours "
        "and lists to choose from were not carried over.",
    )
    return new_workbook(pages, note)


def export_list(*, filename: str, questionnaire: Questionnaire, filled: Sequence[FilledCell]) -> bytes:
    """Write one row a question with its answer and comment; raises `BadInput` for a cell that is no question's."""
    texts: dict[str, str] = {}
    for one in filled:
        where = f"{filename}, cell {one.cell}"
        if not _PDF_CELL.match(one.cell):
            raise BadInput("the PDF has no such cell", where)
        texts[one.cell] = cell_text(one.text, where=where)
    rows = {1: dict(enumerate(_HEAD, start=1))}
    for row, question in enumerate(questionnaire.questions, start=2):
        rows[row] = {column: text for column, text in enumerate(_row(question, texts), start=1) if text}
    page = Page("Questions and answers", rows, header_rows=(1,))
    return new_workbook([page], (made_from(filename, "pdf"),))


def _row(question: Question, texts: Mapping[str, str]) -> tuple[str, ...]:
    answer = question.answer_cell if isinstance(question.answer_cell, str) else ""
    return (
        question.ref or "",
        question.section or "",
        question.question,
        texts.get(answer, ""),
        texts.get(question.comment_cell or "", ""),
        question.sheet.removeprefix("Page "),
    )
