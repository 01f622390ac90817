"""Putting work into the background."""

import uuid
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from foundation.jobs.models import NOT_COUNTED, Job, JobState


def enqueue(session: Session, kind: str, subject_id: uuid.UUID, **payload: Any) -> Job:
    """Add a job in the transaction that wants it; workers are woken once that is committed."""
    job = Job(kind=kind, subject_id=subject_id, payload=payload)
    session.add(job)
    session.flush()
    _wake_after(session)
    return job


def revive(session: Session, job: Job) -> None:
    """Let a job that was given up begin anew. Its fence goes on rising, so that no former worker can write."""
    job.payload = job.payload | {NOT_COUNTED: job.fence}
    job.state, job.finished_at, job.problem = JobState.WAITING, None, None
    session.flush()
    _wake_after(session)


def _wake_after(session: Session) -> None:
    wake = session.info.get("wake")
    if wake is not None:
        event.listen(session, "after_commit", lambda _session: wake(), once=True)
