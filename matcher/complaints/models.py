"""One complaint."""

import uuid
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.scope import SharedWithPartner
from foundation.db import Base, created, pk
from matcher.introductions.models import Introduction
from matcher.introductions.states import Party


class Complaint(SharedWithPartner, Base):
    """What one party of an introduction complains of. It has no partner: only whoever wrote it and admins read it."""

    __tablename__ = "complaint"
    __table_args__ = (
        sa.CheckConstraint("partner_id IS NULL", name="is_between_its_writer_and_admins"),
        sa.CheckConstraint("(answer IS NULL) = (answered_at IS NULL)", name="answered_with_words"),
    )
    id: Mapped[pk]
    version: Mapped[int] = mapped_column()
    introduction_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("introduction.id", ondelete="CASCADE"), index=True)
    party: Mapped[Party]
    text: Mapped[str] = mapped_column(sa.Text)
    written_at: Mapped[created]
    written_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    answer: Mapped[str | None] = mapped_column(sa.Text, comment="Empty: nobody answered yet")
    answered_at: Mapped[datetime | None] = mapped_column(index=True)
    introduction: Mapped[Introduction] = relationship()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it
