"""A workbook with all that an export might lose, macros too: LibreOffice opens it filled and finds all of it."""

from collections.abc import Callable
from typing import Any

import pytest

from questionnaires.parsing.read import parse
from tests.office.exotic import MACROS, exotic
from tests.office.workbooks import QUESTIONS
from tests.unit.questionnaires.export.test_exotic_workbook import WRITTEN, fill, opened
from tests.unit.questionnaires.parsing.zips import parts_of

Convert = Callable[[dict[str, bytes], str], dict[str, bytes]]


@pytest.fixture(scope="module")
def saved(convert: Convert) -> dict[str, bytes]:
    """What LibreOffice made of the filled workbook, and of the one with macros."""
    files = {"plain.xlsx": fill(exotic()), "macros.xlsm": fill(exotic(macros=True), "macros.xlsm")}
    return convert(files, "xlsx")


@pytest.mark.parametrize("stem", ["plain", "macros"])
def test_the_answers_stand_in_their_cells_and_the_formula_in_its_own(saved: dict[str, bytes], stem: str) -> None:
    sheet: Any = opened(saved[stem])["Questions"]

    assert {cell: str(sheet[cell].value) for cell in WRITTEN} == WRITTEN
    assert sheet["F4"].value == '=COUNTIF(C4:C6,"Yes")'


@pytest.mark.parametrize("stem", ["plain", "macros"])
def test_the_buyers_things_are_still_there(saved: dict[str, bytes], stem: str) -> None:
    book: Any = opened(saved[stem])
    sheet = book["Questions"]

    assert [sheet[f"B{row}"].value for row in (4, 5, 6)] == list(QUESTIONS)
    assert "A1:D1" in [str(area) for area in sheet.merged_cells.ranges]
    assert (len(sheet._images), len(sheet._charts)) == (1, 1)
    assert "A note of the buyer" in sheet["B4"].comment.text
    assert sheet["A10"].hyperlink.target == "https://buyer.example/help"
    assert sheet.protection.sheet
    assert not sheet["C4"].protection.locked
    assert str(sheet["A9"].value) == "Write plainly please"
    assert book["Lists"].sheet_state == "hidden"
    assert "Words" in book.defined_names
    assert "Contacts" in book["Lists"].tables
    assert any(b"sparkline" in part for name, part in parts_of(saved[stem]).items() if "worksheets/" in name)


@pytest.mark.parametrize("stem", ["plain", "macros"])
def test_the_lists_that_libreoffice_knows_still_offer_their_words(saved: dict[str, bytes], stem: str) -> None:
    asked = parse(saved[stem], filename="saved.xlsx").questions

    assert [one.vocabulary for one in asked] == [("Yes", "No", "N/A")] * 2 + [None]


def test_the_macros_of_the_filled_workbook_are_the_buyers_own() -> None:
    assert parts_of(fill(exotic(macros=True), "macros.xlsm"))["xl/vbaProject.bin"] == MACROS
