"""Jobs are done once, by one worker, and never lost."""

import uuid
from datetime import timedelta

import pytest

from foundation import clock
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.errors import BadInput
from foundation.jobs import worker
from foundation.jobs.models import Job, JobState
from foundation.jobs.service import enqueue
from foundation.jobs.work import LeaseLost, Work
from foundation.jobs.worker import claim, hand_back, run, run_waiting

SUBJECT = uuid.UUID(int=7)


@pytest.fixture
def engine(app):
    return app.extensions["engine"]


@pytest.fixture
def job_id(acting_for):
    with acting_for("Acme") as session:
        job = enqueue(session, "count", SUBJECT)
        session.commit()
        return job.id


def state_of(engine, job_id) -> Job:
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return session.get_one(Job, job_id)


def test_a_waiting_job_is_done_once(engine, job_id):
    done: list[uuid.UUID] = []

    run_waiting(engine, {"count": lambda work: done.append(work.job.subject_id)})
    run_waiting(engine, {"count": lambda work: done.append(work.job.subject_id)})

    assert done == [SUBJECT]
    assert state_of(engine, job_id).state is JobState.DONE


def test_a_job_that_is_held_is_not_taken_again(engine, job_id):
    assert claim(engine).job_id == job_id
    assert claim(engine) is None


def test_a_job_whose_worker_fell_silent_is_taken_over_and_the_first_can_no_longer_write(engine, job_id):
    first = claim(engine, lease=timedelta(seconds=-1))
    second = claim(engine)
    assert (first.fence, second.fence) == (1, 2)

    with open_session(engine, first.organisation_id) as session:
        late = Work(session, session.get_one(Job, job_id), first.fence)
        with pytest.raises(LeaseLost):
            late.checkpoint(1, 2)

    assert state_of(engine, job_id).steps_done == 0


def test_a_job_that_was_handed_back_takes_no_lease_from_the_thread_that_still_works_at_it(engine, job_id):
    held = claim(engine)

    def deed(work: Work) -> None:
        work.session.commit()  # as between two steps
        hand_back(engine, held)
        work.checkpoint(1, 4)

    run(engine, held, deed)

    left = state_of(engine, job_id)
    assert (left.state, left.leased_until, left.steps_done) == (JobState.WAITING, None, 0)
    assert claim(engine).job_id == job_id


def test_progress_is_seen_while_the_job_runs(engine, job_id):
    seen: list[float] = []

    def deed(work: Work) -> None:
        work.checkpoint(1, 4)
        seen.append(state_of(engine, job_id).share_done)

    run(engine, claim(engine), deed)

    assert seen == [0.25]


def test_a_problem_for_the_person_closes_the_job_with_its_sentence(engine, job_id):
    def deed(_work: Work) -> None:
        raise BadInput("The sheet is empty.", where="Sheet 'Access'")

    run_waiting(engine, {"count": deed})

    job = state_of(engine, job_id)
    assert (job.state, job.problem) == (JobState.FAILED, "Sheet 'Access': The sheet is empty.")


def a_bug(_work: Work) -> None:
    raise ZeroDivisionError


def fail_once(engine) -> None:
    with pytest.raises(ZeroDivisionError):
        run_waiting(engine, {"count": a_bug})


def let_pass(monkeypatch, **time) -> None:
    then = clock.now() + timedelta(**time)
    monkeypatch.setattr(worker, "now", lambda: then)


def test_a_job_that_a_bug_ended_rests_longer_after_each_attempt_and_is_given_up_after_the_third(
    engine, job_id, monkeypatch
):
    fail_once(engine)
    let_pass(monkeypatch, seconds=25)
    assert run_waiting(engine, {"count": a_bug}) == 0
    let_pass(monkeypatch, seconds=35)
    fail_once(engine)
    let_pass(monkeypatch, minutes=4)
    assert run_waiting(engine, {"count": a_bug}) == 0
    let_pass(monkeypatch, minutes=5)
    fail_once(engine)
    assert run_waiting(engine, {"count": a_bug}) == 0

    job = state_of(engine, job_id)
    assert (job.state, job.attempts) == (JobState.FAILED, 3)
    assert job.problem == ("The work stopped 3 times without finishing. Start it again, or ask your administrator.")


def test_a_job_that_rests_keeps_no_other_from_its_turn(engine, job_id, acting_for):
    fail_once(engine)
    with acting_for("Acme") as session:
        other_id = enqueue(session, "list", SUBJECT).id
        session.commit()

    assert run_waiting(engine, {"count": a_bug, "list": lambda _work: None}) == 1
    assert state_of(engine, other_id).state is JobState.DONE


def test_a_rest_that_could_not_be_so_long_was_written_before_the_clock_was_set_back(engine, job_id, monkeypatch):
    fail_once(engine)
    let_pass(monkeypatch, hours=-1)

    assert claim(engine).job_id == job_id
