"""Quotes, notes and choices in both databases: whose they are, what cannot be, and what each deed leaves behind."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts.models import Organisation, User
from foundation.audit.actor import Actor
from foundation.audit.append_only import AppendOnlyError
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from foundation.mail.models import OutgoingMail
from matcher.firms.models import Firm
from matcher.firms.words import Tier
from matcher.intakes.models import Intake
from matcher.introductions.models import Introduction
from matcher.introductions.queries import firms_introduction, own_introduction
from matcher.introductions.states import Stage
from matcher.outcomes.models import OutcomeEvent, OutcomeKind
from matcher.quotes.answers import Question
from matcher.quotes.choosing import Chosen, Noted, choose, save_notes
from matcher.quotes.measuring import measure, measured
from matcher.quotes.models import AuditorChoice, FeeHonesty, Quote, QuoteNotes
from matcher.quotes.offering import QuoteRequest, submit
from matcher.quotes.words import CategoryTerms
from tests.factories.introduction import add_bare_firm
from tests.factories.quote import add_introduced, add_quote, make_terms
from tests.support.breaking import breaks_off

BASE = "https://audit.example"
ALICE, FIONA = Actor(None, "Alice"), Actor(None, "Fiona")


@pytest.fixture
def ids(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return {one.name: one.id for one in session.scalars(sa.select(Organisation))}


@pytest.fixture
def introduced(engine, ids):
    """Introduce Acme to the firm of Fiona's people; give the id."""
    with open_session(engine, ids["Acme"]) as session:
        alice = session.scalars(sa.select(User.id).where(User.name == "Alice")).one()
        key = add_introduced(session, ids["Acme"], ids["Invented Assurance"], asked_by_id=alice).id
        session.commit()
    return key


@pytest.fixture
def send(engine, ids, introduced):
    """Quote as the firm: gives the quote's id."""

    def sent(seen=0, **terms):
        with open_session(engine, ids["Invented Assurance"]) as session:
            request = QuoteRequest(make_terms(**terms), seen)
            quote = submit(session, firms_introduction(session, introduced), request, FIONA, BASE)
            session.commit()
            return quote.id

    return sent


def test_a_quote_is_there_for_both_parties_and_for_nobody_else(engine, ids, send):
    key = send()

    for name, expected in (("Acme", True), ("Invented Assurance", True), ("Umbrella", False)):
        with open_session(engine, ids[name], read_only=True) as session:
            assert (session.get(Quote, key) is not None) is expected


def test_a_quote_leaves_one_letter_one_event_and_a_line_in_the_firms_trail(engine, ids, introduced, send):
    key = send(fixed_fee_usd=23_500)

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        mail = session.scalars(sa.select(OutgoingMail).where(OutgoingMail.occasion == f"quote/{key}")).one()
        line = session.scalars(sa.select(AuditEntry).where(AuditEntry.action == "quote.sent")).one()
        intake_id = session.get_one(Introduction, introduced).intake_id
        events = session.scalars(sa.select(OutcomeEvent.kind)).all()
    assert (mail.recipient, mail.subject) == ("alice@example.com", "Firm F-900 sent you a quote")
    assert f"{BASE}/introductions/quotes/{intake_id}" in mail.body
    assert "$23,500" in mail.body
    assert (line.organisation_id, line.summary) == (
        ids["Invented Assurance"],
        "Sent quote 1 with a fixed fee of $23,500",
    )
    assert sorted(events) == [OutcomeKind.INTRODUCED, OutcomeKind.QUOTED]


def test_a_quote_that_breaks_off_anywhere_leaves_nothing_and_sent_again_is_there_once(engine, send):
    def left():
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            kinds = (Quote, OutgoingMail, AuditEntry, OutcomeEvent)
            return [session.scalar(sa.select(sa.func.count()).select_from(kind)) for kind in kinds]

    before, broken = left(), 0

    while breaks_off(send, after=broken + 1):
        broken += 1
        assert left() == before

    assert broken >= 2
    assert [after - first for after, first in zip(left(), before, strict=True)] == [1, 1, 1, 1]


