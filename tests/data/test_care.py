"""Versions, evidence and reminders on each engine; what stood before the migration; two workers at once."""

import threading
from datetime import date, timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.audit.append_only import AppendOnlyError
from foundation.clock import today
from foundation.imports.models import RecordVersion, VersionDeed
from foundation.imports.versions import version_on
from foundation.mail.models import OutgoingMail
from foundation.migrations.run import downgrade, upgrade
from questionnaires.care.due import organisations_with_due_things
from questionnaires.care.reminders import remind
from questionnaires.controls.models import Control
from questionnaires.controls.queries import ControlFilter, find_controls
from questionnaires.controls.records import TestResult
from questionnaires.controls.service import CONTROLS
from questionnaires.controls.testing import TestRequest, past_tests, record_test
from questionnaires.evidence.models import Evidence
from questionnaires.facts.queries import FactFilter, find_facts
from questionnaires.rooms import WATCHED
from tests.factories.control import keep_control
from tests.factories.fact import keep_fact

TODAY = date(2027, 3, 10)


@pytest.fixture
def acting_for(engine):
    def bound(name):
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
            organisation_id = looking.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        return open_session(engine, organisation_id)

    return bound


def test_tests_are_found_among_the_versions(acting_for):
    with acting_for("Acme") as acme:
        row = keep_control(acme, statement='We note "test_result": in a file.')
        failed = TestRequest(date(2026, 3, 1), TestResult.EXCEPTION, "1 of 9")
        record_test(acme, row, failed, version=1, actor=SERVICE)
        record_test(acme, row, TestRequest(date(2026, 4, 1), TestResult.PASSED, None), version=2, actor=SERVICE)
        acme.commit()

        found = [(one.tested_on, one.result, one.note, one.closed_on) for one in past_tests(acme, row)]

    assert found == [
        (date(2026, 4, 1), TestResult.PASSED, "", None),
        (date(2026, 3, 1), TestResult.EXCEPTION, "1 of 9", date(2026, 4, 1)),
    ]


def test_a_record_that_stood_before_versions_were_kept_gets_its_first(owner, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, criteria=("CC6.1", "P1.1"), last_tested_on=date(2026, 3, 1))
        keep_fact(acme)
    downgrade(owner, "0007")

    upgrade(owner)

    with acting_for("Acme") as acme:
        row = acme.scalars(sa.select(Control)).one()
        stood = version_on(acme, CONTROLS, row, today())
        assert (stood.deed, stood.number) == (VersionDeed.STOOD, 1)
        assert stood.texts == {
            "control_id": "AC-01",
            "title": "Sign-in with a second factor",
            "statement": "Every employee signs in with a second factor.",
            "criteria": "CC6.1; P1.1",
            "status": "implemented",
            "last_tested_on": "2026-03-01",
            "sensitivity": "public",
        }
        facts = acme.scalars(sa.select(RecordVersion.texts).where(RecordVersion.collection == "facts")).all()
    assert facts == [{"key": "employees", "value": "85"}]


def test_versions_are_not_changed(acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme)
        acme.scalars(sa.select(RecordVersion)).one().actor_name = "Nobody"

        with pytest.raises(AppendOnlyError):
            acme.flush()


def test_versions_of_another_organisation_do_not_exist(acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme)
    with acting_for("Umbrella") as umbrella:
        row = keep_control(umbrella)

        assert version_on(umbrella, CONTROLS, row, today()).actor_name == "auditmatch"
        assert len(umbrella.scalars(sa.select(RecordVersion)).all()) == 1


@pytest.mark.parametrize(
    "wrong",
    [
        {"url": None},
        {"stored_name": "0" * 32},
        {"control_id": None},
    ],
)
def test_evidence_is_one_link_or_one_file_of_one_thing(acting_for, wrong):
    with acting_for("Acme") as acme:
        good = {"control_id": keep_control(acme).id, "title": "T", "url": "https://a.example", "added_by": "Bob"}
        acme.add(Evidence(**(good | wrong)))

        with pytest.raises(IntegrityError):
            acme.flush()


def test_evidence_cannot_show_a_thing_of_another_organisation(acting_for):
    with acting_for("Acme") as acme:
        control_id = keep_control(acme).id
    with acting_for("Umbrella") as umbrella:
        umbrella.add(Evidence(control_id=control_id, title="T", url="https://a.example", added_by="Charlie"))

        with pytest.raises(IntegrityError):
            umbrella.flush()


def test_lists_are_sorted_by_review_and_owner(acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, "AC-01")
        keep_control(acme, "AC-02", owner="b").next_review_on = TODAY
        keep_control(acme, "AC-03", owner="A").next_review_on = TODAY - timedelta(days=1)
        keep_fact(acme, "mascot", "Otter")
        keep_fact(acme, "employees")
        keep_fact(acme, "dpo", "Kim").owner = "Bob"
        acme.commit()

        def controls(sort):
            return [row.control_id for row in find_controls(acme, ControlFilter(sort=sort), page=1).rows]

        def facts(sort):
            return [row.key for row in find_facts(acme, FactFilter(sort=sort), page=1).rows]

        assert controls("next_review_on") == ["AC-03", "AC-02", "AC-01"]
        assert controls("owner") == ["AC-03", "AC-02", "AC-01"]
        assert facts("") == ["employees", "dpo", "mascot"]
        assert facts("owner") == ["dpo", "employees", "mascot"]


def test_two_workers_at_once_send_one_mail(engine, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme, owner="Bob").next_review_on = TODAY
        acme.commit()
    ready, problems = threading.Barrier(2), []

    def work():
        try:
            with acting_for("Acme") as session:
                ready.wait()
                remind(session, WATCHED, TODAY, "https://a.example")
                session.commit()
        except Exception as problem:  # noqa: BLE001 - a thread's own failure would pass unseen
            problems.append(problem)

    workers = [threading.Thread(target=work) for _ in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()

    assert problems == []
    with open_session(engine, EVERY_ORGANISATION) as session:
        assert len(session.scalars(sa.select(OutgoingMail)).all()) == 1


def test_only_organisations_in_which_something_is_due_are_visited(engine, acting_for):
    with acting_for("Acme") as acme:
        keep_control(acme).next_review_on = TODAY + timedelta(days=14)
        acme.commit()
        mine = acme.scalars(sa.select(Control.organisation_id)).one()
    with acting_for("Umbrella") as umbrella:
        keep_control(umbrella).next_review_on = TODAY + timedelta(days=15)
        umbrella.commit()

    with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
        assert list(organisations_with_due_things(looking, WATCHED, TODAY)) == [mine]
