"""An introduction from the blind brief to consent: every step leaves one line of the trail and one letter."""

import signal
import subprocess
import sys
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation, User
from foundation.audit.actor import SERVICE, Actor
from foundation.audit.models import AuditEntry
from foundation.clock import now, today
from foundation.errors import BadInput, Conflict, NotFound
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail
from foundation.mail.service import post_letter
from matcher.firms.ledger import enter
from matcher.firms.models import Firm
from matcher.firms.samples import sample_firms
from matcher.intakes.service import Saved, begin
from matcher.introductions.answering import accept, decline, firm_deed
from matcher.introductions.asking import ask_firms, company_deed, consent, withdraw
from matcher.introductions.clock import keep_the_clock, organisations_in_need
from matcher.introductions.models import Disclosed, Disclosure, Introduction, IntroductionStep
from matcher.introductions.offering import Ask
from matcher.introductions.queries import fetch_introduction, firms_introduction, own_introduction
from matcher.introductions.states import DeclineReason, Stage
from matcher.matches.models import MatchRun
from matcher.matches.service import find_matches
from matcher.outcomes.models import OutcomeEvent
from tests.support.breaking import breaks_off

FIRMS = [firm for firm in sample_firms(today()) if firm.firm_id in ("F-001", "F-002", "F-005", "F-008", "F-010")]
BASE = "https://audit.example"
INTAKE = {
    "organisation": "Acme Rocketry, Inc.",
    "website": "https://www.acme-rockets.example",
    "industry": "fintech",
    "headcount": 85,
    "report_type": "type_2",
}


