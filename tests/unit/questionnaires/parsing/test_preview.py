"""What the preview shows of a sheet: merges, long covers, wide sheets, hidden columns."""

import io

import openpyxl

from questionnaires.parsing.model import Sort
from questionnaires.parsing.preview import SheetPreview, preview
from questionnaires.parsing.preview_json import LONGEST_TEXT, previews_json
from questionnaires.parsing.read import parse


def shown(book: openpyxl.Workbook, rows: int = 40) -> tuple[SheetPreview, ...]:
    stream = io.BytesIO()
    book.save(stream)
    content = stream.getvalue()
    return preview(content, filename="b.xlsx", questionnaire=parse(content, filename="b.xlsx"), rows=rows)


def workbook(cover: int = 0, asked: int = 4) -> openpyxl.Workbook:
    book = openpyxl.Workbook()
    sheet = book.active
    for number in range(1, cover + 1):
        sheet.cell(number, 1, f"Note {number}")
    for column, title in enumerate(("ID", "Question", "Answer"), start=1):
        sheet.cell(cover + 1, column, title)
    for number in range(1, asked + 1):
        sheet.cell(cover + 1 + number, 1, f"Q{number}")
        sheet.cell(cover + 1 + number, 2, f"Do you review access list {number}?")
    return book


def test_a_merged_cell_spans_the_shown_cells_that_it_covers() -> None:
    book = workbook(cover=2)
    book.active.merge_cells("A1:C2")

    first, second = shown(book)[0].rows[:2]

    # row 2 holds its text under the merge no more, so that it is not shown at all
    assert first.spans == {0: (3, 1)}
    assert (first.covered, second.number) == (frozenset({1, 2}), 3)


def test_a_question_merged_downwards_spans_its_rows() -> None:
    book = workbook()
    for row, text in ((2, "Yes"), (3, "No")):
        book.active.cell(row, 4, text)
    book.active.merge_cells("B2:B3")

    rows = {row.number: row for row in shown(book)[0].rows}

    assert rows[2].spans == {1: (1, 2)}
    assert rows[3].covered == {1}


def test_after_a_long_cover_the_rows_around_the_first_question_are_shown() -> None:
    sheet = shown(workbook(cover=60, asked=20), rows=20)[0]

    assert [row.number for row in sheet.rows] == [*range(1, 6), *range(57, 72)]
    assert (sheet.first_question, sheet.question_count, sheet.row_count) == (62, 20, 81)


def test_a_cover_that_fits_is_shown_without_a_gap() -> None:
    assert [row.number for row in shown(workbook(cover=7), rows=20)[0].rows] == list(range(1, 13))


def test_a_wide_sheet_leaves_out_columns_without_text() -> None:
    book = workbook()
    book.active.cell(1, 180, "Scoring")

    assert shown(book)[0].columns == ("A", "B", "C", "FX")


def test_hidden_columns_are_told() -> None:
    book = workbook()
    book.active.column_dimensions["A"].hidden = True

    assert shown(book)[0].hidden_columns == ("A",)


def test_every_question_that_was_read_is_called_one_and_no_other_row() -> None:
    rows = shown(workbook(cover=1))[0].rows

    assert [row.sort for row in rows] == [Sort.OTHER, Sort.HEADER, *[Sort.QUESTION] * 4]


def test_as_plain_values_a_long_text_is_cut_and_spans_are_lists() -> None:
    book = workbook(cover=1)
    book.active["A1"] = "x" * (LONGEST_TEXT + 1)
    book.active.merge_cells("A1:B1")

    told = previews_json(shown(book))[0]["rows"][0]

    assert told["cells"] == ["x" * (LONGEST_TEXT - 1) + "…", "", ""]
    assert (told["spans"], told["covered"]) == ([[0, 2, 1]], [1])
