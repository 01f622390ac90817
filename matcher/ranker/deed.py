"""Training in the background."""

import uuid

from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE, Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict
from foundation.jobs.models import Job, JobState
from foundation.jobs.service import enqueue
from foundation.jobs.work import Work
from matcher.ranker.models import TRAIN_JOB
from matcher.ranker.queries import latest_training
from matcher.ranker.service import STEPS, train


def ask_for_training(session: Session, organisation_id: uuid.UUID, actor: Actor) -> Job:
    """Have a candidate trained for the platform; raises Conflict while one is being trained."""
    latest = latest_training(session)
    if latest and is_under_way(latest):
        raise Conflict("A candidate is being trained already. Wait until it is done.")
    job = enqueue(session, TRAIN_JOB, organisation_id)
    summary = "Asked for a ranking model to be trained"
    record(session, actor, "ranking.asked", thing="job", thing_id=job.id, summary=summary)
    return job


def train_deed(work: Work) -> None:
    """Train on everything known now; too few outcomes close the job with a sentence."""
    train(work.session, now(), SERVICE, lambda done: work.checkpoint(done, STEPS))


def is_under_way(job: Job) -> bool:
    """Whether a training waits or runs."""
    return job.state in (JobState.WAITING, JobState.RUNNING)
