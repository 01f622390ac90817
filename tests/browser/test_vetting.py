"""The admin vets: what is due, a check with its evidence, a firm verified again, and what companies see of it."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
STALE = {1280: "F-011", 390: "F-037"}
"""A stale sample firm for each width, as the demo is shared."""


def test_the_admin_checks_again_and_verifies(page: Page, check, sign_in, width):
    sign_in("admin@auditmatch.example")
    look_at_the_queue(page, check)
    open_the_ledger(page, check, STALE[width])
    record_a_check(page, check)
    look_at_the_check(page, check)
    verify_again(page, check)
    page.get_by_role("link", name="As companies see it").click()
    expect(page.get_by_role("region", name="What was checked, and when").locator("tbody")).to_contain_text(
        "Not insured"
    )
    expect(page.get_by_role("heading", name="What is not checked")).to_be_visible()
    check()


def look_at_the_queue(page: Page, check) -> None:
    page.goto("/admin/vetting")
    expect(page.locator("#standing-chart")).to_be_visible()
    check()
    page.get_by_label("Which checks").select_option("overdue")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("Overdue", exact=True).locator("visible=true").first).to_be_visible()
    check()
    page.goto("/admin/vetting?due=soon&fact=clean_opinion")
    expect(page.get_by_text("Nothing to do here")).to_be_visible()
    check()


def open_the_ledger(page: Page, check, firm: str) -> None:
    page.goto(f"/admin/firms?q={firm}")
    page.get_by_role("rowheader").get_by_role("link").click()
    page.get_by_role("link", name="Vetting ledger").click()
    expect(page.get_by_role("heading", name="Ledger", exact=True)).to_be_visible()
    check()


def record_a_check(page: Page, check) -> None:
    page.get_by_role("row", name="Insurance").get_by_role("link", name="heck").last.click()
    check()
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter where it was looked up")
    check()
    page.get_by_label("No", exact=True).check()
    page.get_by_label("Where was it looked up?").fill("https://insurer.example/certificates")
    file = {"name": "certificate.txt", "mimeType": "text/plain", "buffer": b"none"}
    page.get_by_label("Which file shows it?").set_input_files(file)
    page.get_by_role("button", name="Record the check").click()
    expect(page.get_by_text("Recorded. Insurance: Not insured.")).to_be_visible()
    check()


def look_at_the_check(page: Page, check) -> None:
    page.get_by_role("link", name="Insurance", exact=True).click()
    expect(page.get_by_text("You checked this, so another admin has to confirm it.")).to_be_visible()
    check()
    with page.expect_download() as begun:
        page.get_by_role("link", name="certificate.txt").click()
    assert begun.value.suggested_filename == "certificate.txt"
    page.get_by_role("link", name="Withdraw it").click()
    check()
    page.get_by_role("link", name="Cancel").click()
    page.get_by_role("link", name="Its ledger").click()
    page.get_by_role("row", name="Sample report").get_by_role("link", name="heck").last.click()
    check()
    page.go_back()


def verify_again(page: Page, check) -> None:
    page.get_by_role("link", name="Verify again").click()
    expect(page.get_by_role("radio", name="Verified.")).to_be_checked()
    check()
    page.get_by_role("button", name="Change the status").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the reason")
    check()
    page.get_by_label("Why?").fill("Everything was looked up again.")
    page.get_by_role("button", name="Change the status").click()
    expect(page.get_by_role("region", name="Where it stood").locator("tbody")).to_contain_text(
        "Everything was looked up"
    )
    check()
