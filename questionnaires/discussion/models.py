"""Comments on a question: rows are added, never changed."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk


class QuestionComment(OwnedByOrganisation, Base):
    """What somebody said about a question, to their own people; it never leaves with the file."""

    __tablename__ = "question_comment"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "question_id"], ["question.organisation_id", "question.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "organisation_id", "question_id"),
    )
    id: Mapped[pk]
    question_id: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[created]
    author_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    author: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    mentioned: Mapped[list[str]] = mapped_column(default=list, comment="Names of those who were told by mail")
