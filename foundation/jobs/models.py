"""One piece of background work."""

import uuid
from datetime import datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk

ATTEMPTS = 3
"""After so many attempts that ended without a word, a job counts as failed."""
GIVEN_UP = f"The work stopped {ATTEMPTS} times without finishing. Start it again, or ask your administrator."
NOT_COUNTED = "given_up_at_fence"
"""Key of the payload: how many of its fences are no attempt, as a job began anew or was handed back after them."""


class JobState(StrEnum):
    """Where a job stands."""

    WAITING = "waiting"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


class Job(OwnedByOrganisation, Base):
    """Work that outlives a request. The row is the truth: a worker holds it by a lease with a fence number."""

    __tablename__ = "job"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "id"),)
    id: Mapped[pk]
    kind: Mapped[str] = mapped_column(sa.String(80), comment="Name of the registered deed")
    subject_id: Mapped[uuid.UUID] = mapped_column(index=True, comment="Id of the thing that is worked on")
    payload: Mapped[dict[str, Any]] = mapped_column(default=dict)
    state: Mapped[JobState] = mapped_column(default=JobState.WAITING, index=True)
    steps_done: Mapped[int] = mapped_column(default=0)
    steps_total: Mapped[int] = mapped_column(default=0, comment="0 while unknown")
    problem: Mapped[str | None] = mapped_column(sa.Text, comment="For the person, when it failed")
    fence: Mapped[int] = mapped_column(default=0, comment="Raised by each worker that takes the job")
    leased_until: Mapped[datetime | None]
    """While it runs, until when its worker may be silent; while it waits, the moment before which it rests."""
    created_at: Mapped[created]
    finished_at: Mapped[datetime | None]

    @property
    def attempts(self) -> int:
        """How often a worker took it and did not hand it back, since it was put here or let begin anew."""
        return self.fence - int(self.payload.get(NOT_COUNTED, 0))

    @property
    def share_done(self) -> float:
        """How far the job is, in [0, 1]."""
        if self.state is JobState.DONE:
            return 1.0
        return self.steps_done / self.steps_total if self.steps_total else 0.0
