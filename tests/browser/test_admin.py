"""The admin's job: find a firm, import a file with a preview, edit with a source, suspend, export."""

import csv
import io
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

pytestmark = pytest.mark.browser


def test_the_admin_keeps_the_directory(page, check, sign_in, width):
    firm = f"Thistlewick {width} Examiners"
    sign_in("admin@auditmatch.example")
    check()
    add_a_firm(page, check, firm, width)
    find_it(page, check, firm)
    import_a_file(page, check, firm, width)
    edit_it(page, check, firm)
    suspend_it(page, check)

    exported = export(page)

    assert exported[f"T-{width}"]["name"] == firm
    assert exported[f"T-{width}"]["vetting_status"] == "suspended"
    assert exported[f"T-{width}"]["cisa_count"] == "11"
    assert exported[f"T-{width}"]["cpa_count"] == "23"
    assert f"T-{width}-x" not in exported


def add_a_firm(page: Page, check, firm: str, width: int) -> None:
    page.goto("/admin/firms/new")
    check()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("alert")).to_be_visible()
    check()
    page.get_by_label("What is the firm's id in files?").fill(f"T-{width}")
    page.get_by_label("What is the firm's name?").fill(firm)
    page.get_by_label("Where are these values from?").fill("Invented for a test")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text(firm)
    check()


def find_it(page: Page, check, firm: str) -> None:
    page.goto("/admin/firms")
    check()
    page.get_by_label("Vetting").select_option("verified")
    page.get_by_label("Order").select_option("fee")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("table", name="Firms with their vetting").get_by_role("row").nth(1)).to_be_visible()
    check()
    page.get_by_role("link", name="Show all").click()
    page.get_by_label("Name, id or licence").fill("nothing is called so")
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_text("No firm fits")).to_be_visible()
    check()
    page.get_by_label("Name, id or licence").fill(firm)
    page.get_by_role("button", name="Show", exact=True).click()
    expect(page.get_by_role("rowheader")).to_have_count(1)


def import_a_file(page: Page, check, firm: str, width: int) -> None:
    rows = f"firm_id,name,cpa_count,tier\nT-{width},{firm},23,national\nT-{width}-x,Bad row,many,national\n"
    page.goto("/admin/firms")
    page.get_by_role("link", name="Import a file").click()
    check()
    file = {"name": "firms.csv", "mimeType": "text/csv", "buffer": rows.encode()}
    page.get_by_label("Which file holds the firms?").set_input_files(file)
    page.get_by_label("Where is the file from?").fill("Invented for a test")
    page.get_by_role("button", name="Go on to the preview").click()
    expect(page.get_by_label("In short")).to_contain_text("1 changed")
    expect(page.get_by_label("In short")).to_contain_text("1 refused")
    expect(page.get_by_role("region", name="Refused").locator("tbody")).to_contain_text("cpa_count")
    check()
    page.get_by_role("checkbox").first.check()
    page.get_by_role("button", name="Import", exact=True).click()
    check()


def edit_it(page: Page, check, firm: str) -> None:
    page.goto("/admin/firms")
    page.get_by_label("Name, id or licence").fill(firm)
    page.get_by_role("button", name="Show", exact=True).click()
    page.get_by_role("link", name=firm).click()
    page.get_by_role("link", name="Edit", exact=True).click()
    check()
    page.locator("#cisa_count").fill("11")
    page.get_by_label("Where are these values from?").fill("https://register.example/thistlewick")
    page.get_by_role("button", name="Save", exact=True).click()
    history = page.get_by_role("region", name="History").first
    expect(history.locator("tbody tr").first).to_contain_text("11")
    expect(history.get_by_role("link", name="https://register.example/thistlewick")).to_be_visible()
    check()


def suspend_it(page: Page, check) -> None:
    page.get_by_role("link", name="Suspend").click()
    check()
    page.get_by_label("Why?").fill("Its licence is not found in the register.")
    page.get_by_role("button", name="Suspend the firm").click()
    expect(page.get_by_role("link", name="Reinstate")).to_be_visible()
    check()
    page.get_by_role("link", name="As companies see it").click()
    check()


def export(page: Page) -> dict[str, dict[str, str]]:
    page.goto("/admin/firms")
    with page.expect_download() as download:
        page.get_by_role("link", name="Export").click()
    text = Path(download.value.path()).read_text(encoding="utf-8-sig")
    return {row["firm_id"]: row for row in csv.DictReader(io.StringIO(text))}


def test_the_admin_sees_how_the_installation_does(page, check, sign_in):
    sign_in("admin@auditmatch.example")
    page.goto("/admin/status")
    expect(page.get_by_role("heading", level=2)).to_have_text(["Work in the background", "Mails", "Data", "Version"])
    check()
    page.goto("/admin/jobs")
    expect(page.get_by_text("Nothing has stopped")).to_be_visible()
    check()
