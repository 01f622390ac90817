"""What is kept: taken out and deleted through the pages, by keyboard and pointer, at both widths."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser
PASSWORD = "a long walk by the sea"


def test_an_owner_takes_everything_out_and_deletes_the_organisation(page, check, width, tmp_path, sign_in):
    company = f"Shortlived Sails {width}"
    open_account(page, company, f"ida{width}@shortlived.example")
    page.goto("/organisation")
    page.get_by_role("link", name="Data", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Your organisation's data")
    check()
    take_out(page, check, tmp_path)
    page.get_by_role("link", name=f"Delete {company}").click()
    check()
    page.get_by_role("button", name=f"Delete {company} for good").click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    page.get_by_label("What is the organisation called?").fill(company)
    page.get_by_label("What is your password?").fill(PASSWORD)
    page.get_by_role("button", name=f"Delete {company} for good").click()
    expect(page.get_by_role("status")).to_contain_text("The organisation is deleted")
    expect(page.locator("header").get_by_text("Sign in")).to_have_count(1)
    sign_in("admin@auditmatch.example")
    page.goto("/trail")
    expect(page.locator("main")).to_contain_text("Person 1 of deleted organisation")
    expect(page.locator("main")).not_to_contain_text(company)
    check()


def test_the_last_owner_is_told_why_the_account_stays(page, check, width):
    open_account(page, f"Lonely Sails {width}", f"jo{width}@shortlived.example")
    page.goto("/account")
    page.get_by_role("link", name="Delete your account").click()
    check()
    page.get_by_label("What is your password?").fill(PASSWORD)
    page.get_by_role("button", name="Delete my account for good").click()
    expect(page.get_by_role("alert")).to_contain_text("Make somebody else an owner first, or delete the organisation")
    check()


def test_a_visitor_reads_what_is_kept(page, check):
    page.goto("/")
    page.get_by_role("link", name="What is kept, and for how long").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("What is kept, and for how long")
    check()


def open_account(page: Page, company: str, email: str) -> None:
    page.goto("/sign-up")
    page.get_by_label("What is your organisation called?").fill(company)
    page.get_by_label("What is your name?").fill("Ida Example")
    page.get_by_label("What is your e-mail address?").fill(email)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.wait_for_url("/")


def take_out(page: Page, check, tmp_path) -> None:
    page.get_by_role("button", name="Pack everything").click()
    page.get_by_role("button", name="Download it").wait_for(timeout=70_000)
    check()
    with page.expect_download() as downloading:
        page.get_by_role("button", name="Download it").click()
    downloading.value.save_as(tmp_path / "everything.zip")
    assert "README.txt" in zipfile.ZipFile(tmp_path / "everything.zip").namelist()
