"""Correcting what was found in a buyer's file, by keyboard and by click, and going on to the answers."""

import io

import openpyxl
import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

READING_MS = 60_000


def workbook() -> bytes:
    """A sheet whose questions stand in column B; column C holds notes, some of which could be questions."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = "Access"
    sheet.append(["ID", "Question", "Remarks of ours", "Answer", "Reply"])
    for number in range(1, 7):
        note = "Is this one still asked for, and by whom?" if number < 4 else None
        sheet.append([f"A{number}", f"Do you review access list {number} every quarter?", note])
    book.create_sheet("Lists").sheet_state = "hidden"
    book["Lists"].append(["Yes"])
    stream = io.BytesIO()
    book.save(stream)
    return stream.getvalue()


def upload(page: Page, buyer: str) -> None:
    page.goto("/questionnaires/new")
    page.get_by_label("Which buyer sent it?").fill(buyer)
    file = {"name": "access.xlsx", "mimeType": "application/octet-stream", "buffer": workbook()}
    page.get_by_label("Which file is it?").set_input_files(file)
    page.get_by_role("button", name="Read the questions").click()
    expect(page.get_by_text("access.xlsx: 6 questions")).to_be_visible(timeout=READING_MS)


def test_columns_are_corrected_by_keyboard_and_by_click_before_answering(page, check, sign_in, width):
    sign_in("sales@lanternbrook.example")
    upload(page, f"Tarn Valley Water {width}")
    check()
    question = page.get_by_role("button", name="B: Question")

    question.press("ArrowRight")
    page.keyboard.press("q")
    expect(page.get_by_role("button", name="C: Question")).to_be_focused()
    expect(page.get_by_role("button", name="B: Not used")).to_be_visible()
    expect(page.get_by_text("2 changes are not read yet")).to_be_visible()
    check()
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("3 questions, 3 fewer than before")).to_be_visible(timeout=READING_MS)

    page.get_by_role("button", name="B: Not used").click()
    page.get_by_label("Column B").select_option("question")
    expect(page.get_by_role("button", name="C: Not used")).to_be_visible()
    page.get_by_role("button", name="Check again").click()
    expect(page.get_by_text("6 questions, 3 more than before")).to_be_visible(timeout=READING_MS)
    check()
    page.get_by_role("button", name="Looks right, start answering").click()

    expect(page.get_by_role("link", name="Review the answers")).to_be_visible(timeout=READING_MS)


def test_a_row_number_makes_a_header_row_and_a_tab_shows_a_hidden_sheet(page, check, sign_in, width):
    sign_in("sales@lanternbrook.example")
    upload(page, f"Kelso Mills {width}")

    page.get_by_role("button", name="Row 2 is a header").click()
    expect(page.get_by_label("Which rows are headers?").first).to_have_value("1, 2")
    page.get_by_role("link", name="Lists left alone, hidden").click()

    expect(page.get_by_text("hidden in the buyer's file")).to_be_visible()
    expect(page.locator("#sheet-1")).to_be_hidden()
    check()
