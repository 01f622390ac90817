"""What a deed in the background is given: its session, its job, and a way to save progress without losing its lease."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.errors import Conflict
from foundation.jobs.models import Job, JobState

LEASE = timedelta(seconds=90)
"""How long a worker may be silent before another takes its job over."""


class LeaseLost(Conflict):
    """The job is another worker's, was handed back or went with its organisation; nothing uncommitted is kept."""


class HandedBack(Exception):
    """The process is to stop: what was done so far is kept, and another worker goes on with the rest."""


def _never() -> bool:
    return False


@dataclass(frozen=True, slots=True)
class Work:
    """One attempt at a job. A deed computes first and writes briefly, as SQLite has one writer at a time."""

    session: Session
    """Bound to the job's organisation."""
    job: Job
    fence: int
    is_over: Callable[[], bool] = _never
    """Whether the process that does it is to stop."""

    def checkpoint(self, done: int, total: int) -> None:
        """Commit what was written so far together with the progress.

        Raises LeaseLost, and then nothing is kept; raises HandedBack where the process is to stop.
        """
        self._save(steps_done=done, steps_total=total, leased_until=now() + LEASE)
        if self.is_over():
            raise HandedBack

    def finish(self) -> None:
        """Commit the last rows and close the job, in one transaction."""
        self._save(state=JobState.DONE, finished_at=now(), leased_until=None, problem=None)

    def fail(self, problem: str) -> None:
        """Throw away what was not committed and close the job with a sentence for the person."""
        self.session.rollback()
        self._save(state=JobState.FAILED, finished_at=now(), leased_until=None, problem=problem)

    def _save(self, **values: Any) -> None:
        (job_id,) = sa.inspect(self.job).identity or (None,)  # asks nothing of a row that went with its organisation
        mine = sa.and_(Job.id == job_id, Job.fence == self.fence, Job.state == JobState.RUNNING)
        saved = sa.update(Job).where(mine).values(**values)  # a lease on what was handed back would let nobody take it
        changed = cast("CursorResult[Any]", self.session.execute(saved)).rowcount
        if changed != 1:
            self.session.rollback()
            raise LeaseLost("This worker no longer holds the job.")
        self.session.commit()
