"""The outbox."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, created, pk

ERASED: dict[str, Any] = {
    "recipient": "(erased)",
    "subject": "(erased)",
    "body": "(erased)",
    "html": None,
    "problem": None,
}
"""What a mail turns to when nothing of it is to be kept; a server's refusal may name the address."""


class OutgoingMail(Base):
    """A mail that waits or went; it is written in the transaction that causes it, so none is lost and none invented."""

    __tablename__ = "outgoing_mail"
    __table_args__ = (sa.Index(None, "sent_at", "created_at"),)
    id: Mapped[pk]
    created_at: Mapped[created]
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("organisation.id", ondelete="SET NULL"), index=True, comment="Whose matter it is"
    )
    recipient: Mapped[str] = mapped_column(sa.String(254), index=True)
    subject: Mapped[str] = mapped_column(sa.String(200))
    body: Mapped[str] = mapped_column(sa.Text)
    html: Mapped[str | None] = mapped_column(sa.Text, comment="The same as a page; empty: it goes as plain text alone")
    occasion: Mapped[str | None] = mapped_column(
        sa.String(120), unique=True, comment="What it tells of, so that one thing is told once; empty: told freely"
    )
    sent_at: Mapped[datetime | None] = mapped_column(comment="When the mail server took it; empty: it waits")
    claimed_until: Mapped[datetime | None] = mapped_column(comment="Until then no other sender tries it")
    attempts: Mapped[int] = mapped_column(default=0, comment="How often it was tried")
    problem: Mapped[str | None] = mapped_column(sa.String(500), comment="Why the last attempt failed")
    forget_when_sent: Mapped[bool] = mapped_column(
        default=False, server_default=sa.false(), comment="Nothing of it is to be kept once it went"
    )
