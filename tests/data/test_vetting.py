"""The ledger on each engine: one check of a fact counts, and none is edited."""

import threading
from datetime import date

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.accounts.models import User
from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.errors import BadInput, Conflict
from foundation.uploads import UploadedFile
from matcher.firms.models import Firm, FirmChange
from matcher.vetting.facts import Ending, Fact
from matcher.vetting.models import EditedCheckError, VettingCheck
from matcher.vetting.queries import Due, QueueFilter, current_checks, find_checks, status_counts
from matcher.vetting.service import confirm_check, withdraw_check
from tests.factories.firm import add_firm
from tests.factories.vetting import add_check

BASE = "https://auditmatch.example"
SECOND = Actor(None, "Bertha")


@pytest.fixture
def firm(platform):
    firm = add_firm(platform)
    platform.commit()
    return firm


def test_a_check_writes_the_columns_that_the_gate_reads_with_its_source(platform, firm, storage):
    add_check(platform, firm, Fact.FIRM_LICENCE, storage)
    platform.commit()

    changed = dict(
        platform.execute(sa.select(FirmChange.field, FirmChange.source).where(FirmChange.field.is_not(None))).all()
    )
    assert (firm.licence_checked_on, changed) == (date(2026, 11, 20), {"licence_checked_on": "A test"})
    (entry,) = platform.scalars(sa.select(AuditEntry)).all()
    assert (entry.action, entry.detail["source"]) == ("firm.checked", "A test")
    assert entry.summary == "Checked Plainfield Assurance. CPA firm licence OH: Active, number OH-1234"


def test_a_newer_check_supersedes_the_older_which_stays(platform, firm, storage):
    first = add_check(platform, firm, Fact.INSURANCE, storage)
    newer = add_check(platform, firm, Fact.INSURANCE, storage, finding="Not insured", checked_on=date(2026, 11, 21))
    elsewhere = add_check(platform, firm, Fact.FIRM_LICENCE, storage, subject="PA", cells={})
    platform.commit()

    assert [one.id for one in current_checks(platform, firm)] == [elsewhere.id, newer.id]
    assert (first.ending, first.ended_by, first.finding) == (Ending.SUPERSEDED, "Test", "Insured for $1,000,000")


def test_an_older_lookup_does_not_supersede_a_later_one(platform, firm, storage):
    add_check(platform, firm, Fact.INSURANCE, storage)

    with pytest.raises(BadInput, match="a later check of this, of 20 November 2026"):
        add_check(platform, firm, Fact.INSURANCE, storage, checked_on=date(2026, 11, 19))


@pytest.mark.parametrize(("field", "value"), [("finding", "Other"), ("source", "x"), ("checked_on", date(2020, 1, 1))])
def test_what_a_check_found_is_never_edited(platform, firm, storage, field, value):
    check = add_check(platform, firm, Fact.INSURANCE, storage)
    setattr(check, field, value)

    with pytest.raises(EditedCheckError):
        platform.flush()


def test_the_database_lets_one_check_of_a_fact_count(platform, firm, storage):
    check = add_check(platform, firm, Fact.INSURANCE, storage)
    twin = {c.key: getattr(check, c.key) for c in sa.inspect(VettingCheck).column_attrs if c.key != "id"}
    platform.add(VettingCheck(**twin))

    with pytest.raises(IntegrityError):
        platform.flush()


def test_a_check_that_ends_says_how(platform, firm, storage):
    check = add_check(platform, firm, Fact.INSURANCE, storage)
    check.ending = Ending.WITHDRAWN

    with pytest.raises(IntegrityError):
        platform.flush()


def test_a_second_person_confirms_and_nobody_else(platform, firm, storage):
    user_id = platform.scalars(sa.select(User.id).where(User.name == "Ada")).one()
    check = add_check(platform, firm, Fact.INSURANCE, storage, Actor(user_id, "Ada"))

    with pytest.raises(BadInput, match="You checked this yourself"):
        confirm_check(platform, firm, check, Actor(user_id, "Ada Renamed"))
    confirm_check(platform, firm, check, SECOND)
    with pytest.raises(Conflict, match="Bertha has confirmed"):
        confirm_check(platform, firm, check, SECOND)

    assert (check.confirmed_by, check.stale_since) == ("Bertha", None)
    actions = platform.scalars(sa.select(AuditEntry.action).order_by(AuditEntry.at)).all()
    assert actions == ["firm.checked", "firm.check_confirmed"]


