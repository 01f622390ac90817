"""The firm's form of a quote: what it takes, what it refuses and says instead, and what it never shows."""

import re

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.clock import now
from matcher.firms.models import Firm
from matcher.introductions.models import Introduction
from matcher.introductions.states import Stage
from matcher.quotes.models import Quote
from matcher.quotes.words import BridgeLetter, CategoryTerms, ReadinessHelp, Seniority, Travel
from tests.factories.quote import ENTERED, add_introduced

WHOLE = ENTERED | {
    "included": ["scoping", "fieldwork"],
    "included_note": "Two calls",
    "extra_categories": "fee",
    "extra_category_fee_usd": "$3,000",
    "travel": "at_cost",
    "travel_cap_usd": "1 500",
    "readiness": "fee",
    "readiness_fee_usd": "6000",
    "bridge_letter": "included",
    "change_orders": "Only in writing",
    "multi_year_years": "3",
    "multi_year_fee_usd": "22000",
    "start_on": "2027-01-04",
    "fieldwork_start_on": "2027-06-01",
    "fieldwork_end_on": "2027-06-20",
    "report_on": "2027-07-15",
    "lead_seniority": "manager",
    "team": "One partner, two seniors",
    "experience": "Nine like it",
    "exception_process": "You hear of it the same day",
    "platforms": ["vanta", "spreadsheet"],
    "platform_demo": "yes",
    "valid_until": "2099-12-31",
    "note": "Hello",
}


