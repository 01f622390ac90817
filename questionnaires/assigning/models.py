"""Who is to look into a question, and by when."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk


class Assignment(OwnedByOrganisation, Base):
    """One question in one person's hands; giving it to somebody else ends the row and begins another.

    It hangs on the question and not on its answer: drafting the answer anew takes it from nobody, and whoever is
    wording the answer meanwhile is not overtaken.
    """

    __tablename__ = "question_assignment"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "question_id"], ["question.organisation_id", "question.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "organisation_id", "question_id"),
        sa.Index(
            "uq_question_assignment_in_force",
            "question_id",
            unique=True,
            sqlite_where=sa.column("ended_at").is_(None),
            postgresql_where=sa.column("ended_at").is_(None),
        ),
    )
    id: Mapped[pk]
    question_id: Mapped[uuid.UUID] = mapped_column(index=True)
    assignee_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("user_account.id", ondelete="SET NULL"), index=True
    )
    assignee: Mapped[str] = mapped_column(sa.String(200), comment="Name, which stays when the person leaves")
    due_on: Mapped[date | None]
    assigned_by: Mapped[str] = mapped_column(sa.String(200))
    created_at: Mapped[created]
    ended_at: Mapped[datetime | None] = mapped_column(comment="Empty: it is in force")

    def is_overdue(self, today: date) -> bool:
        """Whether its last day has passed."""
        return has_passed(self.due_on, today)


def has_passed(due_on: date | None, today: date) -> bool:
    """Whether a last day has passed; without one it never does."""
    return due_on is not None and due_on < today
