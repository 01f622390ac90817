"""A step towards covering a criterion that somebody has taken on."""

import uuid
from datetime import date
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk

LONGEST_STEP = 500
"""Characters of a step; it is part of a unique index, which takes no long texts."""


class TaskState(StrEnum):
    """How far a step is. A step that is done does not cover its criterion: a control that is in place does."""

    OPEN = "open"
    DOING = "doing"
    DONE = "done"


class RemediationTask(OwnedByOrganisation, Base):
    """One step for one criterion, with who does it by when."""

    __tablename__ = "remediation_task"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "criterion", "step"),
        sa.Index(None, "organisation_id", "due_on"),
        sa.CheckConstraint("(state = 'done') = (done_on IS NOT NULL)", name="done_has_its_day"),
    )
    id: Mapped[pk]
    criterion: Mapped[str] = mapped_column(sa.String(20), comment="Reference of a Trust Services Criterion")
    step: Mapped[str] = mapped_column(sa.String(LONGEST_STEP), comment="What to do")
    own: Mapped[bool] = mapped_column(comment="Written by the organisation; else one of the product's suggestions")
    owner_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    owner_name: Mapped[str | None] = mapped_column(sa.String(200), comment="Stays when the account goes")
    due_on: Mapped[date | None] = mapped_column(comment="Last day on which it should be done")
    state: Mapped[TaskState] = mapped_column(default=TaskState.OPEN)
    note: Mapped[str | None] = mapped_column(sa.Text, comment="What was done and where it shows")
    done_on: Mapped[date | None]
    done_by: Mapped[str | None] = mapped_column(sa.String(200))
    created_at: Mapped[created]
    created_by: Mapped[str] = mapped_column(sa.String(200))
    version: Mapped[int] = mapped_column(comment="Raised by each change, so that none is lost")
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it

    @property
    def is_done(self) -> bool:
        """Whether it is done."""
        return self.state is TaskState.DONE

    def is_overdue(self, today: date) -> bool:
        """Whether its last day has passed and it is not done; on the day itself it is not."""
        return not self.is_done and self.due_on is not None and self.due_on < today
