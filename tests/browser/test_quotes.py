"""From a firm's quote to the company's choice and memo, and what becomes public of it."""

from pathlib import Path

import openpyxl
import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.accounts.seed import DEMO_COMPANY
from foundation.clock import now
from foundation.db import open_engine
from matcher.quotes.measuring import measure
from tests.factories.introduction import add_bare_firm
from tests.factories.people import PASSWORD, make_organisation, password_hash
from tests.factories.quote import add_introduced, add_quote

pytestmark = pytest.mark.browser


@pytest.fixture
def engine(address, demo_folder):
    opened = open_engine(f"sqlite:///{demo_folder / 'instance' / 'auditmatch.db'}")
    yield opened
    opened.dispose()


@pytest.fixture
def introduced(engine, width):
    """Introduce the demo's company to a firm of this window's own; give the firm's e-mail and both ids."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        company = session.scalars(sa.select(Organisation.id).where(Organisation.name == DEMO_COMPANY)).one()
        firm = make_organisation(session, f"Cedar Hollow {width}", OrganisationKind.FIRM)
        person = User(email=f"partner{width}@cedar.example", name="Rae Winter", password_hash=password_hash())
        session.add(person)
        session.flush()
        session.add(Membership(organisation_id=firm.id, user_id=person.id, role=Role.FIRM))
        listed = add_bare_firm(session, f"F-9{width}", platforms=["vanta"])
        listed.name = firm.name
        asked = add_introduced(session, company, firm.id, firm_key=listed.id)
        session.commit()
        return person.email, str(asked.id), str(asked.intake_id)


def test_a_firm_quotes_and_the_company_compares_notes_and_chooses(
    page: Page, check, sign_in, sign_out, introduced, width, tmp_path
):
    email, key, intake_id = introduced
    sign_in(email, PASSWORD)
    quote(page, check, key)
    sign_out()
    sign_in("owner@lanternbrook.example")
    page.goto(f"/introductions/quotes/{intake_id}")
    expect(page.get_by_text("$3,000 above the estimate of $20,000 to $25,000")).to_be_visible()
    expect(page.locator("#first-year-chart")).to_be_visible()
    check()
    page.get_by_role("link", name="quote 1 of Cedar Hollow").click()
    check()
    page.goto(f"/introductions/quotes/{intake_id}")
    note(page, check)
    choose(page, check, f"Cedar Hollow {width}")
    read_the_memo(page, check, tmp_path)


def quote(page: Page, check, key: str) -> None:
    page.goto(f"/portal/introductions/{key}")
    check()
    page.get_by_role("link", name="Your quote").click()
    check()
    page.get_by_role("button", name="Send quote 1").click()
    expect(page.get_by_role("alert")).to_contain_text("Enter your fixed fee")
    check()
    page.get_by_label("What is your fixed fee, in US dollars?").fill("28,000")
    page.get_by_label("Billed at cost", exact=True).check()
    page.get_by_label("On which day do they get the report?").fill("2027-07-15")
    page.get_by_role("button", name="Send quote 1").click()
    expect(page.get_by_text("Quote 1 is sent.")).to_be_visible()
    page.locator("details.quote-sent summary").first.click()
    check()


def note(page: Page, check) -> None:
    page.get_by_role("link", name="Add your notes").click()
    check()
    page.get_by_label("Who is our day-to-day contact, and how senior?").fill("Rae, fifteen years")
    page.get_by_role("button", name="Save your notes").click()
    expect(page.get_by_text("Rae, fifteen years")).to_be_visible()
    check()


def choose(page: Page, check, firm: str) -> None:
    page.get_by_role("link", name="Choose a firm").click()
    check()
    page.get_by_role("button", name="Keep this choice").click()
    expect(page.get_by_role("alert")).to_contain_text("Select a firm, or none of them")
    check()
    page.get_by_label(firm, exact=True).check()
    page.get_by_label("Why?").fill("Clear answers")
    page.get_by_role("button", name="Keep this choice").click()
    expect(page.get_by_role("heading", name=f"You chose {firm}")).to_be_visible()
    check()


def read_the_memo(page: Page, check, folder: Path) -> None:
    page.get_by_role("link", name="Memo for your file").click()
    expect(page.get_by_text("Clear answers")).to_be_visible()
    check()
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download as a workbook (XLSX)").click()
    begun.value.save_as(folder / "memo.xlsx")
    assert "Quotes" in openpyxl.load_workbook(folder / "memo.xlsx").sheetnames
    with page.expect_download() as begun:
        page.get_by_role("link", name="Download as one page (HTML)").click()
    begun.value.save_as(folder / "memo.html")
    page.goto((folder / "memo.html").as_uri())
    expect(page.get_by_text("Clear answers")).to_be_visible()
    check()


def test_the_page_about_ranking_shows_whether_estimates_hold(page: Page, check, sign_in, engine, width):
    with open_session(engine, EVERY_ORGANISATION) as session:
        company = session.scalars(sa.select(Organisation.id).where(Organisation.name == DEMO_COMPANY)).one()
        firm = make_organisation(session, "Quoting firms", OrganisationKind.FIRM)
        for place in range(5):
            listed = add_bare_firm(session, f"F-{width}-{place}")
            asked = add_introduced(session, company, firm.id, firm_key=listed.id)
            add_quote(session, asked, fixed_fee_usd=19_000 + place * 2_000)
        session.commit()
    with open_session(engine, NOBODY, oversees=True) as session:
        measure(session, now())
        session.commit()

    page.goto("/matching/model")
    expect(page.locator("#honesty-chart")).to_be_visible()
    check()
    sign_in("admin@auditmatch.example")
    page.goto("/matching/model")
    expect(page.get_by_role("row", name="Boutique 0 too few to say")).to_be_visible()
    check()