def test_a_second_quote_supersedes_the_first_which_stays_and_is_no_second_event(engine, ids, send):
    first, second = send(fixed_fee_usd=24_000), send(seen=1, fixed_fee_usd=22_000)

    with open_session(engine, ids["Acme"], read_only=True) as session:
        found = session.execute(sa.select(Quote.id, Quote.number, Quote.fixed_fee_usd).order_by(Quote.number)).all()
        quoted = sa.select(sa.func.count(OutcomeEvent.id)).where(OutcomeEvent.kind == OutcomeKind.QUOTED)
        assert session.scalar(quoted) == 1
    assert [tuple(row) for row in found] == [(first, 1, 24_000), (second, 2, 22_000)]


@pytest.mark.parametrize("seen", [1, -1])
def test_a_quote_that_did_not_see_the_latest_one_is_refused(engine, ids, send, seen):
    with pytest.raises(Conflict):
        send(seen=seen)

    send()
    with pytest.raises(Conflict):
        send(seen=0)
    with open_session(engine, ids["Acme"], read_only=True) as session:
        assert session.scalar(sa.select(sa.func.count(Quote.id))) == 1


@pytest.mark.parametrize("stage", [Stage.OFFERED, Stage.ACCEPTED, Stage.WITHDRAWN, Stage.EXPIRED])
def test_a_quote_is_taken_only_while_the_firm_is_introduced(engine, ids, introduced, send, stage):
    with open_session(engine, ids["Acme"]) as session:
        asked = own_introduction(session, introduced)
        asked.stage, asked.closed_at = stage, now() if stage in (Stage.WITHDRAWN, Stage.EXPIRED) else None
        session.commit()

    with pytest.raises(Conflict):
        send()


def test_a_quote_is_never_changed(engine, ids, send):
    key = send()

    with open_session(engine, ids["Invented Assurance"]) as session:
        session.get_one(Quote, key).fixed_fee_usd = 1
        with pytest.raises(AppendOnlyError):
            session.flush()


@pytest.mark.parametrize(
    "wrong",
    [
        {"fixed_fee_usd": -1},
        {"readiness_fee_usd": 100},
        {"readiness": "fee"},
        {"readiness": "included", "readiness_fee_usd": 100},
        {"extra_categories": "fee"},
        {"bridge_letter_fee_usd": 5},
        {"travel_cap_usd": 100},
        {"travel": "included", "travel_cap_usd": 100},
        {"multi_year_years": 3},
        {"multi_year_years": 6, "multi_year_fee_usd": 1},
        {"report_on": date(2027, 1, 1), "start_on": date(2027, 1, 2)},
        {"fieldwork_end_on": date(2027, 1, 1), "fieldwork_start_on": date(2027, 1, 2)},
        {"fieldwork_end_on": date(2027, 1, 3), "report_on": date(2027, 1, 2)},
    ],
)
def test_the_database_refuses_what_cannot_be(engine, ids, introduced, wrong):
    with open_session(engine, ids["Invented Assurance"]) as session, pytest.raises(IntegrityError):
        add_quote(session, firms_introduction(session, introduced), **wrong)


def test_a_number_is_given_once(engine, ids, introduced, send):
    send()

    with open_session(engine, ids["Invented Assurance"]) as session, pytest.raises(IntegrityError):
        add_quote(session, firms_introduction(session, introduced), 1)


def test_quotes_go_with_the_introduction(engine, ids, introduced, send):
    send()

    with open_session(engine, ids["Acme"]) as session:
        session.delete(session.get_one(Intake, own_introduction(session, introduced).intake_id))
        session.commit()
        assert session.scalar(sa.select(sa.func.count(Quote.id))) == 0


def noted(session, introduced, text, version):
    row = own_introduction(session, introduced)
    save_notes(session, row, Noted(dict.fromkeys(Question, text), version), ALICE)


def test_a_firm_does_not_see_what_the_company_notes_nor_whom_it_chose(engine, ids, introduced, send):
    send()
    with open_session(engine, ids["Acme"]) as session:
        noted(session, introduced, "Slow to answer", 0)
        asked = own_introduction(session, introduced)
        intake = session.get_one(Intake, asked.intake_id)
        choose(session, intake, Chosen(asked.id, "Best", 0), ALICE)
        session.commit()

    with open_session(engine, ids["Invented Assurance"], read_only=True) as session:
        assert session.scalars(sa.select(QuoteNotes)).all() == []
        assert session.scalars(sa.select(AuditorChoice)).all() == []


