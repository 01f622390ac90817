"""Five hundred files of mixed shape, read and filled one after another: what is held must not grow."""

import csv
import io
from functools import partial

import docx

from bench.memory import growth
from bench.workbooks import workbook
from questionnaires.export.model import FilledCell
from questionnaires.export.write import export
from questionnaires.parsing.read import parse
from tests.layouts import answers, arrangements, headers, rows
from tests.layouts.page import Book

FILES = 500
SIZES = (5, 40, 120)
_LAYOUTS = (
    answers.x_marks_yes_no_na,
    answers.lists_of_their_own_on_each_row,
    answers.merged_answer_cells,
    arrangements.two_tables_side_by_side,
    arrangements.answers_in_the_row_below,
    headers.cover_rows_hide_the_header,
    headers.three_row_merged_header,
    headers.no_header_at_all,
    rows.sig_like_400_rows_with_section_rows,
)


def run() -> None:
    """Print what is held early and in the end, and their ratio."""
    files = mixed_files()
    deeds = [partial(_fill, *files[number % len(files)]) for number in range(FILES)]
    early, late = growth(deeds)
    print(
        f"{FILES} files of {len(files)} shapes one after another: {early / 1e6:.2f} MB held after a tenth, "
        f"{late / 1e6:.2f} MB at the end; {late / early:.2f} of it"
    )


def mixed_files() -> list[tuple[str, bytes]]:
    """Give (name, bytes) of workbooks, lists and documents of many layouts."""
    files = [(f"bench-{size}.xlsx", workbook(size)) for size in SIZES]
    for build in _LAYOUTS:
        book = Book()
        build(book)
        files.append((f"{build.__name__}.xlsx", book.to_bytes()))
    for size in SIZES:
        files += [(f"bench-{size}.csv", _csv(size)), (f"bench-{size}.docx", _docx(size))]
    return files


def _questions(size: int) -> list[tuple[str, str]]:
    return [(f"Q-{number}", f"Do you review access to system number {number}?") for number in range(1, size + 1)]


def _csv(size: int) -> bytes:
    held = io.StringIO()
    writer = csv.writer(held)
    writer.writerow(("No.", "Question", "Answer", "Comment"))
    writer.writerows((*asked, "", "") for asked in _questions(size))
    return held.getvalue().encode()


def _docx(size: int) -> bytes:
    document = docx.Document()
    table = document.add_table(rows=1, cols=3)
    for cell, head in zip(table.rows[0].cells, ("No.", "Question", "Answer"), strict=True):
        cell.text = head
    for ref, question in _questions(size):
        cells = table.add_row().cells
        cells[0].text, cells[1].text = ref, question
    held = io.BytesIO()
    document.save(held)
    return held.getvalue()


def _fill(name: str, content: bytes) -> bytes:
    found = parse(content, filename=name)
    cells = [
        FilledCell(one.sheet, one.answer_cell, "Yes") for one in found.questions if isinstance(one.answer_cell, str)
    ]
    return export(content, filename=name, questionnaire=found, filled=cells)
