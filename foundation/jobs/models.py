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
GIVEN_UP_AT = "given_up_at_fence"
"""Key of the payload: the fence at which a job was given up before somebody let it begin anew."""


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
    created_at: Mapped[created]
    finished_at: Mapped[datetime | None]

    @property
    def attempts(self) -> int:
        """How often a worker took it since it was put here, or since it was let begin anew."""
        return self.fence - int(self.payload.get(GIVEN_UP_AT, 0))

    @property
    def share_done(self) -> float:
        """How far the job is, in [0, 1]."""
        if self.state is JobState.DONE:
            return 1.0
        return self.steps_done / self.steps_total if self.steps_total else 0.0
