"""A worker that is told to stop finishes or hands back what it has in hand, and begins nothing new."""

import threading
import uuid

import pytest

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.errors import Conflict
from foundation.jobs.models import Job, JobState
from foundation.jobs.service import enqueue
from foundation.jobs.shift import Shift
from foundation.jobs.worker import claim, hand_back, run, run_waiting


@pytest.fixture
def engine(app):
    return app.extensions["engine"]


@pytest.fixture
def job_id(acting_for):
    with acting_for("Acme") as session:
        job = enqueue(session, "count", uuid.UUID(int=7))
        session.commit()
        return job.id


@pytest.fixture
def told_to_stop():
    flag = threading.Event()
    shift = Shift()
    shift.ends_with(flag)
    return shift, flag


def standing(engine, job_id):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        job = session.get_one(Job, job_id)
        return job.state, job.leased_until, job.attempts


def test_a_job_is_handed_back_at_its_next_checkpoint_with_what_was_done_and_no_attempt_counted(
    engine, job_id, told_to_stop
):
    shift, flag = told_to_stop

    def deed(work):
        work.checkpoint(1, 3)
        flag.set()
        work.checkpoint(2, 3)
        raise AssertionError("it went on")

    assert run_waiting(engine, {"count": deed}, shift) == 1

    assert standing(engine, job_id) == (JobState.WAITING, None, 0)
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        assert session.get_one(Job, job_id).steps_done == 2


def test_a_job_without_another_checkpoint_is_finished(engine, job_id, told_to_stop):
    shift, flag = told_to_stop

    run_waiting(engine, {"count": lambda _work: flag.set()}, shift)

    assert standing(engine, job_id)[0] is JobState.DONE


def test_nothing_new_is_begun(engine, job_id, told_to_stop):
    shift, flag = told_to_stop
    flag.set()

    assert run_waiting(engine, {}, shift) == 0
    assert standing(engine, job_id) == (JobState.WAITING, None, 0)


def test_a_deed_that_catches_conflicts_does_not_keep_its_job_from_being_handed_back(engine, job_id, told_to_stop):
    shift, flag = told_to_stop
    flag.set()

    def deed(work):
        try:
            work.checkpoint(1, 2)
        except Conflict:
            raise AssertionError("taken for a conflict") from None

    run(engine, claim(engine), deed, shift)

    assert standing(engine, job_id)[0] is JobState.WAITING


def test_what_is_in_hand_is_known_while_it_runs_and_no_longer(engine, job_id):
    shift, seen = Shift(), []

    run_waiting(engine, {"count": lambda _work: seen.extend(shift.held)}, shift)

    assert ([held.job_id for held in seen], shift.held) == ([job_id], set())


def test_a_job_that_another_worker_took_is_not_handed_back_by_the_former(engine, job_id):
    former = claim(engine)
    hand_back(engine, former)
    claim(engine)

    hand_back(engine, former)

    assert standing(engine, job_id)[::2] == (JobState.RUNNING, 1)
    assert claim(engine) is None


def test_a_job_that_is_done_is_not_handed_back(engine, job_id):
    held = claim(engine)
    run(engine, held, lambda _work: None)

    hand_back(engine, held)

    assert standing(engine, job_id)[0] is JobState.DONE
