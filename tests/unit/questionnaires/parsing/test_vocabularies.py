"""The buyer's words behind a list, wherever the file keeps them."""

import time

import pytest
from openpyxl.workbook.defined_name import DefinedName

from questionnaires.parsing.read import parse
from tests.unit.questionnaires.parsing.workbooks import offer, read, to_bytes, workbook
from tests.unit.questionnaires.parsing.zips import rewritten

ROWS = [["Question", "Answer"], ["Do you encrypt data at rest?"], ["Do you test your backups?"]]
LISTS = [["Words"], ["Yes"], ["No"], [None], ["Does not apply"]]


@pytest.mark.parametrize(
    ("formula", "expected"),
    [
        ('"Yes,No,N/A"', ("Yes", "No", "N/A")),
        ('" Yes , No "', ("Yes", "No")),  # the programs trim the words too
        ("Lists!$A$2:$A$5", ("Yes", "No", "Does not apply")),
        ("'Lists'!$A$2:$A$3", ("Yes", "No")),
        ("Lists!$A:$A", ("Words", "Yes", "No", "Does not apply")),
        ("$A$2:$A$3", ("Do you encrypt data at rest?", "Do you test your backups?")),
        ("Answers", ("Yes", "No")),
        ("ANSWERS", ("Yes", "No")),  # names know no case
        ('INDIRECT("Answers")', ("Yes", "No")),
        ("OFFSET(Lists!$A$2,0,0,COUNTA(Lists!$A:$A)-1,1)", ("Yes", "No")),
        ("Nowhere!$A$1:$A$3", None),
        ("UnknownName", None),
    ],
)
def test_a_list_is_found_where_its_formula_points(formula: str, expected: tuple[str, ...] | None) -> None:
    book = workbook({"Q": ROWS, "Lists": LISTS})
    book.defined_names["Answers"] = DefinedName("Answers", attr_text="Lists!$A$2:$A$3")
    offer(book["Q"], "B2:B3", formula)

    assert read(book).questions[0].vocabulary == expected


def test_a_name_local_to_the_sheet_wins_over_the_workbooks() -> None:
    book = workbook({"Q": ROWS, "Lists": LISTS})
    book.defined_names["Answers"] = DefinedName("Answers", attr_text="Lists!$A$2:$A$3")
    book["Q"].defined_names["Answers"] = DefinedName("Answers", attr_text="Lists!$A$5")
    offer(book["Q"], "B2:B3", "Answers")

    assert read(book).questions[0].vocabulary == ("Does not apply",)


def test_the_smallest_of_overlapping_validations_counts() -> None:
    book = workbook({"Q": ROWS})
    offer(book["Q"], "A1:XFD1048576", '"Open,Closed"')
    offer(book["Q"], "B2:B900", '"Yes,No"')

    assert [question.vocabulary for question in read(book).questions] == [("Yes", "No"), ("Yes", "No")]


def test_a_cell_outside_the_validation_has_no_vocabulary() -> None:
    book = workbook({"Q": ROWS})
    offer(book["Q"], "B2", '"Yes,No"')

    assert [question.vocabulary for question in read(book).questions] == [("Yes", "No"), None]


def test_a_list_in_the_extension_of_newer_programs() -> None:
    extension = (
        '<extLst><ext xmlns:x14="http://schemas.microsoft.com/office/spreadsheetml/2009/9/main" uri="{CCE6A557}">'
        '<x14:dataValidations xmlns:xm="http://schemas.microsoft.com/office/excel/2006/main" count="1">'
        '<x14:dataValidation type="list"><x14:formula1><xm:f>Lists!$A$2:$A$3</xm:f></x14:formula1>'
        "<xm:sqref>B2:B3</xm:sqref></x14:dataValidation></x14:dataValidations></ext></extLst></worksheet>"
    )
    content = to_bytes(workbook({"Q": ROWS, "Lists": LISTS}))
    extended = rewritten(
        content, "xl/worksheets/sheet1.xml", lambda part: part.replace(b"</worksheet>", extension.encode())
    )

    found = parse(extended, filename="buyer.xlsx")

    assert [question.vocabulary for question in found.questions] == [("Yes", "No"), ("Yes", "No")]


def test_a_validation_over_a_million_rows_costs_nothing() -> None:
    book = workbook({"Q": ROWS})
    offer(book["Q"], "B2:B1048576 D1:XFD1048576", '"Yes,No"')
    content = to_bytes(book)

    start = time.process_time()
    found = parse(content, filename="buyer.xlsx")

    assert found.questions[0].vocabulary == ("Yes", "No")
    assert time.process_time() - start < 1
