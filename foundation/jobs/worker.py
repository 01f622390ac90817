"""Taking jobs by lease and doing them. Part of the command line: it looks across organisations to find work."""

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.clock import SET_BACK, now
from foundation.errors import AuditmatchError
from foundation.jobs.models import ATTEMPTS, GIVEN_UP, NOT_COUNTED, Job, JobState
from foundation.jobs.shift import Claim, Shift
from foundation.jobs.work import LEASE, HandedBack, LeaseLost, Work
from foundation.logs.context import in_hand, job_id

Deed = Callable[[Work], None]
REST = (timedelta(seconds=30), timedelta(minutes=4))
"""How long a job rests after its first attempt that ended by a bug, and after the second."""
log = logging.getLogger(__name__)


def for_each_organisation(
    engine: Engine, having: Callable[[Session], Sequence[uuid.UUID]], deed: Callable[[Session], object]
) -> None:
    """Do a deed for each organisation that a look across all of them names, each in a transaction of its own."""
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
        organisations = having(looking)
    for organisation_id in organisations:
        with open_session(engine, organisation_id) as session:
            deed(session)
            session.commit()


def run_waiting(engine: Engine, deeds: Mapping[str, Deed], shift: Shift | None = None) -> int:
    """Do every job that waits or whose worker fell silent, until the shift is over; gives how many were taken."""
    shift, taken = shift or Shift(), 0
    while not shift.is_over() and (claimed := claim(engine)):
        taken += 1
        shift.held.add(claimed)
        try:
            run(engine, claimed, deeds[claimed.kind], shift)
        finally:
            shift.held.discard(claimed)
    return taken


def claim(engine: Engine, *, lease: timedelta = LEASE) -> Claim | None:
    """Take the oldest job that is free and raise its fence, so that a former holder can no longer write."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        job = _oldest_free(session)
        while job is not None and job.attempts >= ATTEMPTS:
            _give_up(job)
            session.flush()
            job = _oldest_free(session)
        if job is None:
            session.commit()
            return None
        job.state, job.fence, job.leased_until = JobState.RUNNING, job.fence + 1, now() + lease
        held = Claim(job.id, job.organisation_id, job.kind, job.fence)
        session.commit()
        return held


def _oldest_free(session: Session) -> Job | None:
    over = sa.or_(Job.leased_until < now(), Job.leased_until > now() + LEASE + SET_BACK)
    silent = sa.and_(Job.state == JobState.RUNNING, over)
    rested = sa.and_(Job.state == JobState.WAITING, sa.or_(Job.leased_until.is_(None), over))
    free = sa.select(Job).where(sa.or_(rested, silent)).order_by(Job.created_at).limit(1)
    return session.scalar(free.with_for_update(skip_locked=True))


def _give_up(job: Job) -> None:
    job.state, job.finished_at, job.leased_until = JobState.FAILED, now(), None
    job.problem = GIVEN_UP
    log.error("job %s was given up", job.id)


def run(engine: Engine, held: Claim, deed: Deed, shift: Shift | None = None) -> None:
    """Do one job; a problem that a person can act on closes it, a bug frees it for another attempt and is raised."""
    is_over = (shift or Shift()).is_over
    with in_hand(job_id, held.job_id), open_session(engine, held.organisation_id) as session:
        work = Work(session, session.get_one(Job, held.job_id), held.fence, is_over)
        settled = False
        try:
            _attempt(work, held, deed)
            settled = True
        finally:
            if not settled:
                log.error("job stopped", extra={"kind": held.kind}, exc_info=True)
                session.rollback()
                _let_go(session, held, counted=True)


def _attempt(work: Work, held: Claim, deed: Deed) -> None:
    try:
        _do(work, deed)
        log.info("job done", extra={"kind": held.kind})
    except LeaseLost:
        log.warning("job %s is no longer held by this worker", held.job_id)
    except HandedBack:
        _let_go(work.session, held, counted=False)
        log.info("job handed back", extra={"kind": held.kind})


def _do(work: Work, deed: Deed) -> None:
    try:
        deed(work)
    except LeaseLost:
        raise
    except AuditmatchError as problem:
        work.fail(str(problem))
    else:
        work.finish()


def hand_back(engine: Engine, held: Claim) -> None:
    """Let another worker take a job at once; nothing happens where this process no longer holds it."""
    with open_session(engine, held.organisation_id) as session:
        _let_go(session, held, counted=False)


def _let_go(session: Session, held: Claim, *, counted: bool) -> None:
    """Free a job: to rest where an attempt failed, which counts, else for whoever comes first."""
    mine = sa.select(Job).where(Job.id == held.job_id, Job.fence == held.fence, Job.state == JobState.RUNNING)
    job = session.scalar(mine.with_for_update().execution_options(populate_existing=True))
    if job is not None:
        job.state, job.leased_until = JobState.WAITING, _rested_at(job) if counted else None
        if not counted:
            job.payload = job.payload | {NOT_COUNTED: int(job.payload.get(NOT_COUNTED, 0)) + 1}
    session.commit()


def _rested_at(job: Job) -> datetime | None:
    """Say when a job may be tried again; one that has no attempt left is given up at the next look."""
    return now() + REST[job.attempts - 1] if job.attempts < ATTEMPTS else None