def test_notes_that_somebody_changed_meanwhile_are_refused(engine, ids, introduced):
    with open_session(engine, ids["Acme"]) as session:
        noted(session, introduced, "One", 0)
        noted(session, introduced, "Two", 1)
        with pytest.raises(Conflict):
            noted(session, introduced, "Three", 1)
        assert session.scalars(sa.select(QuoteNotes.contact)).one() == "Two"


def test_only_a_firm_that_quoted_and_is_still_introduced_can_be_chosen(engine, ids, introduced, send):
    with open_session(engine, ids["Acme"]) as session:
        asked = own_introduction(session, introduced)
        intake = session.get_one(Intake, asked.intake_id)
        with pytest.raises(BadInput):
            choose(session, intake, Chosen(asked.id, "Best", 0), ALICE)
        choose(session, intake, Chosen(None, "Nobody quoted", 0), ALICE)
        session.commit()
    send()
    with open_session(engine, ids["Acme"]) as session:
        asked = own_introduction(session, introduced)
        intake = session.get_one(Intake, asked.intake_id)
        with pytest.raises(Conflict):
            choose(session, intake, Chosen(asked.id, "Best", 0), ALICE)
        assert choose(session, intake, Chosen(asked.id, "Best", 1), ALICE).introduction_id == asked.id


def counted(session, tier=None):
    return next((one.counts for one in measured(session, by_tier=True) if one.tier is tier), None)


def test_quotes_of_all_companies_are_counted_by_tier_and_only_the_latest_of_each(engine, ids):
    with open_session(engine, EVERY_ORGANISATION) as session:
        for place, (owner, fees) in enumerate([("Acme", [40_000, 22_000]), ("Umbrella", [26_000]), ("Acme", [19_000])]):
            tier = Tier.BOUTIQUE if place == 0 else Tier.GLOBAL
            firm = add_bare_firm(session, f"F-91{place}", tier=tier)
            asked = add_introduced(session, ids[owner], ids["Invented Assurance"], firm_key=firm.id)
            for number, fee in enumerate(fees, start=1):
                add_quote(session, asked, number, fixed_fee_usd=fee)
        session.commit()
    with open_session(engine, NOBODY, oversees=True) as session:
        measure(session, now())
        measure(session, now())
        session.commit()

    with open_session(engine, NOBODY, read_only=True) as session:
        everything, boutique = counted(session), counted(session, Tier.BOUTIQUE)
        assert (everything.below, everything.inside, everything.above) == (1, 1, 1)
        assert (boutique.below, boutique.inside, boutique.above) == (0, 1, 0)
        assert [one.tier for one in measured(session)] == [None]
        assert session.scalar(sa.select(sa.func.count(FeeHonesty.id))) == 5


def test_a_quote_counts_with_the_categories_that_were_asked_for_and_old_ones_leave(engine, ids):
    priced = {"extra_categories": CategoryTerms.FEE, "extra_category_fee_usd": 2_000}
    with open_session(engine, EVERY_ORGANISATION) as session:
        for place, (categories, age) in enumerate([(1, 0), (None, 0), (0, 366)]):
            firm = add_bare_firm(session, f"F-91{place}")
            asked = add_introduced(
                session, ids["Acme"], ids["Invented Assurance"], firm_key=firm.id, extra_categories=categories
            )
            add_quote(session, asked, at=now() - timedelta(days=age), **priced)
        session.commit()
        measure(session, now())
        # 24,000 and one category at 2,000 lie above 25,000; the second was of nobody knows how many categories
        assert (counted(session).above, counted(session).quotes) == (1, 1)


def test_a_firm_without_an_estimate_is_not_counted(engine, ids):
    with open_session(engine, EVERY_ORGANISATION) as session:
        add_quote(
            session,
            add_introduced(session, ids["Acme"], ids["Invented Assurance"], fee_low_usd=None, fee_high_usd=None),
        )
        measure(session, now())
        assert counted(session).quotes == 0
        assert session.scalar(sa.select(sa.func.count(Firm.id))) == 1
