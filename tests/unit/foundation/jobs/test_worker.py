"""Jobs are done once, by one worker, and never lost."""

import uuid
from datetime import timedelta

import pytest

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.errors import BadInput
from foundation.jobs.models import Job, JobState
from foundation.jobs.service import enqueue
from foundation.jobs.work import LeaseLost, Work
from foundation.jobs.worker import claim, run, run_waiting

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


def test_a_bug_frees_the_job_and_after_three_attempts_it_counts_as_failed(engine, job_id):
    def deed(_work: Work) -> None:
        raise ZeroDivisionError

    for _attempt in range(3):
        with pytest.raises(ZeroDivisionError):
            run_waiting(engine, {"count": deed})
    assert run_waiting(engine, {"count": deed}) == 0

    assert state_of(engine, job_id).state is JobState.FAILED
