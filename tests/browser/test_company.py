"""The company's job: from the start page to three matches without an account, and an account that keeps them."""

import json
import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser

PASSWORD = "three words beside lanterns"
TOO_SOON = {
    "organisation": "Quillmere Freight (invented)",
    "industry": "logistics",
    "headcount": 40,
    "report_type": "type_2",
    "window_months": 12,
    "categories": ["security"],
    "report_needed_by": (datetime.now(UTC) + timedelta(days=60)).date().isoformat(),
}
"""A year of observation, and the report within two months."""


def test_a_company_without_an_account_finds_three_firms_and_keeps_them(page, check, width):
    fill_the_six_steps(page, check, company=f"Harrowgate Ledger {width}")
    look_at_the_matches(page, check)
    try_a_change(page, check)
    keep_them_in_a_new_account(page, check, email=f"mara{width}@harrowgate.example", company=f"Harrowgate {width}")


def test_a_company_that_no_firm_fits_is_told_what_stands_in_the_way(page, check):
    bring_a_file(page, check, TOO_SOON)
    page.get_by_role("button", name="Find my matches").click()

    expect(page.get_by_role("heading", name="What stands in the way")).to_be_visible()
    expect(page.locator("article.match-card")).to_have_count(0)
    check()
    page.locator(".match-none").get_by_role("listitem").first.get_by_role("link").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Firms that were ruled out")
    check()


def fill_the_six_steps(page: Page, check, company: str) -> None:
    page.goto("/")
    check()
    page.locator("main").get_by_role("link", name="Find an auditor").click()
    check()
    page.get_by_role("link", name="Start", exact=True).click()
    _refuse_without_a_name(page, check)
    page.get_by_label("What is your company called?").fill(company)
    page.get_by_label("Which industry describes it best?").select_option("fintech")
    page.get_by_label("How many people work there?").fill("60")
    page.get_by_label("In which country is it based?").select_option("US")
    _go_on(page, check, "What is examined")
    page.get_by_label("Type 2: how your controls worked over several months").check()
    page.get_by_label("Availability: you promise uptime or recovery").check()
    _go_on(page, check, "Readiness and time")
    page.get_by_label("Our controls stand and leave evidence").check()
    _go_on(page, check, "Budget and priorities")
    page.get_by_label("What is the most you can spend, in US dollars?").fill("60000")
    _go_on(page, check, "What you need of a firm")
    page.get_by_label("English").check()
    _go_on(page, check, "Independence")
    _go_on(page, check, "Review and match")


def _refuse_without_a_name(page: Page, check) -> None:
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter the name of your company")
    check()


def _go_on(page: Page, check, heading: str) -> None:
    page.get_by_role("button", name="Save and continue").click()
    expect(page.get_by_role("heading", level=1)).to_have_text(heading)
    check()


def look_at_the_matches(page: Page, check) -> None:
    page.get_by_role("button", name="Find my matches").click()
    expect(page.locator("article.match-card")).to_have_count(3)
    check()
    page.get_by_role("link", name="All that moved its rank").first.click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Why .+ is number 1$"))
    expect(page.locator("canvas")).to_be_visible()
    check()
    look_at_the_plan(page, check)
    page.get_by_role("link", name="Ruled out").click()
    expect(page.get_by_role("table", name="All firms that were ruled out")).to_be_visible()
    check()
    page.get_by_role("link", name="Side by side").click()
    expect(page.get_by_role("columnheader")).to_have_count(4)
    expect(page.locator("canvas")).to_be_visible()
    check()
    page.get_by_label("Pages of these matches").get_by_role("link", name="Matches").click()
    page.get_by_role("link", name="What the ranking reads").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("How firms are ranked")
    check()
    page.go_back()


def look_at_the_plan(page: Page, check) -> None:
    page.get_by_role("link", name=re.compile("^Plan to the report with")).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(re.compile("^Plan with .+"))
    expect(page.locator("canvas")).to_be_visible()
    check()
    page.get_by_label("Plans with the other matches").get_by_role("link").nth(1).click()
    expect(page.get_by_role("rowheader", name="Type 2 report")).to_be_visible()
    with page.expect_download() as taken:
        page.get_by_role("link", name="Download plan.ics").click()
    assert taken.value.suggested_filename == "plan.ics"
    page.emulate_media(media="print")
    expect(page.get_by_label("Pages of these matches")).to_be_hidden()
    page.emulate_media(media="screen")


def try_a_change(page: Page, check) -> None:
    page.get_by_role("button", name="Try it").first.click()
    expect(page.get_by_role("heading", name="You are trying a change")).to_be_visible()
    check()
    page.get_by_role("link", name="Your intake").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and match")


def keep_them_in_a_new_account(page: Page, check, email: str, company: str) -> None:
    page.get_by_role("link", name="Create an account to keep it").click()
    check()
    page.get_by_label("What is your organisation called?").fill(company)
    page.get_by_label("What is your name?").fill("Mara Example")
    page.get_by_label("What is your e-mail address?").fill(email)
    page.get_by_label("Choose a password").fill(PASSWORD)
    page.get_by_role("button", name="Create the account").click()
    page.get_by_role("button", name="Keep it in my account").click()
    expect(page.get_by_text("The intake is kept in your account.")).to_be_visible()
    check()
    page.goto("/intakes/")
    expect(page.get_by_role("row")).to_have_count(2)
    check()


def bring_a_file(page: Page, check, intake: dict[str, object]) -> None:
    page.goto("/intakes/new")
    page.get_by_role("link", name="Bring an intake.json").click()
    check()
    content = json.dumps(intake).encode()
    page.locator("input[type=file]").set_input_files({"name": "intake.json", "mimeType": "", "buffer": content})
    page.locator("main form button").last.click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Review and match")
    check()
