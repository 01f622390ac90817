"""Claims, words and reminders of firms on each engine: two at once, and what a migration leaves."""

import threading
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.access.scope import EVERY_ORGANISATION, NOBODY, open_session, scope_of
from foundation.accounts.invitations.service import NewPerson
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.accounts.seed import DEMO_FIRM, seed_people
from foundation.accounts.signup import add_user
from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.clock import now
from foundation.errors import AuditmatchError, Conflict
from foundation.mail.models import OutgoingMail
from foundation.migrations.run import downgrade, upgrade
from matcher.claims import service
from matcher.claims.models import FirmClaim
from matcher.claims.seed import seed_claim
from matcher.firms.models import Firm, FirmChange, FirmTold
from matcher.portal.models import CapacityReminder
from matcher.portal.reminders import organisations_to_remind, remind
from matcher.portal.service import Capacity, Offer, tell_capacity, tell_offer
from tests.factories.firm import add_claimed_firm, add_firm

TODAY = date(2027, 3, 10)


@pytest.fixture
def acting_for(engine):
    def bound(name):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
            organisation_id = looking.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        return open_session(engine, organisation_id)

    return bound


@pytest.fixture
def everything(engine):
    """Give the rows of a selection, across organisations."""

    def read(selection):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            return session.execute(selection).all()

    return read


def at_once(*deeds):
    """Do deeds at the same time; gives the problems that a person would be told."""
    ready, problems = threading.Barrier(len(deeds)), []

    def work(deed):
        ready.wait()
        try:
            deed()
        except Exception as problem:  # noqa: BLE001 - a thread's own failure would pass unseen
            problems.append(problem)

    workers = [threading.Thread(target=work, args=(deed,)) for deed in deeds]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    return problems


def ask(engine, key, *emails):
    """Ask for links; gives their tokens in the order of the addresses."""
    tokens = []
    with open_session(engine, NOBODY) as session:
        for email in emails:
            request = service.ClaimRequest("Petra", email, 7)
            service.ask(session, key, request, link=lambda token: tokens.append(token) or token)
        session.commit()
    return tokens


def claiming(engine, token, name):
    def deed():
        with open_session(engine, NOBODY) as session:
            service.claim_as_new(session, token, NewPerson(name, "a long new password"))
            session.commit()

    return deed


@pytest.fixture
def key(acting_for):
    with acting_for("The platform") as session:
        key = add_firm(session).id
        session.commit()
        return key


def test_a_claim_makes_the_firms_organisation_and_leaves_the_session_bound_to_it(engine, key, everything):
    (token,) = ask(engine, key, "petra@plainfield.example")
    with open_session(engine, NOBODY) as session:
        membership = service.claim_as_new(session, token, NewPerson("Petra", "a long new password"))
        assert scope_of(session) == membership.organisation_id
        session.commit()

    kept = sa.select(Organisation.name, Organisation.kind).join(Firm, Firm.organisation_id == Organisation.id)
    assert everything(kept) == [("Plainfield Assurance", OrganisationKind.FIRM)]
    entries = sa.select(AuditEntry.action).join(Organisation, Organisation.id == AuditEntry.organisation_id)
    assert everything(entries.where(Organisation.name == "The platform").order_by(AuditEntry.at)) == [
        ("firm.claim_asked",),
        ("firm.claimed",),
    ]


def test_a_claimed_firm_is_not_asked_for(engine, acting_for, everything):
    with acting_for("The platform") as session:
        key = add_claimed_firm(session).id
        session.commit()

    with pytest.raises(Conflict, match="Ask them to invite you"):
        ask(engine, key, "petra@plainfield.example")

    assert everything(sa.select(OutgoingMail.id)) == []


def test_a_link_that_ended_while_it_was_being_used_takes_nothing_over(engine, key, everything, monkeypatch):
    (token,) = ask(engine, key, "petra@plainfield.example")

    def end_it(session, **person):
        session.execute(sa.update(FirmClaim).values(withdrawn_at=now()))
        return add_user(session, **person)

    monkeypatch.setattr(service, "add_user", end_it)
    with open_session(engine, NOBODY) as session, pytest.raises(Conflict, match="a moment ago"):
        service.claim_as_new(session, token, NewPerson("Petra", "a long new password"))

    assert everything(sa.select(Firm.organisation_id)) == [(None,)]


def test_of_two_links_used_at_once_one_takes_the_firm_over(engine, key, everything):
    tokens = ask(engine, key, "petra@plainfield.example", "otto@plainfield.example")

    problems = at_once(*(claiming(engine, token, f"Person {n}") for n, token in enumerate(tokens)))

    assert [isinstance(problem, AuditmatchError) for problem in problems] == [True]
    assert len(everything(sa.select(Organisation.id).where(Organisation.name == "Plainfield Assurance"))) == 1
    assert len(everything(sa.select(User.id).where(User.name.startswith("Person")))) == 1


def test_one_link_used_twice_at_once_takes_the_firm_over_once(engine, key, everything):
    (token,) = ask(engine, key, "petra@plainfield.example")

    problems = at_once(claiming(engine, token, "Person 1"), claiming(engine, token, "Person 2"))

    assert [isinstance(problem, AuditmatchError) for problem in problems] == [True]
    assert len(everything(sa.select(Membership.id).join(User).where(User.name.startswith("Person")))) == 1


def test_many_asking_at_once_get_three_mails(engine, key, everything):
    def asking(number):
        return lambda: ask(engine, key, f"petra{number}@plainfield.example")

    problems = at_once(*map(asking, range(6)))

    assert problems == []
    assert len(everything(sa.select(OutgoingMail.id))) == 3


