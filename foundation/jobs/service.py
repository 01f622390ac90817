"""Putting work into the background, and looking at it."""

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session

from foundation.jobs.models import Job, JobState


def enqueue(session: Session, kind: str, subject_id: uuid.UUID, **payload: Any) -> Job:
    """Add a job in the transaction that wants it; workers are woken once that is committed."""
    job = Job(kind=kind, subject_id=subject_id, payload=payload)
    session.add(job)
    session.flush()
    wake = session.info.get("wake")
    if wake is not None:
        event.listen(session, "after_commit", lambda _session: wake(), once=True)
    return job


def latest_job(session: Session, kind: str, subject_id: uuid.UUID) -> Job | None:
    """Find the newest job of a kind about a thing, or None."""
    wanted = sa.select(Job).where(Job.kind == kind, Job.subject_id == subject_id)
    return session.scalar(wanted.order_by(Job.created_at.desc()).limit(1))


def is_under_way(job: Job | None) -> bool:
    """Tell whether a job still waits or runs."""
    return job is not None and job.state in (JobState.WAITING, JobState.RUNNING)