@pytest.fixture
def introduced(app):
    """Introduce Acme to the firm of Fiona's people; give the address of the form."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        ids = {one.name: one.id for one in session.scalars(sa.select(Organisation))}
        key = add_introduced(session, ids["Acme"], ids["Invented Assurance"]).id
        session.commit()
    return f"/portal/introductions/{key}/quote"


@pytest.fixture
def put(app):
    """Change columns of the only row of a model."""

    def changed(model, **values):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            row = session.scalars(sa.select(model)).one()
            for name, value in values.items():
                setattr(row, name, value)
            session.commit()

    return changed


def kept(app):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(sa.select(Quote).order_by(Quote.number)).all()


def test_a_fee_is_all_that_must_be_said_and_the_rest_stays_unknown(app, sign_in, introduced):
    answer = sign_in("fiona").post(introduced, data=ENTERED)

    (quote,) = kept(app)
    assert (answer.status_code, answer.location) == (303, introduced)
    assert (quote.fixed_fee_usd, quote.number) == (24_000, 1)
    unsaid = {
        "extra_categories",
        "travel",
        "readiness",
        "bridge_letter",
        "lead_seniority",
        "platform_demo",
        "report_on",
    }
    assert {name for name in unsaid if getattr(quote, name) is None} == unsaid
    assert (quote.included, quote.platforms) == ([], [])


def test_every_term_is_kept_as_it_was_entered(app, sign_in, introduced):
    assert sign_in("fiona").post(introduced, data=WHOLE).status_code == 303

    (quote,) = kept(app)
    assert (quote.extra_categories, quote.extra_category_fee_usd) == (CategoryTerms.FEE, 3_000)
    assert (quote.travel, quote.travel_cap_usd) == (Travel.AT_COST, 1_500)
    assert (quote.readiness, quote.readiness_fee_usd) == (ReadinessHelp.FEE, 6_000)
    assert (quote.bridge_letter, quote.bridge_letter_fee_usd) == (BridgeLetter.INCLUDED, None)
    assert (quote.multi_year_years, quote.multi_year_fee_usd) == (3, 22_000)
    assert quote.report_on.isoformat() == "2027-07-15"
    assert (quote.lead_seniority, quote.platform_demo) == (Seniority.MANAGER, True)
    assert (quote.included, quote.platforms) == (["scoping", "fieldwork"], ["vanta", "spreadsheet"])


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"fixed_fee_usd": ""}, "Enter your fixed fee, such as 24,000"),
        ({"fixed_fee_usd": "about 20k"}, "Enter a whole number in digits"),
        ({"fixed_fee_usd": "0"}, "Enter an amount from 1 to 2,000,000,000"),
        ({"fixed_fee_usd": "9999999999"}, "Enter an amount from 1 to 2,000,000,000"),
        ({"included": ["a clean opinion"]}, "Tick only answers of the list"),
        ({"travel": "elephant"}, "Select one of the answers"),
        ({"readiness": "fee"}, "Enter the fee, or choose another answer above"),
        ({"bridge_letter_fee_usd": "500"}, "Leave this empty, or choose above that it has a fee of its own"),
        ({"travel_cap_usd": "500"}, "Leave this empty, or choose above that travel is billed at cost"),
        ({"multi_year_years": "3"}, "Enter both, the years and the fee"),
        ({"multi_year_years": "9", "multi_year_fee_usd": "1"}, "Enter 2, 3, 4 or 5"),
        ({"start_on": "2027-02-30"}, "Enter a day that exists"),
        ({"start_on": "2027-02-02", "report_on": "2027-02-01"}, "The report cannot come before the start"),
        (
            {"fieldwork_start_on": "2027-02-02", "fieldwork_end_on": "2027-02-01"},
            "Fieldwork cannot end before it begins",
        ),
        ({"valid_until": "2020-01-01"}, "Enter today or a day to come"),
        ({"team": "x" * 2_001}, "Enter at most 2,000 characters"),
    ],
)
def test_what_cannot_be_is_refused_with_what_to_do_and_nothing_is_kept(app, sign_in, introduced, wrong, told):
    answer = sign_in("fiona").post(introduced, data=ENTERED | wrong)

    assert answer.status_code == 422
    assert told in answer.text
    assert kept(app) == []


def test_what_was_entered_stays_in_the_form_when_it_is_refused(sign_in, introduced):
    page = sign_in("fiona").post(introduced, data=WHOLE | {"fixed_fee_usd": ""}).text

    assert "You hear of it the same day" in page
    assert re.search(r'<input checked[^>]*value="at_cost"', page)


def test_hostile_text_is_only_text_and_control_characters_are_left_out(sign_in, introduced):
    fiona = sign_in("fiona")
    fiona.post(introduced, data=ENTERED | {"team": "<script>alert(1)</script>\x00\x07 two"})

    page = fiona.get(introduced).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt; two" in page
    assert "<script>alert" not in page


def test_the_first_form_begins_from_the_directory_and_says_so(sign_in, introduced, put):
    put(Firm, platforms=["vanta", "unheard_of"], exception_process="We call you at once")

    page = sign_in("fiona").get(introduced).text

    assert "We call you at once" in page
    assert re.search(r'<input checked[^>]*value="vanta"', page)
    assert page.count("Taken from your directory profile: change it if it no longer holds") == 2
    assert "unheard_of" not in page


def test_a_second_quote_begins_from_the_first_and_supersedes_it(app, sign_in, introduced):
    fiona = sign_in("fiona")
    fiona.post(introduced, data=WHOLE)

    page = fiona.get(introduced).text
    assert "Taken from your directory profile" not in page
    assert re.search(r'name="seen"[^>]*value="1"', page)
    assert fiona.post(introduced, data=WHOLE | {"seen": "1", "fixed_fee_usd": "20000"}).status_code == 303

    page = fiona.get(introduced).text
    assert [(quote.number, quote.fixed_fee_usd) for quote in kept(app)] == [(1, 24_000), (2, 20_000)]
    assert page.index("Counts") < page.index("Superseded")


def test_a_quote_from_a_page_that_is_out_of_date_is_refused(app, sign_in, introduced):
    fiona = sign_in("fiona")
    fiona.post(introduced, data=ENTERED)

    answer = fiona.post(introduced, data=ENTERED)

    assert answer.status_code == 409
    assert "A colleague sent a quote while you had this one open" in answer.text
    assert len(kept(app)) == 1


@pytest.mark.parametrize("stage", [Stage.OFFERED, Stage.ACCEPTED])
def test_before_consent_there_is_no_form_and_no_name(app, sign_in, introduced, put, stage):
    put(Introduction, stage=stage)
    fiona = sign_in("fiona")

    page = fiona.get(introduced).text

    assert "Acme" not in page
    assert "You can quote once the company has consented to be introduced" in page
    assert 'name="fixed_fee_usd"' not in page
    refused = fiona.post(introduced, data=ENTERED)
    assert (refused.status_code, "Acme" in refused.text, kept(app)) == (409, False, [])


def test_after_the_request_is_over_quotes_can_be_read_and_the_name_is_gone(sign_in, introduced, put):
    fiona = sign_in("fiona")
    fiona.post(introduced, data=WHOLE)
    put(Introduction, stage=Stage.WITHDRAWN, closed_at=now())

    page = fiona.get(introduced).text

    assert "no further quote is taken" in page
    assert "Nine like it" in page
    assert "Acme" not in page
    assert fiona.post(introduced, data=WHOLE | {"seen": "1"}).status_code == 409


@pytest.mark.parametrize(("person", "expected"), [(None, 302), ("alice", 403), ("ada", 403), ("fiona", 200)])
def test_who_may_quote(client, sign_in, introduced, person, expected):
    browser = sign_in(person) if person else client

    assert browser.get(introduced).status_code == expected


def test_another_firm_finds_nothing(app, sign_in, introduced, put):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        stranger = session.scalars(sa.select(Organisation.id).where(Organisation.name == "Umbrella")).one()
    put(Introduction, partner_id=stranger)
    fiona = sign_in("fiona")

    assert fiona.get(introduced).status_code == 404
    assert fiona.post(introduced, data=ENTERED).status_code == 404
