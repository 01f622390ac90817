"""Who is reminded of what, how often, and in one mail a person."""

from datetime import date, timedelta

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.mail.models import OutgoingMail
from questionnaires.care.models import ReviewReminder
from questionnaires.care.reminders import remind
from questionnaires.evidence.models import Evidence
from questionnaires.rooms import WATCHED
from tests.factories.control import keep_control
from tests.factories.fact import keep_fact

TODAY = date(2027, 3, 10)
BASE = "https://auditmatch.example/"


@pytest.fixture
def acme(acting_for):
    return acting_for("Acme")


@pytest.fixture
def keep_due(acme):
    """Keep a control with an owner that is reviewed next on a day."""

    def keep(control_id, owner, next_review_on):
        row = keep_control(acme, control_id, owner=owner)
        row.next_review_on = next_review_on
        acme.commit()
        return row

    return keep


def told(session, today=TODAY):
    """Remind, and give recipient -> body of the mails that were written now."""
    session.execute(sa.delete(OutgoingMail))
    remind(session, WATCHED, today, BASE)
    session.commit()
    return {mail.recipient: mail.body for mail in session.scalars(sa.select(OutgoingMail))}


def test_an_owner_gets_one_mail_with_everything_that_is_due(acme, keep_due):
    row = keep_due("AC-01", "Bob", TODAY - timedelta(days=1))
    keep_due("AC-02", " bob@EXAMPLE.com", TODAY + timedelta(days=14))
    fact = keep_fact(acme)
    fact.owner, fact.next_review_on = "bob", TODAY
    acme.commit()

    mails = told(acme)

    assert list(mails) == ["bob@example.com"]
    body = mails["bob@example.com"]
    overdue, soon = body.split("To be reviewed soon")
    assert (
        f"AC-01 Sign-in with a second factor: 9 March 2027\n  https://auditmatch.example/controls/{row.id}" in overdue
    )
    assert "AC-02" in soon
    assert "Employees: 10 March 2027" in soon


def test_what_is_due_later_is_not_told_yet(acme, keep_due):
    keep_due("AC-01", "Bob", TODAY + timedelta(days=15))

    assert told(acme) == {}


@pytest.mark.parametrize("owner", [None, "Head of IT", "Charlie"])
def test_what_no_member_owns_is_told_to_owners_and_security(acme, keep_due, owner):
    keep_due("AC-01", owner, TODAY)

    assert sorted(told(acme)) == ["alice@example.com", "bob@example.com"]


def test_one_thing_is_told_again_only_after_a_week(acme, keep_due):
    keep_due("AC-01", "Bob", TODAY)

    days = [day for day in range(16) if told(acme, TODAY + timedelta(days=day))]

    assert days == [0, 7, 14]


def test_another_day_is_told_at_once(acme, keep_due):
    row = keep_due("AC-01", "Bob", TODAY)
    told(acme)
    row.next_review_on = TODAY + timedelta(days=2)
    acme.commit()

    assert "12 March 2027" in told(acme, TODAY + timedelta(days=1))["bob@example.com"]


def test_what_is_no_longer_due_is_forgotten(acme, keep_due):
    row = keep_due("AC-01", "Bob", TODAY)
    told(acme)
    row.next_review_on = None
    acme.commit()

    assert told(acme, TODAY + timedelta(days=1)) == {}
    assert acme.scalars(sa.select(ReviewReminder)).all() == []


@pytest.mark.parametrize(("until", "is_told"), [(TODAY, False), (TODAY - timedelta(days=1), True)])
def test_evidence_past_its_day_is_told_to_the_owner_of_what_it_shows(acme, keep_due, until, is_told):
    row = keep_due("AC-01", "Bob", None)
    acme.add(
        Evidence(control_id=row.id, title="Old review", url="https://a.example", valid_until=until, added_by="Bob")
    )
    acme.commit()

    mails = told(acme)

    assert bool(mails) == is_told
    if is_told:
        assert "Evidence past its day\n- Old review (AC-01 Sign-in with" in mails["bob@example.com"]


def test_a_mail_and_its_mark_come_and_go_together(acme, acting_for, keep_due):
    keep_due("AC-01", "Bob", TODAY)
    with acting_for("Acme") as killed:
        assert remind(killed, WATCHED, TODAY, BASE) == 1
        killed.rollback()

    assert list(told(acme)) == ["bob@example.com"]
    assert told(acme) == {}


def test_a_reminder_leaves_its_line_in_the_trail(acme, keep_due):
    keep_due("AC-01", "Bob", TODAY)
    told(acme)

    entry = acme.scalars(sa.select(AuditEntry).where(AuditEntry.action == "reviews.reminded")).one()

    assert entry.summary == "Sent 1 reminders of 1 things that are due"


def test_a_reminder_changes_no_version_that_somebody_has_open(acme, keep_due):
    row = keep_due("AC-01", "Bob", TODAY)
    before = (row.version, row.changed_at)
    told(acme)

    assert (row.version, row.changed_at) == before


def test_a_long_mail_is_cut_and_says_how_much_more(acme, keep_due):
    for number in range(52):
        keep_due(f"AC-{number:02}", "Bob", TODAY)

    assert "- and 2 more" in told(acme)["bob@example.com"]
