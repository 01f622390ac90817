"""From the gaps to steps, the intake and the hand-off."""

import zipfile

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_company_takes_on_a_step_and_hands_its_readiness_on(page: Page, check, sign_in, width):
    sign_in("owner@lanternbrook.example")
    page.goto("/readiness/")
    expect(page.get_by_role("heading", name="What to do next")).to_be_visible()
    check()
    take_on_a_step(page, check, f"Ask counsel, window {width}")
    page.goto("/readiness/")
    page.get_by_role("button", name="Use it in your intake").click()
    expect(page.locator("main h1")).to_be_visible()
    check()
    page.goto("/intakes/readiness")
    check()
    take_out_the_package(page, check)


def take_on_a_step(page: Page, check, step: str) -> None:
    page.get_by_role("link", name="Take on steps").first.click()
    check()
    page.get_by_role("button", name="Take them on").click()
    expect(page.get_by_role("alert")).to_contain_text("Tick a step, or write one of your own")
    check()
    page.get_by_label("Is there another step, in your own words?").fill(step)
    page.get_by_label("By which day?").fill("2026-01-31")
    page.get_by_role("button", name="Take them on").click()
    expect(page.get_by_text("Overdue since 31 January 2026").first).to_be_visible()
    check()
    page.get_by_role("link", name=step).click()
    check()
    page.get_by_label("Done", exact=True).check()
    page.get_by_label("What was done, and where does it show?").fill("Ticket SEC-12")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("counts as covered once a control that is in place names it")).to_be_visible()
    check()


def take_out_the_package(page: Page, check) -> None:
    page.goto("/handoff/")
    check()
    with page.expect_download() as begun:
        page.get_by_role("button", name="Download the package").click()
    with zipfile.ZipFile(begun.value.path()) as packed:
        assert packed.namelist() == ["auditor-handoff.xlsx", "auditor-handoff.html"]
