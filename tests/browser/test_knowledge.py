"""What answers rest on: the pages of controls, facts, approved answers and readiness."""

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_security_lead_looks_up_and_changes_what_answers_rest_on(page, check, sign_in, width):
    sign_in("security@lanternbrook.example")
    find_a_control(page, check)
    add_a_control(page, check, f"ZZ-{width}")
    change_several(page, check, f"Head of Security {width}")
    edit_a_fact(page, check, f"Ledger Street {width}, Denver")
    look_up_an_answer(page, check)
    renew_what_runs_out(page, check)
    page.goto("/readiness/")
    expect(page.get_by_role("heading", level=1)).to_be_visible()
    check()


def find_a_control(page: Page, check) -> None:
    page.goto("/controls/")
    check()
    page.get_by_label("Last test").select_option("exception")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.locator(".collection-found")).to_have_text("3 controls found")
    page.get_by_role("region", name="Controls", exact=True).get_by_role("link").first.click()
    expect(page.get_by_role("heading", name="Last test")).to_be_visible()
    check()
    add_evidence(page, check)
    page.get_by_role("link", name="Record a test", exact=True).click()
    check()
    page.go_back()
    page.get_by_role("link", name="Edit", exact=True).click()
    check()


def add_evidence(page: Page, check) -> None:
    page.get_by_role("link", name="Add evidence").click()
    page.get_by_role("button", name="Add the evidence").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a web address, or choose a file")
    check()
    page.get_by_label("What does it show?").fill("Access review")
    page.get_by_label("Where is it?").fill("https://wiki.example/access-review")
    page.get_by_label("Until which day does it hold?").fill("2020-01-31")
    page.get_by_role("button", name="Add the evidence").click()
    expect(page.get_by_text("Past its day").first).to_be_visible()
    check()
    page.get_by_role("link", name="Remove Access review").first.click()
    check()
    page.get_by_role("button", name="Remove the evidence").click()


def change_several(page: Page, check, owner: str) -> None:
    page.goto("/controls/?status=planned")
    page.get_by_label("Tick ").first.check()
    page.get_by_role("button", name="Change the ticked ones").click()
    check()
    page.get_by_label("Who owns them?").fill(owner)
    page.get_by_role("button", name="Preview").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("1 control would change")
    check()
    page.get_by_role("button", name="Change 1 control").click()
    expect(page.get_by_text("1 control changed.")).to_be_visible()


def add_a_control(page: Page, check, control_id: str) -> None:
    page.goto("/controls/new")
    page.get_by_role("button", name="Add the control").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter a title")
    check()
    page.get_by_label("What is its id?").fill(control_id)
    page.get_by_label("What is it called?").fill("Visitors are escorted")
    page.get_by_label("What do you do?").fill("Visitors of the archive room are escorted.")
    page.get_by_label("Planned").check()
    page.get_by_label("Which criteria does it serve?").fill("CC6.4")
    page.get_by_role("button", name="Add the control").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Visitors are escorted")
    check()


def edit_a_fact(page: Page, check, value: str) -> None:
    page.goto("/facts/")
    check()
    page.get_by_label("Facts").get_by_role("link", name="Edit").last.click()
    page.get_by_label("What is true?").fill(value)
    check()
    page.get_by_role("button", name="Save").click()
    expect(page.get_by_text(value)).to_be_visible()
    check()
    page.get_by_role("button", name="Reviewed today: nothing changed").click()
    expect(page.get_by_text("Reviewed today. The next review is due on")).to_be_visible()
    page.get_by_role("link", name="Every version").click()
    expect(page.get_by_role("heading", name="Reviewed by").first).to_be_visible()
    check()


def look_up_an_answer(page: Page, check) -> None:
    page.goto("/library/")
    check()
    page.get_by_label("Search").fill("encryption keys")
    page.get_by_role("button", name="Show", exact=True).click()
    page.locator("main table").get_by_role("link").first.click()
    check()
    page.get_by_role("link", name="Every version").click()
    expect(page.get_by_role("heading", name="Added by").first).to_be_visible()
    check()
    page.get_by_role("link", name="Back to the approved answer").click()
    page.get_by_role("link", name="Edit", exact=True).click()
    expect(page.get_by_label("Who looks after it?")).to_be_visible()
    check()


def renew_what_runs_out(page: Page, check) -> None:
    page.goto("/library/queue")
    check()
    page.get_by_role("link", name="Choose all on this page").click()
    page.get_by_role("button", name="Renew those chosen").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("Renew")
    check()
    page.get_by_role("link", name="Back without renewing").click()
    page.get_by_role("button", name="Still right: renew").first.click()
    expect(page.get_by_role("status").first).to_contain_text("renewed until")
    page.goto("/library/duplicates")
    expect(page.get_by_role("heading", level=1)).to_have_text("Duplicates")
    check()
