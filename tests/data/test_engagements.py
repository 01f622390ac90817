"""An engagement from the signature to the rating: every step is done once, whole, with one line and one letter."""

import signal
import subprocess
import sys
from dataclasses import replace
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import DatabaseError

from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session
from foundation.accounts.models import Organisation
from foundation.audit.models import AuditEntry
from foundation.errors import BadInput, Conflict, NotFound
from foundation.imports.models import RecordVersion
from foundation.mail.models import OutgoingMail
from matcher.claims.handing_over import hand_over
from matcher.engagements import rating as ratings
from matcher.engagements.issuing import Decided, issue, preview
from matcher.engagements.models import Engagement, EngagementRating, EngagementStep, IssuedReport, PublishedRating
from matcher.engagements.queries import fetch_engagement
from matcher.engagements.rating import change_rating, rate, reply
from matcher.engagements.report_facts import Report, fingerprint
from matcher.engagements.service import DaysRequest, cancel, change_days, record_day, sign
from matcher.engagements.states import Stage
from matcher.firms.models import Firm, FirmChange
from matcher.firms.words import OfferedType
from matcher.introductions.answering import firm_deed
from matcher.introductions.asking import company_deed
from matcher.introductions.models import Introduction
from matcher.introductions.states import Party
from matcher.outcomes.models import OutcomeEvent
from matcher.plan.engagement import Promised, Real
from questionnaires.facts.models import StatedFact
from questionnaires.facts.records import Fact
from questionnaires.facts.service import add_fact, change_fact
from tests.factories.engagement import (
    BASE,
    PROMISED,
    REPORT,
    SIGNED_ON,
    STARS,
    TODAY,
    actor_of,
    add_introduced,
    sign_request,
)
from tests.support.breaking import breaks_off


