"""Taking jobs by lease and doing them. Part of the command line: it looks across organisations to find work."""

import logging
import uuid
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.clock import now
from foundation.errors import AuditmatchError
from foundation.jobs.models import Job, JobState
from foundation.jobs.work import LEASE, LeaseLost, Work

Deed = Callable[[Work], None]
ATTEMPTS = 3
"""After so many attempts that ended without a word, a job counts as failed."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that this worker holds until its lease ends."""

    job_id: uuid.UUID
    organisation_id: uuid.UUID
    kind: str
    fence: int


def run_waiting(engine: Engine, deeds: Mapping[str, Deed]) -> int:
    """Do every job that waits or whose worker fell silent; gives how many were taken."""
    taken = 0
    while claimed := claim(engine):
        taken += 1
        run(engine, claimed, deeds[claimed.kind])
    return taken


def for_each_organisation(
    engine: Engine, wanted: Callable[[Session], Iterable[uuid.UUID]], deed: Callable[[Session], object]
) -> None:
    """Do something for each organisation that is wanted, in a transaction of its own; for what is done by the clock."""
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
        organisation_ids = list(wanted(looking))
    for organisation_id in organisation_ids:
        with open_session(engine, organisation_id) as session:
            deed(session)
            session.commit()


def claim(engine: Engine, *, lease: timedelta = LEASE) -> Claim | None:
    """Take the oldest job that is free and raise its fence, so that a former holder can no longer write."""
    with open_session(engine, EVERY_ORGANISATION) as session:
        job = _oldest_free(session)
        while job is not None and job.fence >= ATTEMPTS:
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
    silent = sa.and_(Job.state == JobState.RUNNING, Job.leased_until < now())
    free = sa.select(Job).where(sa.or_(Job.state == JobState.WAITING, silent)).order_by(Job.created_at).limit(1)
    return session.scalar(free.with_for_update(skip_locked=True))


def _give_up(job: Job) -> None:
    job.state, job.finished_at, job.leased_until = JobState.FAILED, now(), None
    job.problem = f"The work stopped {ATTEMPTS} times without finishing. Start it again, or ask your administrator."


def run(engine: Engine, held: Claim, deed: Deed) -> None:
    """Do one job; a problem that a person can act on closes it, a bug frees it for another attempt and is raised."""
    with open_session(engine, held.organisation_id) as session:
        work = Work(session, session.get_one(Job, held.job_id), held.fence)
        done = False
        try:
            deed(work)
            work.finish()
            done = True
        except LeaseLost:
            log.warning("job %s was taken over by another worker", held.job_id)
            done = True
        except AuditmatchError as problem:
            work.fail(str(problem))
            done = True
        finally:
            if not done:
                session.rollback()
                _free(session, held)


def _free(session: Session, held: Claim) -> None:
    mine = sa.update(Job).where(Job.id == held.job_id, Job.fence == held.fence)
    session.execute(mine.values(state=JobState.WAITING, leased_until=None))
    session.commit()