def test_an_organisation_keeps_one_firm(acting_for):
    with acting_for("The platform") as session:
        add_claimed_firm(session)

        with pytest.raises(IntegrityError):
            add_claimed_firm(session, firm_id="F-902")


@pytest.mark.parametrize("column", ["vetting_status", "verified_on", "licence_status", "peer_review_rating", "rating"])
def test_what_was_vetted_of_a_firm_is_not_its_own_to_tell_whatever_calls_the_service(acting_for, column):
    with acting_for("The platform") as session:
        firm = add_firm(session)
        with pytest.raises(ValueError, match="not the firm's to tell"):
            tell_offer(
                session, firm, Offer({column: None}, firm.version), Actor(None, "Fiona"), today=date(2026, 11, 29)
            )


def test_the_demos_firm_is_claimed_once_and_stays_released(engine, everything):
    def seed():
        with open_session(engine, EVERY_ORGANISATION) as session:
            seed_people(session)
            seed_claim(session)
            session.commit()

    with open_session(engine, EVERY_ORGANISATION) as session:
        firm_id = add_firm(session, name=DEMO_FIRM, is_sample=True).id
        session.commit()
    seed()
    seed()
    kept = everything(sa.select(Organisation.name).join(Firm, Firm.organisation_id == Organisation.id))
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.get_one(Firm, firm_id).organisation_id = None
        session.commit()
    seed()

    assert kept == [(DEMO_FIRM,)]
    assert everything(sa.select(Firm.organisation_id)) == [(None,)]


@pytest.fixture
def fading(acting_for):
    """Fiona's firm, whose capacity was told 45 days before TODAY."""
    with acting_for("The platform") as session:
        told_on = TODAY - timedelta(days=45)
        firm = add_claimed_firm(session, open_slots=2, next_start_on=date(2027, 4, 1), capacity_as_of=told_on)
        key, organisation_id = firm.id, firm.organisation_id
        session.commit()
        return key, organisation_id


def reminding(acting_for, day):
    with acting_for("Invented Assurance") as session:
        count = remind(session, day, "https://a.example")
        session.commit()
        return count


def named(engine, day):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
        return list(organisations_to_remind(looking, day))


def test_a_firm_is_reminded_on_the_forty_fifth_day_and_not_before(engine, acting_for, fading, everything):
    yesterday = TODAY - timedelta(days=1)

    assert named(engine, yesterday) == []
    assert reminding(acting_for, yesterday) == 0
    assert named(engine, TODAY) == [fading[1]]
    assert reminding(acting_for, TODAY) == 1
    (mail,) = everything(sa.select(OutgoingMail.recipient, OutgoingMail.body))
    assert mail.recipient == "fiona@example.com"
    assert "told its capacity 6 weeks ago. After 60 days companies read it as unconfirmed." in mail.body
    assert "More engagements: 2\nNext start: 1 April 2027" in mail.body
    assert "https://a.example/portal/capacity" in mail.body


@pytest.mark.parametrize(("days", "mails"), [(0, 1), (6, 1), (7, 2)])
def test_it_is_reminded_again_after_a_week(engine, acting_for, fading, everything, days, mails):
    reminding(acting_for, TODAY)

    later = TODAY + timedelta(days=days)
    assert named(engine, later) == ([fading[1]] if mails == 2 else [])
    reminding(acting_for, later)

    assert len(everything(sa.select(OutgoingMail.id))) == mails


def test_a_firm_that_told_its_capacity_anew_is_left_alone_until_that_fades(engine, acting_for, fading, everything):
    reminding(acting_for, TODAY)
    with acting_for("Invented Assurance") as session:
        firm = session.get_one(Firm, fading[0])
        tell_capacity(session, firm, Capacity(2, None, firm.version), Actor(None, "Fiona"), today=TODAY)
        session.commit()

    assert reminding(acting_for, TODAY + timedelta(days=44)) == 0
    assert reminding(acting_for, TODAY + timedelta(days=45)) == 1
    assert everything(sa.select(CapacityReminder.for_day)) == [(TODAY,)]


def test_a_removed_firm_and_one_that_nobody_keeps_are_not_reminded(engine, acting_for, fading):
    with acting_for("The platform") as session:
        session.get_one(Firm, fading[0]).vetting_status = "removed"
        add_firm(session, firm_id="F-902", capacity_as_of=TODAY - timedelta(days=90))
        session.commit()

    assert named(engine, TODAY) == []
    assert reminding(acting_for, TODAY) == 0


def test_two_workers_at_once_send_one_mail(acting_for, fading, everything):
    assert at_once(*[lambda: reminding(acting_for, TODAY)] * 2) == []

    assert len(everything(sa.select(OutgoingMail.id))) == 1


def test_the_migration_leaves_every_firm_its_history(owner, acting_for, fading, everything):
    with acting_for("Invented Assurance") as session:
        firm = session.get_one(Firm, fading[0])
        tell_capacity(session, firm, Capacity(5, None, firm.version), Actor(None, "Fiona"), today=TODAY)
        session.commit()
    before = everything(sa.select(FirmChange.field, FirmChange.new).order_by(FirmChange.field))

    downgrade(owner, "0012")
    upgrade(owner)

    assert everything(sa.select(FirmChange.field, FirmChange.new).order_by(FirmChange.field)) == before
    assert len(before) == 4
    assert everything(sa.select(FirmTold.id)) == []
    assert everything(sa.select(Firm.open_slots, Firm.organisation_id)) == [(5, None)]
