"""Taking jobs by lease and doing them. Part of the command line: it looks across organisations to find work."""

import logging
import uuid
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.clock import SET_BACK, now
from foundation.errors import AuditmatchError
from foundation.jobs.models import ATTEMPTS, GIVEN_UP, Job, JobState
from foundation.jobs.work import LEASE, LeaseLost, Work
from foundation.logs.context import in_hand, job_id

Deed = Callable[[Work], None]
log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker holds until its lease ends."""

    job_id: uuid.UUID
    organisation_id: uuid.UUID
    kind: str
    fence: int


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


def run_waiting(engine: Engine, deeds: Mapping[str, Deed]) -> int:
    """Do every job that waits or whose worker fell silent; gives how many were taken."""
    taken = 0
    while claimed := claim(engine):
        taken += 1
        run(engine, claimed, deeds[claimed.kind])
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
    free = sa.select(Job).where(sa.or_(Job.state == JobState.WAITING, silent)).order_by(Job.created_at).limit(1)
    return session.scalar(free.with_for_update(skip_locked=True))


def _give_up(job: Job) -> None:
    job.state, job.finished_at, job.leased_until = JobState.FAILED, now(), None
    job.problem = GIVEN_UP
    log.error("job %s was given up", job.id)


def run(engine: Engine, held: Claim, deed: Deed) -> None:
    """Do one job; a problem that a person can act on closes it, a bug frees it for another attempt and is raised."""
    with in_hand(job_id, held.job_id), open_session(engine, held.organisation_id) as session:
        work = Work(session, session.get_one(Job, held.job_id), held.fence)
        done = False
        try:
            deed(work)
            work.finish()
            done = True
            log.info("job done", extra={"kind": held.kind})
        except LeaseLost:
            log.warning("job %s was taken over by another worker", held.job_id)
            done = True
        except AuditmatchError as problem:
            work.fail(str(problem))
            done = True
        finally:
            if not done:
                log.error("job stopped", extra={"kind": held.kind}, exc_info=True)
                session.rollback()
                _free(session, held)


def _free(session: Session, held: Claim) -> None:
    mine = sa.update(Job).where(Job.id == held.job_id, Job.fence == held.fence)
    session.execute(mine.values(state=JobState.WAITING, leased_until=None))
    session.commit()
