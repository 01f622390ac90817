"""The nightly look through the ledger on each engine: once a day, whole, told once."""

import threading
from datetime import date

import pytest
import sqlalchemy as sa

from foundation.audit.models import AuditEntry
from foundation.mail.models import OutgoingMail
from matcher.firms.models import Firm, FirmChange
from matcher.vetting.facts import Fact
from matcher.vetting.models import VettingRound
from matcher.vetting.nightly import look_through
from tests.factories.firm import add_firm
from tests.factories.vetting import add_check

BASE = "https://auditmatch.example"


@pytest.fixture
def firm(platform):
    firm = add_firm(platform)
    platform.commit()
    return firm


def looked(acting_for, day):
    with acting_for() as session:
        done = look_through(session, day, BASE)
        session.commit()
        return done


def mails(acting_for):
    with acting_for() as session:
        return [(one.recipient, one.subject, one.body) for one in session.scalars(sa.select(OutgoingMail))]


def test_a_check_holds_on_its_last_day_and_is_stale_the_day_after(platform, firm, storage, acting_for):
    check = add_check(platform, firm, Fact.INSURANCE, storage)
    platform.commit()

    looked(acting_for, date(2027, 6, 30))
    platform.refresh(check)
    assert check.stale_since is None
    platform.commit()
    looked(acting_for, date(2027, 7, 1))
    platform.refresh(check)

    assert check.stale_since == date(2027, 7, 1)
    assert platform.get(Firm, firm.id).vetting_status == "verified"


def test_a_verified_firm_whose_licence_check_is_too_old_becomes_stale_and_admins_get_one_mail(
    platform, firm, storage, acting_for
):
    add_check(platform, firm, Fact.FIRM_LICENCE, storage)
    add_firm(platform, firm_id="F-902", name="Idle House", vetting_status="candidate", licence_checked_on=None)
    platform.commit()

    assert looked(acting_for, date(2027, 11, 20)) is True
    assert mails(acting_for) == []
    assert looked(acting_for, date(2027, 11, 21)) is True
    assert looked(acting_for, date(2027, 11, 21)) is False

    platform.expire_all()
    ((recipient, subject, body),) = mails(acting_for)
    assert (recipient, subject) == ("ada@example.com", "Vetting: 1 check past due, 1 firm became stale")
    assert "- Plainfield Assurance: Its licence was last checked on 2026-11-20, 366 days ago" in body
    assert "- Plainfield Assurance: CPA firm licence OH, held until 20 November 2027\n" in body
    assert f"{BASE}/admin/firms/{firm.id}/vetting" in body
    assert "Idle House" not in body
    assert firm.vetting_status == "stale"
    told = platform.scalars(sa.select(FirmChange).where(FirmChange.field == "vetting_status")).one()
    assert (told.actor_name, told.old, told.new) == ("auditmatch", "verified", "stale")
    assert told.source.startswith("Its licence was last checked on 2026-11-20")
    actions = platform.scalars(sa.select(AuditEntry.action).where(AuditEntry.actor_name == "auditmatch")).all()
    assert sorted(actions) == ["firm.became_stale", "vetting.looked_through"]


def test_what_became_stale_is_told_once(platform, firm, storage, acting_for):
    add_check(platform, firm, Fact.INSURANCE, storage)
    platform.commit()

    for day in range(1, 5):
        looked(acting_for, date(2027, 7, day))

    assert len(mails(acting_for)) == 1


def test_a_look_that_is_killed_in_the_middle_leaves_nothing_and_is_made_good(platform, firm, storage, acting_for):
    check = add_check(platform, firm, Fact.INSURANCE, storage)
    platform.commit()
    with acting_for() as killed:
        assert look_through(killed, date(2027, 12, 1), BASE) is True
        killed.rollback()
    assert mails(acting_for) == []
    platform.expire_all()
    assert (check.stale_since, firm.vetting_status) == (None, "verified")
    platform.commit()

    assert looked(acting_for, date(2027, 12, 1)) is True

    assert len(mails(acting_for)) == 1
    platform.expire_all()
    assert (check.stale_since, firm.vetting_status) == (date(2027, 12, 1), "stale")


def test_two_workers_at_once_look_once(platform, firm, storage, acting_for):
    add_check(platform, firm, Fact.INSURANCE, storage)
    platform.commit()
    ready, results = threading.Barrier(2), []

    def work():
        try:
            with acting_for() as session:
                ready.wait()
                done = look_through(session, date(2027, 12, 1), BASE)
                session.commit()
                results.append(done)
        except Exception as problem:  # noqa: BLE001 - a thread's own failure would pass unseen
            results.append(problem)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert sorted(results) == [False, True]
    assert len(mails(acting_for)) == 1
    assert len(platform.scalars(sa.select(VettingRound)).all()) == 1
