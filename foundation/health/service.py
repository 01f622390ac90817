"""Letting work begin anew that stopped too often."""

import uuid

from sqlalchemy.orm import Session

from foundation.access.scope import across_organisations
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import Conflict, NotFound
from foundation.health.queries import is_given_up
from foundation.jobs.models import Job
from foundation.jobs.service import revive


def try_again(session: Session, actor: Actor, job_id: uuid.UUID) -> None:
    """Let a job begin anew; raises NotFound, and Conflict where it is no longer one that was given up."""
    with across_organisations(session):
        job = session.get(Job, job_id, with_for_update=True)
        if job is None:
            raise NotFound("There is no such work.")
        if not is_given_up(session, job_id):
            raise Conflict("This work is no longer one that stopped: it was started again, or is done.")
        kind = job.kind
        revive(session, job)
    record(
        session,
        actor,
        "job.tried_again",
        thing="job",
        thing_id=job_id,
        summary=f"Let stopped work begin anew: {kind}",
    )
