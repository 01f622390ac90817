"""From the signature to the reply: the company, the firm, the admin, and a visitor on the firm's page."""

from datetime import timedelta
from typing import NamedTuple

import pytest
import sqlalchemy as sa
from playwright.sync_api import Page, expect

import auditmatch  # noqa: F401 - loads every model, as the application does
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation, OrganisationKind
from foundation.clock import today
from foundation.db import open_engine
from tests.factories.engagement import add_introduced
from tests.factories.introduction import add_bare_firm
from tests.factories.people import PASSWORD, make_member, make_organisation

pytestmark = pytest.mark.browser
FIRM = "Ashgrove Examiners"


class Fern(NamedTuple):
    """A person of a firm."""

    email: str
    firm_key: str


@pytest.fixture
def fern(address, demo_folder, width):
    """Fern, whose firm the demo's company was just introduced to."""
    engine = open_engine(f"sqlite:///{demo_folder}/instance/auditmatch.db")
    with open_session(engine, EVERY_ORGANISATION) as session:
        company = session.scalars(sa.select(Organisation).where(Organisation.name.startswith("Lanternbrook"))).one()
        house = make_organisation(session, f"Firm {width}", OrganisationKind.FIRM)
        make_member(session, house, f"fern{width}", Role.FIRM)
        listed = add_bare_firm(session, f"F-8{width}", legal_name=f"Firm {width} LLP", vetting_status="verified")
        listed.name = f"{FIRM} {width}"
        firm_key = add_introduced(session, company.id, house.id, firm_key=listed.id).firm_key
        session.commit()
    engine.dispose()
    return Fern(f"fern{width}@example.com", str(firm_key))


def test_an_engagement_from_the_signature_to_the_reply(page: Page, check, sign_in, sign_out, fern, width):
    sign_in("owner@lanternbrook.example")
    sign(page, check, width)
    address = page.url
    sign_out()
    sign_in(fern.email, PASSWORD)
    record_the_window(page, check)
    sign_out()
    sign_in("owner@lanternbrook.example")
    record_the_report(page, check, address)
    rate(page, check)
    sign_out()
    sign_in(fern.email, PASSWORD)
    reply(page, check)
    sign_out()
    read_as_anyone(page, check, fern.firm_key)
    sign_in("admin@auditmatch.example")
    page.goto("/admin/engagements")
    expect(page.get_by_text(f"with {FIRM} {width}").first).to_be_visible()
    check()


def day(days: int) -> str:
    return (today() + timedelta(days=days)).isoformat()


def sign(page: Page, check, width: int) -> None:
    page.goto("/engagements/")
    check()
    page.get_by_role("link", name=f"Record that you signed with {FIRM} {width}").first.click()
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_role("alert")).to_contain_text("Select which report it is for")
    check()
    page.get_by_label("SOC 2 Type 2").check()
    page.get_by_label("Availability").check()
    page.get_by_label("On which day was the engagement letter signed?").fill(day(-220))
    page.get_by_label("On which day shall the window begin?").fill(day(-200))
    page.get_by_label("On which day shall you have the report?").fill(day(-5))
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("5 days overdue so far.").last).to_be_visible()
    check()


def record_the_window(page: Page, check) -> None:
    page.goto("/portal/engagements/")
    check()
    page.get_by_role("link", name="Acme").first.click()
    check()
    page.get_by_role("link", name="Record that the window began").click()
    check()
    page.get_by_label("On which day?").fill(day(-198))
    page.get_by_role("button", name="Record it").click()
    expect(page.get_by_text("Done 2 days later than promised.")).to_be_visible()
    expect(page.locator("#plan-chart")).to_be_visible()
    check()
    page.get_by_role("link", name="Change days").click()
    check()


def record_the_report(page: Page, check, address: str) -> None:
    page.goto(address)
    page.get_by_role("link", name="Record the report").click()
    check()
    page.get_by_label("Which date does the report bear?").fill(day(-1))
    page.get_by_label("Which is the last day of its period?").fill(day(-20))
    page.get_by_label("Unqualified").check()
    page.get_by_label("How many exceptions does it name?").fill("0")
    page.get_by_role("button", name="Go on to the preview").click()
    expect(page.get_by_role("heading", name="What the report changes")).to_be_visible()
    check()
    if page.get_by_label("Leave those that I did not tick").count():
        page.get_by_role("button", name="Record the report and write the facts").click()
        expect(page.get_by_role("alert")).to_contain_text("Tick each fact")
        check()
        for box in page.get_by_label("Replace what is stated").all():
            box.check()
    page.get_by_role("button", name="Record the report and write the facts").click()
    expect(page.get_by_text("Answers cite them from now on")).to_be_visible()
    check()


def rate(page: Page, check) -> None:
    page.get_by_role("link", name="Rate the firm").click()
    check()
    page.get_by_role("button", name="Save the rating").click()
    expect(page.get_by_role("alert")).to_contain_text("Overall: select 1 to 5")
    check()
    for group in page.locator("main fieldset").all():
        group.get_by_label("4", exact=True).check()
    page.get_by_label("What would you tell another company about it?").fill("Clear and never late.")
    page.get_by_label("Show my words on the firm's page").check()
    page.get_by_role("button", name="Save the rating").click()
    expect(page.get_by_text("Clear and never late.")).to_be_visible()
    check()


def reply(page: Page, check) -> None:
    page.goto("/portal/engagements/")
    page.get_by_role("link", name="Acme").first.click()
    page.get_by_role("link", name="Reply to the rating").click()
    check()
    page.get_by_label("What do you say to the rating?").fill("Thank you.")
    page.get_by_role("button", name="Send the reply").click()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    check()


def read_as_anyone(page: Page, check, firm_key: str) -> None:
    page.goto(f"/firms/{firm_key}")
    check()
    page.get_by_role("link", name="What companies say").click()
    expect(page.get_by_text("Clear and never late.")).to_be_visible()
    expect(page.get_by_text("Thank you.")).to_be_visible()
    check()
