"""Whether estimates hold, on the page about ranking: counts alone, and none that gives a single quote away."""

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts.models import Organisation
from foundation.clock import now
from matcher.firms.words import Tier
from matcher.quotes.measuring import honesty_chore, measure
from tests.factories.introduction import add_bare_firm
from tests.factories.quote import add_introduced, add_quote

PAGE = "/matching/model"


@pytest.fixture
def count(app):
    """Let firms quote and count."""
    engine = app.extensions["engine"]

    def counted(*fees):
        with open_session(engine, EVERY_ORGANISATION) as session:
            ids = {one.name: one.id for one in session.scalars(sa.select(Organisation))}
            for place, fee in enumerate(fees):
                firm = add_bare_firm(session, f"F-9{place:02}", tier=Tier.BOUTIQUE if place else Tier.GLOBAL)
                asked = add_introduced(session, ids["Acme"], ids["Invented Assurance"], firm_key=firm.id)
                add_quote(session, asked, fixed_fee_usd=fee)
            session.commit()
        with open_session(engine, NOBODY, oversees=True) as session:
            measure(session, now())
            session.commit()

    return counted


def test_before_the_first_quote_the_page_says_so(client, count):
    assert "No quote is there to be counted yet." in client.get(PAGE).text
    count()
    assert "No quote is there to be counted yet." in client.get(PAGE).text


def test_below_five_quotes_only_their_number_is_told(client, count):
    count(22_000, 22_000, 22_000, 99_000)

    page = client.get(PAGE).text

    assert "Too few to say: 4 quotes." in page
    assert "lay inside" not in page
    assert "honesty-data" not in page


def test_from_five_quotes_on_share_interval_and_counts_are_told(client, count):
    count(19_000, 22_000, 22_000, 22_000, 40_000)

    page = client.get(PAGE).text

    # Wilson, 3 of 5: 0.2307 to 0.8824
    assert "3 of 5 quotes (60\u00a0%) lay inside." in page
    assert "between 23\u00a0% and 88\u00a0%" in page
    assert '{"above": 1, "below": 1, "inside": 3}' in page
    assert "As of 20" in page
    assert "missed by" not in page  # of two quotes outside, the middle would be one of them


def test_a_visitor_and_a_company_see_no_tiers_and_an_admin_does(client, sign_in, count):
    count(19_000, 22_000, 22_000, 22_000, 40_000, 24_000)

    for browser in (client, sign_in("alice"), sign_in("fiona")):
        assert '<th scope="row">Boutique</th>' not in browser.get(PAGE).text
    page = sign_in("ada").get(PAGE).text
    assert '<th scope="row">Boutique</th><td class="app-number">5</td>' in page
    assert '<th scope="row">Global</th><td class="app-number">1</td><td colspan="3"' in page


def test_the_chore_counts_at_its_minute_and_at_no_other(app, client, count, monkeypatch):
    chore = honesty_chore(app.extensions["engine"])
    count()
    before = client.told(PAGE)

    monkeypatch.setattr("foundation.jobs.chores.now", lambda: now().replace(minute=49))
    chore()
    assert client.told(PAGE) == before
    monkeypatch.setattr("foundation.jobs.chores.now", lambda: now().replace(minute=50))
    monkeypatch.setattr("matcher.quotes.measuring.now", lambda: now().replace(year=2031, minute=50))
    chore()
    assert "As of 2031-" in client.get(PAGE).text
