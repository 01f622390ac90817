"""A ZIP of everything that an organisation keeps."""

import uuid
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk
from foundation.jobs.models import Job, JobState

EXPORT_JOB = "privacy.export"
EXPORT_DAYS = 7
"""Days for which a ZIP can be downloaded; then it is removed."""


class DataExport(OwnedByOrganisation, Base):
    """One ZIP of everything, asked for by an owner and made in the background."""

    __tablename__ = "data_export"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.ForeignKeyConstraint(["organisation_id", "job_id"], ["job.organisation_id", "job.id"], ondelete="CASCADE"),
    )
    id: Mapped[pk]
    job_id: Mapped[uuid.UUID] = mapped_column(index=True)
    asked_by: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[created]
    made_at: Mapped[datetime | None] = mapped_column(comment="Empty: it is being made")
    filename: Mapped[str | None] = mapped_column(sa.String(200))
    stored_name: Mapped[str | None] = mapped_column(sa.String(32), comment="Name of the ZIP in our storage")
    size_bytes: Mapped[int | None] = mapped_column(sa.BigInteger)
    job: Mapped[Job] = relationship(lazy="joined")

    @property
    def is_being_made(self) -> bool:
        """Whether a worker has it in hand, or will."""
        return self.job.state in (JobState.WAITING, JobState.RUNNING)

    @property
    def until(self) -> datetime | None:
        """The moment until which it can be downloaded; None when there is nothing to download."""
        return self.made_at + timedelta(days=EXPORT_DAYS) if self.made_at and self.stored_name else None

    def is_there(self, now: datetime) -> bool:
        """Tell whether it can be downloaded at a moment."""
        return self.until is not None and now < self.until