class House:
    """Acme with a match whose first firm Fiona's organisation keeps, on one engine."""

    def __init__(self, engine):
        self.engine = engine
        with open_session(engine, EVERY_ORGANISATION) as session:
            for firm in FIRMS:
                enter(session, firm, SERVICE, source="Invented", is_sample=True)
            ids = {one.name: one.id for one in session.scalars(sa.select(Organisation))}
            people = {one.name: Actor(one.id, one.name) for one in session.scalars(sa.select(User))}
            session.commit()
        self.acme, self.firm, self.umbrella = ids["Acme"], ids["Invented Assurance"], ids["Umbrella"]
        self.alice, self.fiona = people["Alice"], people["Fiona"]
        with open_session(engine, self.acme) as session:
            intake = begin(session, Saved(INTAKE), self.alice)
            run = find_matches(session, intake, today(), self.alice)
            self.run_id, self.eligible = run.id, list(run.eligible)
            session.scalars(sa.select(Firm).where(Firm.firm_id == run.eligible[0])).one().organisation_id = self.firm
            session.commit()

    def ask(self, *firm_ids, **given):
        with open_session(self.engine, self.acme) as session:
            run = session.get_one(MatchRun, self.run_id)
            ask = Ask(firm_ids or (self.eligible[0],), **given)
            keys = [one.id for one in ask_firms(session, run, ask, company_deed(self.alice, BASE), today())]
            session.commit()
        return keys

    def as_firm(self, deed, key, *given, message=None):
        with open_session(self.engine, self.firm) as session:
            deed(session, firms_introduction(session, key), *given, firm_deed(self.fiona, BASE, message))
            session.commit()

    def as_company(self, deed, key, message=None):
        with open_session(self.engine, self.acme) as session:
            deed(session, own_introduction(session, key), company_deed(self.alice, BASE, message))
            session.commit()

    def tick(self, later=timedelta(0)):
        at = now() + later
        with open_session(self.engine, EVERY_ORGANISATION, read_only=True) as session:
            found = organisations_in_need(session, at)
        for organisation_id in found:
            with open_session(self.engine, organisation_id) as session:
                keep_the_clock(session, at, BASE)
                session.commit()

    def all(self, model, *where):
        with open_session(self.engine, EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(sa.select(model).where(*where)).all()

    def letters(self, key=None):
        like = f"introduction/{key}/%" if key else "introduction/%"
        return self.all(OutgoingMail, OutgoingMail.occasion.like(like))

    def trail(self, key):
        return sorted(line.action for line in self.all(AuditEntry, AuditEntry.thing_id == str(key)))

    def left(self):
        """Count everything that a step may leave behind."""
        kinds = (Introduction, IntroductionStep, Disclosure, OutgoingMail, AuditEntry, OutcomeEvent)
        return {kind.__name__: len(self.all(kind)) for kind in kinds}

    def stages(self):
        return sorted((one.place, one.stage.value) for one in self.all(Introduction))


@pytest.fixture
def house(engine):
    return House(engine)


def test_the_whole_way_leaves_one_line_and_one_letter_for_each_step(house):
    (key,) = house.ask()
    house.as_firm(accept, key)
    house.as_company(consent, key)

    assert house.trail(key) == ["introduction.accepted", "introduction.introduced", "introduction.offered"]
    assert sorted((mail.occasion.rsplit("/", 1)[1], mail.recipient) for mail in house.letters(key)) == [
        ("accepted", "alice@example.com"),
        ("introduced", house.all(Firm, Firm.firm_id == house.eligible[0])[0].contact_email),
        ("offered", house.all(Firm, Firm.firm_id == house.eligible[0])[0].contact_email),
    ]


def test_nothing_that_the_firm_can_read_names_the_company_before_it_consents(house):
    (key,) = house.ask(note="We want a calm, thorough auditor.")
    house.as_firm(accept, key)

    with open_session(house.engine, house.firm, read_only=True) as session:
        found = fetch_introduction(session, key)
        told = [str(found.brief), str(found.note), *[str(one.content) for one in found.disclosures]]
        assert found.identity is None
        assert session.scalars(sa.select(MatchRun)).all() == []
    mails = [mail.subject + mail.body + mail.html for mail in house.letters(key)]
    for secret in ("acme", "rocket", "alice"):
        assert all(secret not in text.lower() for text in [*told, *mails])


def test_with_consent_the_firm_learns_who_asks_and_the_company_sees_what_was_disclosed(house):
    (key,) = house.ask()
    house.as_firm(accept, key)
    house.as_company(consent, key)

    with open_session(house.engine, house.firm, read_only=True) as session:
        assert fetch_introduction(session, key).identity == {
            "Company": "Acme Rocketry, Inc.",
            "Website": "https://www.acme-rockets.example",
            "Contact": "Alice",
            "Contact's e-mail": "alice@example.com",
        }
    with open_session(house.engine, house.acme, read_only=True) as session:
        logged = [one.what for one in own_introduction(session, key).disclosures]
        assert logged == [Disclosed.BRIEF, Disclosed.IDENTITY]


def test_consent_before_the_firm_accepts_is_refused_and_discloses_nothing(house):
    (key,) = house.ask()

    with pytest.raises(Conflict):
        house.as_company(consent, key)

    with open_session(house.engine, house.firm, read_only=True) as session:
        assert [one.what for one in fetch_introduction(session, key).disclosures] == [Disclosed.BRIEF]


@pytest.mark.parametrize(
    "note",
    [
        "Acme Rocketry needs you.",
        "You know acme rocketry",
        "See acme-rockets.example for more",
        "Write to chief@somewhere.example",
        "Call +1 415 555 0100",
        "ACMEROCKETRY calling",
    ],
)
def test_a_note_that_tells_who_asks_is_refused_and_nothing_is_offered(house, note):
    with pytest.raises(BadInput, match="before you are introduced"):
        house.ask(note=note)

    assert house.all(Introduction) == []
    assert house.letters() == []


def test_a_decline_gives_its_reason_and_the_next_best_firm_is_asked_once(house):
    (key,) = house.ask()
    house.as_firm(decline, key, DeclineReason.NO_CAPACITY, message="Busy until May.")
    house.tick()
    house.tick()

    assert house.stages() == [(1, "declined"), (2, "offered")]
    (told,) = [mail for mail in house.letters(key) if mail.occasion.endswith("declined")]
    assert "No capacity" in told.body
    assert "Busy until May." in told.body
    (following,) = house.all(Introduction, Introduction.stage == Stage.OFFERED)
    assert following.replaces_id == key
    assert following.firm_key != house.all(Introduction, Introduction.id == key)[0].firm_key


def test_a_firm_that_is_silent_for_a_day_is_replaced_unless_the_company_wished_otherwise(house):
    (asked,) = house.ask()
    (alone,) = house.ask(house.eligible[1], replaces_next=False)

    house.tick(timedelta(hours=23, minutes=59))
    assert house.stages() == [(1, "offered"), (2, "offered")]

    house.tick(timedelta(hours=24, minutes=1))
    house.tick(timedelta(hours=23, minutes=59))  # the next firm's own day has begun just now
    assert house.stages() == [(1, "expired"), (2, "expired"), (3, "offered")]
    assert len(house.letters(asked)) == len(house.letters(alone)) == 2
    assert house.trail(asked) == ["introduction.expired", "introduction.offered"]


def test_after_its_day_a_firm_can_no_longer_answer(house, monkeypatch):
    (key,) = house.ask()
    late = now() + timedelta(hours=24, seconds=1)
    monkeypatch.setattr("matcher.introductions.answering.now", lambda: late)

    with pytest.raises(Conflict, match="24 hours"):
        house.as_firm(accept, key)


def test_a_worker_that_dies_in_the_middle_leaves_nothing_and_the_next_does_it_once(house):
    (key,) = house.ask()
    at = now() + timedelta(hours=25)
    with open_session(house.engine, house.acme) as session:
        keep_the_clock(session, at, BASE)
        session.flush()  # and then the process is killed: nothing was committed

    assert house.stages() == [(1, "offered")]
    assert house.trail(key) == ["introduction.offered"]

    house.tick(timedelta(hours=25))
    assert house.stages() == [(1, "expired"), (2, "offered")]
    assert house.trail(key) == ["introduction.expired", "introduction.offered"]
    assert len(house.letters()) == 3


def test_nobody_is_asked_in_place_of_a_firm_while_three_requests_are_open_without_it(house):
    keys = house.ask(*house.eligible[:3])
    house.as_firm(decline, keys[0], DeclineReason.OTHER)
    house.ask(house.eligible[3])

    house.tick()
    house.as_company(withdraw, keys[1])
    house.tick()

    assert house.stages() == [(1, "declined"), (2, "withdrawn"), (3, "offered"), (4, "offered")]


STAGES = {
    "offered": (None, lambda house, _key: house.ask()),
    "accepted": ("offered", lambda house, key: house.as_firm(accept, key)),
    "declined": ("offered", lambda house, key: house.as_firm(decline, key, DeclineReason.OTHER)),
    "introduced": ("accepted", lambda house, key: house.as_company(consent, key)),
    "withdrawn": ("introduced", lambda house, key: house.as_company(withdraw, key, "We wait a year.")),
    "expired": ("offered", lambda house, _key: house.tick(timedelta(hours=25))),
}
"""Each stage with the one before it and the deed that leads there."""
GAINED = {
    "offered": {"Introduction": 1, "Disclosure": 1, "OutcomeEvent": 1},
    "introduced": {"Disclosure": 1},
    "expired": {"Introduction": 1, "Disclosure": 1, "OutcomeEvent": 1},
}
"""What a stage leaves behind beside its step, its line and its letter; a silent firm is replaced in the same deed."""


def brought_to(house, stage):
    before, deed = STAGES[stage]
    key = brought_to(house, before) if before else None
    done = deed(house, key)
    return key or done[0]


@pytest.mark.parametrize("stage", STAGES)
def test_a_step_that_breaks_off_anywhere_leaves_nothing_and_done_again_is_done_once(house, stage):
    before_it, deed = STAGES[stage]
    key = brought_to(house, before_it) if before_it else None
    before, broken = house.left(), 0

    while breaks_off(lambda: deed(house, key), after=broken + 1):
        broken += 1
        assert house.left() == before

    assert broken >= 2
    stages = 2 if stage == "expired" else 1
    each_once = {"IntroductionStep": stages, "AuditEntry": stages, "OutgoingMail": stages}
    gained = {name: count - before[name] for name, count in house.left().items() if count != before[name]}
    assert gained == each_once | GAINED.get(stage, {})
    told = [mail.occasion for mail in house.letters()]
    lines = [(line.action, line.thing_id) for line in house.all(AuditEntry, AuditEntry.thing == "introduction")]
    assert len(set(told)) == len(told) == len(set(lines)) == len(lines)


KILLED = """
import os, signal, sys, uuid
import auditmatch
from foundation.access.scope import open_session
from foundation.db import open_engine
from matcher.introductions.asking import company_deed, consent
from matcher.introductions.queries import own_introduction
from tests.factories.engagement import actor_of
with open_session(open_engine(sys.argv[1]), uuid.UUID(sys.argv[2])) as session:
    introduction = own_introduction(session, uuid.UUID(sys.argv[3]))
    consent(session, introduction, company_deed(actor_of(session, "Alice"), "https://audit.example"))
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_consent_whose_process_is_killed_before_its_commit_discloses_nothing_and_done_again_does_once(house):
    key = brought_to(house, "accepted")
    before = house.left()
    url = house.engine.url.render_as_string(hide_password=False)

    killed = subprocess.run([sys.executable, "-c", KILLED, url, str(house.acme), str(key)], check=False, timeout=60)

    assert killed.returncode == -signal.SIGKILL
    assert house.left() == before
    house.as_company(consent, key)
    assert house.trail(key) == ["introduction.accepted", "introduction.introduced", "introduction.offered"]
    assert len(house.letters(key)) == 3


def test_a_withdrawal_tells_the_firm_and_hides_who_asked(house):
    (key,) = house.ask()
    house.as_firm(accept, key)
    house.as_company(consent, key)
    house.as_company(withdraw, key, "We chose another firm, thank you.")

    with open_session(house.engine, house.firm, read_only=True) as session:
        assert fetch_introduction(session, key).identity is None
    (told,) = [mail for mail in house.letters(key) if mail.occasion.endswith("withdrawn")]
    assert "We chose another firm, thank you." in told.body
    house.tick()
    assert house.stages() == [(1, "withdrawn")]


def test_a_withdrawal_before_consent_may_not_tell_who_asked(house):
    (key,) = house.ask()

    with pytest.raises(BadInput):
        house.as_company(withdraw, key, "Acme Rocketry thanks you.")


def test_at_most_three_firms_are_asked_at_a_time_and_none_twice(house):
    house.ask(*house.eligible[:3])
    with pytest.raises(Conflict, match="At most 3"):
        house.ask(house.eligible[3])
    with pytest.raises(Conflict, match="asked already"):
        house.ask(house.eligible[0])
    with pytest.raises(BadInput, match="do not hold"):
        house.ask("F-NOT-THERE")

    assert len(house.all(Introduction)) == 3


def test_a_firm_that_was_suspended_since_is_not_asked(house):
    with open_session(house.engine, house.acme) as session:
        session.scalars(sa.select(Firm).where(Firm.firm_id == house.eligible[0])).one().vetting_status = "suspended"
        session.commit()

    with pytest.raises(BadInput, match="no longer eligible"):
        house.ask()


def test_the_database_refuses_a_second_letter_on_one_step(house):
    (key,) = house.ask()
    letter = Letter("Once more", ("As before.",))

    with open_session(house.engine, house.acme) as session:
        post_letter(session, letter, recipient="a@example.com", occasion=f"introduction/{key}/offered")
        with pytest.raises(IntegrityError):
            session.flush()


def test_a_strangers_introduction_does_not_exist(house):
    (key,) = house.ask()

    with open_session(house.engine, house.umbrella, read_only=True) as session, pytest.raises(NotFound):
        own_introduction(session, key)
    with open_session(house.engine, house.acme, read_only=True) as session, pytest.raises(NotFound):
        firms_introduction(session, key)


def test_the_ranking_is_told_what_was_shown_and_who_was_asked_with_the_features_of_that_time(house):
    house.ask(house.eligible[1])

    known = house.all(OutcomeEvent, OutcomeEvent.run_id == house.run_id)
    events = sorted((one.position, one.kind.value, one.probability) for one in known)
    assert events == [(1, "shown", 1.0), (2, "introduced", 1.0), (2, "shown", 1.0), (3, "shown", 1.0)]
    assert all(one.features and one.model_version for one in house.all(OutcomeEvent))


def test_a_request_keeps_how_many_categories_its_estimate_counts_in(house):
    (key,) = house.ask()

    with open_session(house.engine, house.firm, read_only=True) as session:
        assert fetch_introduction(session, key).extra_categories == 0