def test_a_withdrawn_check_takes_back_what_it_wrote(platform, firm, storage):
    check = add_check(platform, firm, Fact.FIRM_LICENCE, storage)

    withdraw_check(platform, firm, check, "The wrong firm of that name", SECOND)
    platform.commit()

    assert (firm.licence_status, firm.licence_checked_on, firm.licence_number) == (None, None, "OH-1234")
    assert (check.ending, check.ending_reason) == (Ending.WITHDRAWN, "The wrong firm of that name")
    assert current_checks(platform, firm) == []
    with pytest.raises(Conflict, match="no longer counts"):
        confirm_check(platform, firm, check, SECOND)


def test_an_evidence_file_stays_only_with_its_commit(platform, firm, storage):
    file = UploadedFile("board.png", b"\x89PNG\r\n\x1a\n")
    add_check(platform, firm, Fact.INSURANCE, storage, file=file)
    platform.rollback()
    assert list(storage.folder.iterdir()) == []

    check = add_check(platform, firm, Fact.INSURANCE, storage, file=file)
    platform.commit()
    assert storage.fetch(check.stored_name) == b"\x89PNG\r\n\x1a\n"


def test_checks_go_with_their_firm(platform, firm, storage):
    add_check(platform, firm, Fact.INSURANCE, storage)
    platform.commit()

    platform.execute(sa.delete(Firm).where(Firm.id == firm.id))

    assert platform.scalars(sa.select(VettingCheck.id)).all() == []


@pytest.mark.parametrize(
    ("due", "found"),
    [
        (Due.OVERDUE, []),
        (Due.SOON, ["capacity"]),
        (Due.ALL, ["capacity", "insurance"]),
        (Due.UNCONFIRMED, ["insurance"]),
    ],
)
def test_the_queue_is_ordered_and_narrowed(platform, firm, storage, due, found):
    add_check(platform, firm, Fact.INSURANCE, storage)
    confirm_check(platform, firm, add_check(platform, firm, Fact.CAPACITY, storage), SECOND)
    gone = add_firm(platform, firm_id="F-902", vetting_status="removed")
    add_check(platform, gone, Fact.INSURANCE, storage)

    page = find_checks(platform, QueueFilter(due), date(2027, 1, 10), page=1)

    assert [check.fact for check in page.rows] == found


def test_firms_are_counted_by_status_and_one_without_any_is_a_candidate(platform, firm):
    add_firm(platform, firm_id="F-902", vetting_status=None)
    add_firm(platform, firm_id="F-903", vetting_status="removed")

    counted = {str(status): firms for status, firms in status_counts(platform).items()}

    assert counted == {"candidate": 1, "under_review": 0, "verified": 1, "stale": 0, "suspended": 0, "removed": 1}


def test_two_admins_at_once_leave_one_check_that_counts(platform, firm, acting_for, storage):
    firm_id = firm.id
    platform.commit()
    ready, problems = threading.Barrier(2), []

    def work(name):
        try:
            with acting_for() as session:
                own = session.get(Firm, firm_id)
                if session.bind.dialect.name == "postgresql":
                    ready.wait()
                add_check(session, own, Fact.INSURANCE, storage, Actor(None, name))
                session.commit()
        except Exception as problem:  # noqa: BLE001 - a thread's own failure would pass unseen
            problems.append(problem)

    workers = [threading.Thread(target=work, args=(name,)) for name in ("Ada", "Bertha")]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert problems == []
    rows = platform.execute(sa.select(VettingCheck.ending).order_by(VettingCheck.recorded_at)).scalars().all()
    assert sorted(rows, key=str) == [None, Ending.SUPERSEDED]


def test_a_licence_of_another_state_leaves_the_one_that_the_gate_reads(platform, firm, storage):
    add_check(platform, firm, Fact.FIRM_LICENCE, storage, subject="PA", cells={})

    assert (firm.licence_state, firm.licence_checked_on) == ("OH", date(2026, 10, 1))