class House:
    """Acme, introduced to the firm of Fiona's organisation, on one engine."""

    def __init__(self, engine):
        self.engine = engine
        with open_session(engine, EVERY_ORGANISATION) as session:
            ids = {one.name: one.id for one in session.scalars(sa.select(Organisation))}
            self.acme, self.firm, self.umbrella = ids["Acme"], ids["Invented Assurance"], ids["Umbrella"]
            introduction = add_introduced(session, self.acme, self.firm)
            introduction.firm.contact_email = "desk@cedar.example"
            self.introduction_id, self.firm_key = introduction.id, introduction.firm_key
            session.commit()

    def company(self, deed, *given, message=None, commit=True):
        with open_session(self.engine, self.acme) as session:
            engagement = session.scalars(sa.select(Engagement).order_by(Engagement.report_type.desc())).first()
            done = deed(session, engagement, *given, deed=company_deed(actor_of(session, "Alice"), BASE, message))
            if commit:
                session.commit()
            return done

    def sign(self, **given):
        with open_session(self.engine, self.acme) as session:
            introduction = session.get_one(Introduction, self.introduction_id)
            sign(session, introduction, sign_request(**given), company_deed(actor_of(session, "Alice"), BASE))
            session.commit()

    def fiona(self, deed, *given, message=None):
        with open_session(self.engine, self.firm) as session:
            engagement = session.scalars(sa.select(Engagement)).one()
            deed(session, engagement, *given, deed=firm_deed(actor_of(session, "Fiona"), BASE, message))
            session.commit()

    def decided(self, report: Report = REPORT, **given):
        with open_session(self.engine, self.acme, read_only=True) as session:
            return Decided(fingerprint(preview(session, report)), **given)

    def issue(self, report: Report = REPORT, decided=None, **given):
        self.company(
            lambda session, engagement, deed: issue(
                session, engagement, report, decided or self.decided(report, **given), deed, TODAY
            )
        )

    def rate(self, request=STARS):
        self.company(lambda session, engagement, deed: rate(session, engagement, request, deed, TODAY))

    def again(self, request, version=1):
        return self.company(
            lambda session, engagement, deed: change_rating(session, engagement, request, version, deed, TODAY)
        )

    def record(self, stage, day, by="company"):
        getattr(self, by)(lambda session, engagement, deed: record_day(session, engagement, stage, day, deed, TODAY))

    def all(self, model, *where):
        with open_session(self.engine, EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(sa.select(model).where(*where)).all()

    def one(self):
        return self.all(Engagement)[0]

    def letters(self):
        mails = self.all(OutgoingMail, OutgoingMail.occasion.like("engagement/%"))
        return sorted((mail.occasion.split("/", 2)[2], mail.recipient) for mail in mails)

    def trail(self):
        lines = self.all(AuditEntry, AuditEntry.thing == "engagement")
        names = {self.acme: "Acme", self.firm: "firm"}
        return sorted((line.action.removeprefix("engagement."), names[line.organisation_id]) for line in lines)

    def facts(self):
        return {row.key: row.value for row in self.all(StatedFact)}

    def left(self):
        """Count everything that a deed may leave behind."""
        kinds = (
            Engagement, EngagementStep, IssuedReport, EngagementRating, PublishedRating, OutgoingMail, AuditEntry,
            StatedFact, RecordVersion, OutcomeEvent, FirmChange,
        )  # fmt: skip
        return {kind.__name__: len(self.all(kind)) for kind in kinds}


@pytest.fixture
def house(engine):
    return House(engine)


@pytest.fixture
def signed(house):
    house.sign()
    return house


@pytest.fixture
def issued(signed):
    signed.issue()
    return signed


def test_the_whole_way_leaves_one_line_and_one_letter_for_each_step(signed):
    signed.record(Stage.WINDOW, date(2026, 2, 1))
    signed.record(Stage.FIELDWORK, date(2026, 8, 5), by="fiona")
    signed.record(Stage.WRITING, date(2026, 8, 21), by="fiona")
    signed.issue()
    signed.rate()

    assert signed.letters() == [
        ("fieldwork", "alice@example.com"),
        ("rated", "desk@cedar.example"),
        ("report_issued", "desk@cedar.example"),
        ("signed", "desk@cedar.example"),
        ("window", "desk@cedar.example"),
        ("writing", "alice@example.com"),
    ]
    assert signed.trail() == [
        ("fieldwork", "firm"),
        ("rated", "Acme"),
        ("report_issued", "Acme"),
        ("signed", "Acme"),
        ("window", "Acme"),
        ("writing", "firm"),
    ]
    steps = [(step.stage, step.party, step.on_day) for step in signed.all(EngagementStep)]
    assert len(steps) == 6
    assert (Stage.FIELDWORK, Party.FIRM, date(2026, 8, 5)) in steps
    assert [one.kind.value for one in signed.all(OutcomeEvent)] == ["introduced", "signed", "rated"]


GAINED = {
    "sign": {"Engagement": 1, "EngagementStep": 1, "OutgoingMail": 1, "AuditEntry": 1, "OutcomeEvent": 1},
    "record": {"EngagementStep": 1, "OutgoingMail": 1, "AuditEntry": 1},
    "issue": {
        "EngagementStep": 1,
        "IssuedReport": 1,
        "OutgoingMail": 1,
        "AuditEntry": 9,
        "StatedFact": 8,
        "RecordVersion": 8,
    },
    "rate": {
        "EngagementStep": 1,
        "EngagementRating": 1,
        "PublishedRating": 1,
        "OutgoingMail": 1,
        "AuditEntry": 1,
        "OutcomeEvent": 1,
        "FirmChange": 2,
    },
}
"""What each deed leaves behind: of a report one line for itself and one for each of its eight facts."""


@pytest.mark.parametrize("step", ["sign", "record", "issue", "rate"])
def test_a_deed_that_breaks_off_anywhere_leaves_nothing_and_done_again_is_done_once(house, step):
    if step != "sign":
        house.sign()
    if step == "rate":
        house.issue()
    deeds = {
        "sign": house.sign,
        "record": lambda: house.record(Stage.WINDOW, date(2026, 2, 1)),
        "issue": house.issue,
        "rate": house.rate,
    }
    before, broken = house.left(), 0

    while breaks_off(deeds[step], after=broken + 1):
        broken += 1
        assert house.left() == before

    assert broken >= 2
    gained = {name: count - before[name] for name, count in house.left().items() if count != before[name]}
    assert gained == GAINED[step]


KILLED = """
import os, signal, sys, uuid
from datetime import date
import auditmatch
import sqlalchemy as sa
from foundation.access.scope import open_session
from foundation.db import open_engine
from matcher.engagements.issuing import Decided, issue, preview
from matcher.engagements.models import Engagement
from matcher.engagements.report_facts import fingerprint
from matcher.introductions.asking import company_deed
from tests.factories.engagement import BASE, REPORT, actor_of
with open_session(open_engine(sys.argv[1]), uuid.UUID(sys.argv[2])) as session:
    engagement = session.scalars(sa.select(Engagement)).one()
    decided = Decided(fingerprint(preview(session, REPORT)))
    issue(session, engagement, REPORT, decided, company_deed(actor_of(session, "Alice"), BASE), date(2026, 10, 1))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_process_killed_before_its_commit_leaves_nothing_and_done_again_is_done_once(signed):
    before = signed.left()
    url = signed.engine.url.render_as_string(hide_password=False)

    killed = subprocess.run([sys.executable, "-c", KILLED, url, str(signed.acme)], check=False, timeout=60)

    assert killed.returncode == -signal.SIGKILL
    assert signed.left() == before
    signed.issue()
    assert [name for name, _ in signed.letters()] == ["report_issued", "signed"]
    assert signed.facts()["soc2_report_type"] == "Type 2"


def test_two_who_do_the_same_at_once_do_it_once(signed):
    with open_session(signed.engine, signed.acme) as session:
        version = session.scalars(sa.select(Engagement)).one().version
    signed.record(Stage.WINDOW, date(2026, 2, 1))

    with pytest.raises(Conflict, match="stands at “Window runs”"):
        signed.record(Stage.WINDOW, date(2026, 2, 2), by="fiona")
    request = DaysRequest(PROMISED, Real(signed_on=SIGNED_ON, window_start=date(2026, 2, 1)), version)
    with pytest.raises(Conflict):
        signed.fiona(lambda session, engagement, deed: change_days(session, engagement, request, deed, TODAY))

    assert [name for name, _ in signed.letters()] == ["signed", "window"]


def test_once_signed_nobody_is_asked_in_place_of_firms_that_decline(house):
    with open_session(house.engine, house.acme) as session:
        introduction = session.get_one(Introduction, house.introduction_id)
        assert introduction.replaces_next
        version = introduction.version

    house.sign()

    (introduction,) = house.all(Introduction)
    assert (introduction.replaces_next, introduction.version) == (False, version)


def test_the_same_report_is_engaged_for_once_and_the_other_counts_for_itself(signed):
    with pytest.raises(Conflict, match="SOC 2 Type 2 report is engaged for already"):
        signed.sign()

    signed.sign(report=OfferedType.TYPE_1, promised=Promised(report_on=date(2026, 3, 1)))

    assert len(signed.all(Engagement)) == 2
    assert [one.kind.value for one in signed.all(OutcomeEvent)] == ["introduced", "signed"]


def test_a_cancelled_engagement_makes_room_for_another(signed):
    signed.fiona(lambda session, engagement, deed: cancel(session, engagement, "We never signed.", deed, TODAY))

    assert (signed.one().stage, signed.one().cancel_reason) == (Stage.CANCELLED, "We never signed.")
    assert ("cancelled", "alice@example.com") in signed.letters()
    signed.sign()
    assert len(signed.all(Engagement)) == 2


def test_only_a_firm_that_knows_the_company_can_be_engaged(house):
    with open_session(house.engine, EVERY_ORGANISATION) as session:
        introduction = session.get_one(Introduction, house.introduction_id)
        introduction.stage, introduction.closed_at = "withdrawn", introduction.offered_at
        session.commit()

    with pytest.raises(Conflict, match="Only a firm that you are introduced to"):
        house.sign()


@pytest.mark.parametrize(
    ("stage", "day", "problem"),
    [
        (Stage.WINDOW, date(2026, 10, 2), "not in the future"),
        (Stage.WINDOW, date(2025, 12, 1), None),  # a window may have begun before anything was signed
        (Stage.WINDOW, TODAY, None),
    ],
)
def test_a_real_day_is_never_to_come(signed, stage, day, problem):
    if problem:
        with pytest.raises(BadInput, match=problem):
            signed.record(stage, day)
    else:
        signed.record(stage, day)
    assert signed.one().window_start == (None if problem else day)


def test_fieldwork_begins_neither_before_the_letter_nor_before_the_window(signed):
    signed.record(Stage.WINDOW, date(2025, 12, 1))

    with pytest.raises(BadInput, match="before the letter was signed, on 12 January 2026"):
        signed.record(Stage.FIELDWORK, SIGNED_ON - timedelta(days=1))
    signed.record(Stage.FIELDWORK, SIGNED_ON)
    with pytest.raises(BadInput, match="must not end before it begins, on 12 January 2026"):
        signed.record(Stage.WRITING, SIGNED_ON - timedelta(days=1))


def test_days_are_promised_anew_and_put_right_with_one_letter(signed):
    signed.record(Stage.WINDOW, date(2026, 2, 1))
    request = DaysRequest(
        replace(PROMISED, report_on=date(2026, 9, 30)),
        Real(signed_on=SIGNED_ON, window_start=date(2026, 2, 2)),
        signed.one().version,
    )

    signed.fiona(lambda session, engagement, deed: change_days(session, engagement, request, deed, TODAY))

    assert (signed.one().promised_report_on, signed.one().window_start) == (date(2026, 9, 30), date(2026, 2, 2))
    (mail,) = signed.all(OutgoingMail, OutgoingMail.occasion.like("%/days/%"))
    assert mail.recipient == "alice@example.com"
    assert "Report, promised: 18 September 2026 → 30 September 2026" in mail.body
    assert "Window begins, as it was: 1 February 2026 → 2 February 2026" in mail.body


@pytest.mark.parametrize(
    ("promised", "real", "problem"),
    [
        (replace(PROMISED, report_on=date(2026, 8, 1)), Real(signed_on=SIGNED_ON), "must not come before"),
        (PROMISED, Real(signed_on=SIGNED_ON, fieldwork_start=date(2026, 8, 1)), "only a day that was recorded"),
    ],
)
def test_days_that_cannot_be_change_nothing(signed, promised, real, problem):
    request = DaysRequest(promised, real, signed.one().version)
    with pytest.raises(BadInput, match=problem):
        signed.company(lambda session, engagement, deed: change_days(session, engagement, request, deed, TODAY))

    assert signed.one().promised == PROMISED
    assert [name for name, _ in signed.letters()] == ["signed"]


def test_a_report_writes_its_facts_with_versions_in_the_same_deed(issued):
    assert issued.facts() == {
        "soc2_report_type": "Type 2",
        "soc2_categories": "Security; Availability",
        "soc2_period_start": "2026-02-01",
        "soc2_period_end": "2026-07-31",
        "soc2_auditor": "Cedar Hollow Assurance LLP",
        "soc2_opinion": "unqualified",
        "soc2_exceptions": "1 noted: One leaver kept access for two days.",
        "soc2_report_on": "2026-09-24",
    }
    assert {row.as_of for row in issued.all(StatedFact)} == {date(2026, 9, 24)}
    assert len(issued.all(RecordVersion, RecordVersion.collection == "facts")) == 8
    assert issued.one().real == Real(
        signed_on=SIGNED_ON,
        window_start=date(2026, 2, 1),
        window_end=date(2026, 7, 31),
        report_on=date(2026, 9, 24),
    )


def test_the_next_report_replaces_what_the_last_one_wrote_but_not_what_a_person_wrote_since(issued):
    with open_session(issued.engine, issued.acme) as session:
        fact = session.scalars(sa.select(StatedFact).where(StatedFact.key == "soc2_exceptions")).one()
        told = Fact("soc2_exceptions", "1, since put right", date(2026, 9, 25))
        change_fact(session, fact, told, version=fact.version, actor=actor_of(session, "Alice"))
        session.commit()
    with open_session(issued.engine, issued.acme) as session:
        session.scalars(sa.select(Engagement)).one().report_type = OfferedType.TYPE_1  # to make room for another
        session.commit()
    issued.sign()
    later = replace(REPORT, period_start=date(2026, 4, 1), period_end=date(2026, 9, 20), report_on=date(2026, 9, 30))
    later = replace(later, exceptions=0, exceptions_note=None)

    with pytest.raises(BadInput, match="Tick each fact that shall be replaced"):
        issued.issue(later)
    assert issued.facts()["soc2_period_end"] == "2026-07-31"

    issued.issue(later, leave_others=True)
    assert issued.facts()["soc2_period_end"] == "2026-09-20"
    assert issued.facts()["soc2_exceptions"] == "1, since put right"


def test_a_fact_that_a_person_wrote_gives_way_once_it_is_ticked(signed):
    with open_session(signed.engine, signed.acme) as session:
        add_fact(session, Fact("soc2_auditor", "Old Oak CPAs", date(2025, 9, 1)), actor_of(session, "Alice"))
        session.commit()

    signed.issue(replace=frozenset({"soc2_auditor"}))

    assert signed.facts()["soc2_auditor"] == "Cedar Hollow Assurance LLP"


def test_facts_that_changed_since_the_preview_are_looked_at_again(signed):
    decided = signed.decided()
    with open_session(signed.engine, signed.acme) as session:
        add_fact(session, Fact("soc2_opinion", "qualified", None), actor_of(session, "Alice"))
        session.commit()

    with pytest.raises(Conflict, match="Look at the preview again"):
        signed.issue(decided=replace(decided, leave_others=True))
    assert signed.facts() == {"soc2_opinion": "qualified"}


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        ({"report_on": date(2026, 10, 2)}, "not in the future"),
        ({"period_end": date(2026, 9, 25)}, "must not be before the period that it covers ends"),
        ({"period_end": date(2026, 1, 31)}, "must not be before the first"),
    ],
)
def test_a_report_whose_days_cannot_be_is_refused_whole(signed, change, problem):
    with pytest.raises(BadInput, match=problem):
        signed.issue(replace(REPORT, **change))

    assert (signed.facts(), signed.one().stage) == ({}, Stage.SIGNED)


def test_the_firm_cannot_say_that_the_report_is_there_nor_rate_itself(signed):
    with pytest.raises(Conflict):
        signed.fiona(lambda s, engagement, deed: issue(s, engagement, REPORT, Decided(""), deed, TODAY))
    signed.issue()
    with pytest.raises(Conflict):
        signed.fiona(lambda s, engagement, deed: rate(s, engagement, STARS, deed, TODAY))


def test_a_rating_waits_for_the_report_and_is_given_once(signed):
    with pytest.raises(Conflict, match="stands at “Signed”"):
        signed.rate()
    signed.issue()
    signed.rate()
    with pytest.raises(Conflict, match="stands at “Rated”"):
        signed.rate()

    (firm,) = signed.all(Firm)
    assert (firm.rating, firm.rating_count) == (4.0, 1)
    lines = signed.all(FirmChange, FirmChange.field == "rating")
    assert [(line.new, line.source, line.actor_name) for line in lines] == [
        ("4", "Rating after an engagement", "A company it examined")
    ]
    assert [one.value for one in signed.all(OutcomeEvent) if one.kind == "rated"] == [4.0]


def test_a_rating_moves_the_mean_of_those_before(issued):
    with open_session(issued.engine, EVERY_ORGANISATION) as session:
        firm = session.get_one(Firm, issued.firm_key)
        firm.rating, firm.rating_count = 4.5, 3
        session.commit()

    issued.rate(replace(STARS, overall=2))
    assert [(one.rating, one.rating_count) for one in issued.all(Firm)] == [(3.875, 4)]

    assert issued.again(replace(STARS, overall=4)) is True
    assert [(one.rating, one.rating_count) for one in issued.all(Firm)] == [(4.375, 4)]
    assert [one.value for one in issued.all(OutcomeEvent) if one.kind == "rated"] == [2.0, 4.0]


def test_a_rating_is_put_right_for_two_weeks_and_no_longer(issued, monkeypatch):
    issued.rate()
    at = issued.all(EngagementRating)[0].rated_at

    monkeypatch.setattr(ratings, "now", lambda: at + timedelta(days=14) - timedelta(seconds=1))
    assert issued.again(replace(STARS, text="Clear.")) is True
    assert issued.again(replace(STARS, text="Clear."), version=2) is False
    monkeypatch.setattr(ratings, "now", lambda: at + timedelta(days=14))
    with pytest.raises(Conflict, match="14 days, which are over"):
        issued.again(STARS, version=2)

    assert [name for name, _ in issued.letters()] == ["rated", "rating/2", "report_issued", "signed"]


def test_what_anyone_may_read_names_nobody_and_goes_when_the_company_says_so(issued):
    issued.rate()
    issued.fiona(lambda session, engagement, deed: reply(session, engagement, "Thank you.", deed, TODAY))

    with open_session(issued.engine, NOBODY, read_only=True) as session:
        (shown,) = session.scalars(sa.select(PublishedRating))
        assert (shown.overall, shown.text, shown.reply, shown.month.day) == (
            4,
            "Clear and never late.",
            "Thank you.",
            1,
        )
        assert session.scalars(sa.select(EngagementRating)).all() == []
    assert not {"organisation_id", "engagement_id"} & set(PublishedRating.__table__.columns.keys())

    issued.again(replace(STARS, may_publish=False), version=2)
    assert issued.all(PublishedRating) == []


def test_a_firm_replies_once(issued):
    def answer(session, engagement, deed):
        return reply(session, engagement, "Thank you.", deed, TODAY)

    with pytest.raises(NotFound):
        issued.fiona(answer)
    issued.rate()
    issued.fiona(answer)
    with pytest.raises(Conflict, match="given once"):
        issued.fiona(answer)

    assert ("reply", "alice@example.com") in issued.letters()
    assert ("replied", "firm") in issued.trail()


def test_a_stranger_finds_nothing_and_neither_party_is_the_other(issued):
    key = issued.one().id
    for organisation, party in (
        (issued.umbrella, Party.COMPANY),
        (issued.umbrella, Party.FIRM),
        (issued.firm, Party.COMPANY),
        (issued.acme, Party.FIRM),
    ):
        with open_session(issued.engine, organisation, read_only=True) as session, pytest.raises(NotFound):
            fetch_engagement(session, key, party)


def test_what_stands_in_the_report_is_the_companys_alone(issued):
    for scope, oversees in ((issued.firm, False), (issued.umbrella, True)):
        with open_session(issued.engine, scope, read_only=True, oversees=oversees) as session:
            assert session.scalars(sa.select(Engagement)).one().stage is Stage.ISSUED
            assert session.scalars(sa.select(IssuedReport)).all() == []
            assert session.scalars(sa.select(StatedFact)).all() == []


@pytest.mark.parametrize(
    "wrong",
    [
        {"stage": Stage.CANCELLED},
        {"cancel_reason": "Nothing was cancelled"},
        {"report_on": date(2026, 9, 1)},
        {"fee_usd": -1},
        {"promised_window_start": date(2026, 8, 1)},
    ],
)
def test_the_database_refuses_what_cannot_be(signed, wrong):
    with open_session(signed.engine, signed.acme) as session:
        engagement = session.scalars(sa.select(Engagement)).one()
        for name, value in wrong.items():
            setattr(engagement, name, value)
        with pytest.raises(DatabaseError):
            session.flush()


def test_engagements_go_over_to_the_people_who_claim_the_firm(issued):
    issued.rate()
    with open_session(issued.engine, issued.umbrella) as session:
        hand_over(session, issued.firm_key, issued.umbrella)
        session.commit()

    key = issued.one().id
    with open_session(issued.engine, issued.umbrella, read_only=True) as session:
        found = fetch_engagement(session, key, Party.FIRM)
        assert len(found.steps) == 3
        assert found.rating.overall == 4
    with open_session(issued.engine, issued.firm, read_only=True) as session, pytest.raises(NotFound):
        fetch_engagement(session, key, Party.FIRM)
