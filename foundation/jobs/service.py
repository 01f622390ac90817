"""Putting work into the background."""

import uuid
from typing import Any

from sqlalchemy import event
from sqlalchemy.orm import Session

from foundation.jobs.models import Job


def enqueue(session: Session, kind: str, subject_id: uuid.UUID, **payload: Any) -> Job:
    """Add a job in the transaction that wants it; workers are woken once that is committed."""
    job = Job(kind=kind, subject_id=subject_id, payload=payload)
    session.add(job)
    session.flush()
    wake = session.info.get("wake")
    if wake is not None:
        event.listen(session, "after_commit", lambda _session: wake(), once=True)
    return job
