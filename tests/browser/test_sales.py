"""Sales' job: the buyer's workbook goes in, is answered and approved, and comes back with nothing else touched."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import Locator, Page, expect

from foundation.assets import asset
from tests.support.workbook import cells, changed_parts

pytestmark = pytest.mark.browser

WORKBOOK = asset("seed_data/questionnaires/marrowfield_vendor_assessment.xlsx")
BUYERS_WORDS = {"Yes", "No", "Partially", "Not Applicable"}
SECURITY, RESILIENCE = "Information Security", "Resilience & Privacy"
READING_MS, ANSWERING_MS = 30_000, 60_000


def test_sales_takes_out_the_buyers_workbook_with_what_the_owner_approved(page, check, sign_in, sign_out, width):
    buyer = f"Marrowfield Foods {width}"
    sign_in("sales@lanternbrook.example")
    upload(page, check, buyer)
    have_it_answered(page, check)
    sign_out()
    sign_in("owner@lanternbrook.example")
    open_review(page, check, buyer)
    approve_by_keyboard(page)
    edit_by_keyboard(page, check)
    approve_the_sure_ones(page, check)
    approved = approved_places(page)
    sign_out()
    sign_in("sales@lanternbrook.example")

    filled = export(page, check, buyer)

    assert_only_these_are_filled(WORKBOOK.read_bytes(), filled, approved)
    send(page, check, buyer)


def send(page: Page, check, buyer: str) -> None:
    """Mark the file as sent, and find what was said in the register."""
    page.get_by_role("button", name="Mark as sent").click()
    expect(page.get_by_text("Revision 1 went to the buyer")).to_be_visible()
    check()
    page.goto(f"/commitments/?show=all&search={buyer.replace(' ', '+')}")
    expect(page.get_by_text(buyer).first).to_be_visible()
    check()
    page.goto("/questionnaires/?life=sent")
    expect(page.get_by_role("link", name=buyer)).to_be_visible()
    check()


def test_sales_asks_one_question_and_sends_an_open_one_on(page, check, sign_in):
    sign_in("sales@lanternbrook.example")
    page.goto("/questionnaires/")
    page.get_by_label("Ask one security question").fill("Is customer data encrypted at rest?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("article")).to_contain_text("Yes. Data at rest is encrypted with AES-256.")
    check()
    page.get_by_label("Ask one security question").fill("Are our pallets fumigated?")
    page.get_by_role("button", name="Ask", exact=True).click()
    expect(page.get_by_role("article")).to_contain_text("No answer yet")
    check()
    page.get_by_label("Who asks, and by when?").fill("Marrowfield Foods, on Thursday")
    page.get_by_role("button", name="Send to security").click()
    expect(page.get_by_text("who may answer it")).to_be_visible()
    check()


def test_the_security_lead_sees_how_sure_answers_are(page, check, sign_in):
    sign_in("security@lanternbrook.example")
    page.goto("/reliability/")
    expect(page.get_by_role("heading", name="How sure the answers are")).to_be_visible()
    check()


def upload(page: Page, check, buyer: str) -> None:
    page.goto("/questionnaires/new")
    check()
    page.get_by_role("button", name="Read the questions").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the buyer's name")
    check()
    page.get_by_label("Which buyer sent it?").fill(buyer)
    page.get_by_label("Which file is it?").set_input_files(WORKBOOK)
    page.get_by_role("button", name="Read the questions").click()
    expect(page.get_by_text("70 questions").first).to_be_visible(timeout=READING_MS)
    expect(page.get_by_label("First rows of sheet Information Security").get_by_label("Column D")).to_have_value(
        "answer"
    )
    check()


def have_it_answered(page: Page, check) -> None:
    page.get_by_role("button", name="Looks right, start answering").click()
    expect(page.get_by_role("link", name="Review the answers")).to_be_visible(timeout=ANSWERING_MS)
    check()
    page.goto("/questionnaires/")
    check()


def open_review(page: Page, check, buyer: str) -> None:
    page.goto("/questionnaires/")
    page.get_by_role("link", name=buyer).click()
    page.get_by_role("link", name="Review the answers").click()
    check()


def answer_to(page: Page, ref: str) -> Locator:
    return page.locator(".q-answer").filter(has=page.locator(".q-ref").get_by_text(ref, exact=True))


def approve_by_keyboard(page: Page) -> None:
    page.locator("body").press("j")
    first = answer_to(page, "1.1")
    expect(first).to_be_focused()
    page.keyboard.press("a")
    expect(first.locator(".app-badge").first).to_have_text("Approved")
    expect(first).to_be_focused()


def edit_by_keyboard(page: Page, check) -> None:
    page.keyboard.press("j")
    second = answer_to(page, "1.2")
    expect(second).to_be_focused()
    page.keyboard.press("e")
    second.get_by_label("What is the answer?").select_option("Partially")
    second.get_by_label("How is it explained?").fill("=The head of security; no direct line yet.")
    check()
    second.get_by_role("button", name="Save and approve").click()
    expect(second.locator(".app-badge").first).to_have_text("Approved")
    page.keyboard.press("k")
    expect(answer_to(page, "1.1")).to_be_focused()


def approve_the_sure_ones(page: Page, check) -> None:
    page.get_by_label("How sure").select_option("auto")
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name="Approve all drafts shown").click()
    check()
    page.get_by_role("button", name=re.compile(r"^Approve \d+ answers$")).click()
    expect(page.get_by_role("button", name="Write the file")).to_be_visible()
    check()


def approved_places(page: Page) -> set[tuple[str, int]]:
    """Read sheet and row of every approved answer off the review, page after page."""
    page.goto(re.split("[?#]", page.url)[0] + "/review?state=approved")
    metas = page.locator(".q-meta").all_inner_texts()
    while (following := page.locator("a[rel=next]")).count():
        following.click()
        page.wait_for_load_state()
        metas += page.locator(".q-meta").all_inner_texts()
    found = [re.search(rf"({SECURITY}|{RESILIENCE}), row (\d+)", meta) for meta in metas]
    return {(place[1], int(place[2])) for place in found if place}


def export(page: Page, check, buyer: str) -> bytes:
    page.goto("/questionnaires/")
    page.get_by_role("link", name=buyer).click()
    page.get_by_role("button", name="Write the file").click()
    check()
    with page.expect_download() as download:
        page.locator("#exports").get_by_role("link").first.click()
    return Path(download.value.path()).read_bytes()


def assert_only_these_are_filled(before: bytes, after: bytes, approved: set[tuple[str, int]]) -> None:
    """Columns D (the buyer's words) and E (comments) hold what is approved, a typed = left out; all else as before."""
    old, new = cells(before), cells(after)
    written = {place: value for place, value in new.items() if old.get(place) != value}
    answers = {(sheet, int(cell[1:])): value for (sheet, cell), value in written.items() if cell[0] == "D"}
    comments = {(sheet, int(cell[1:])): value for (sheet, cell), value in written.items() if cell[0] == "E"}
    assert len(approved) > 5
    assert old.keys() <= new.keys()
    assert len(answers) + len(comments) == len(written)
    assert answers.keys() | comments.keys() == approved
    assert {value for place, value in answers.items() if place[0] == SECURITY} <= BUYERS_WORDS
    assert answers[SECURITY, 11] == "Partially"
    assert comments[SECURITY, 11] == "The head of security; no direct line yet."
    # the sample asks for recalculation on load already, so that xl/workbook.xml stays as it was too
    assert changed_parts(before, after) == {"xl/worksheets/sheet2.xml", "xl/worksheets/sheet3.xml"}
