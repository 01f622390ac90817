"""The ledger in the database: one row a check, and one row a day on which it was looked through."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Mapped, Mapper, mapped_column, relationship

from foundation.db import Base, created, pk
from matcher.firms.models import Firm
from matcher.vetting.facts import Ending, Fact, title_of

IS_CURRENT = "ended_at IS NULL"


class VettingCheck(Base):
    """One fact of a firm as somebody found it. What was found is never edited: a newer check supersedes it."""

    __tablename__ = "vetting_check"
    __table_args__ = (
        sa.Index(
            "uq_vetting_check_current",
            "firm_id",
            "fact",
            "subject",
            unique=True,
            sqlite_where=sa.literal_column(IS_CURRENT),
            postgresql_where=sa.literal_column(IS_CURRENT),
        ),
        sa.Index(None, "firm_id", "recorded_at"),
        sa.CheckConstraint("(ended_at IS NULL) = (ending IS NULL)", name="ends_with_its_kind"),
    )
    id: Mapped[pk]
    firm_id: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("firm.id", ondelete="CASCADE"))
    fact: Mapped[Fact]
    subject: Mapped[str] = mapped_column(sa.String(80), default="", comment="State or framework; empty: the firm")
    finding: Mapped[str] = mapped_column(sa.Text, comment="In words, for anyone")
    cells: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Column of firms.csv -> its cell as found")
    details: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="What else was found; admins only")
    source: Mapped[str] = mapped_column(sa.Text, comment="Address or note: where it was looked up")
    note: Mapped[str | None] = mapped_column(sa.Text, comment="Admins only")
    stored_name: Mapped[str | None] = mapped_column(sa.String(32), comment="Name of the evidence file in our storage")
    filename: Mapped[str | None] = mapped_column(sa.String(200), comment="As it was called when it was uploaded")
    size_bytes: Mapped[int | None]
    checked_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    checked_by: Mapped[str] = mapped_column(sa.String(200))
    checked_on: Mapped[date] = mapped_column(comment="Day on which it was looked up")
    valid_until: Mapped[date | None] = mapped_column(comment="Last day on which what was found holds")
    due_on: Mapped[date] = mapped_column(index=True, comment="Last day before it is to be checked again")
    recorded_at: Mapped[created]
    confirmed_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    confirmed_by: Mapped[str | None] = mapped_column(sa.String(200), comment="A second person, never the first")
    confirmed_at: Mapped[datetime | None]
    stale_since: Mapped[date | None] = mapped_column(comment="Day on which the nightly look found it past due")
    ended_at: Mapped[datetime | None] = mapped_column(comment="Empty: this is the check that counts")
    ending: Mapped[Ending | None]
    ended_by: Mapped[str | None] = mapped_column(sa.String(200))
    ending_reason: Mapped[str | None] = mapped_column(sa.Text)
    firm: Mapped[Firm] = relationship()

    @property
    def title(self) -> str:
        """What was checked, with the state or framework."""
        return title_of(self.fact, self.subject)

    @property
    def is_current(self) -> bool:
        """Whether this is the check that counts for its fact."""
        return self.ended_at is None

    def is_past(self, today: date) -> bool:
        """Tell whether the last day on which it holds is over."""
        return self.due_on < today


class VettingRound(Base):
    """The nightly look through the ledger on one day: there is one a day, whoever comes first."""

    __tablename__ = "vetting_round"
    id: Mapped[pk]
    day: Mapped[date] = mapped_column(unique=True)
    at: Mapped[created]
    stale_checks: Mapped[int] = mapped_column(comment="Checks found past due for the first time")
    stale_firms: Mapped[int] = mapped_column(comment="Firms that became stale")


FOUND = frozenset(
    {"firm_id", "fact", "subject", "finding", "cells", "details", "source", "note", "stored_name", "filename"}
    | {"size_bytes", "checked_by", "checked_on", "valid_until", "due_on", "recorded_at"}
)
"""What a check says, from the moment it is recorded."""


class EditedCheckError(RuntimeError):
    """A bug, not an input: code tried to edit what a check found."""


@event.listens_for(VettingCheck, "before_update")
def refuse_edits(_mapper: Mapper[VettingCheck], _connection: Connection, check: VettingCheck) -> None:
    """Let a check be confirmed, go stale and end, but not say anything else than it did."""
    state = sa.inspect(check)
    if any(state.attrs[name].history.has_changes() for name in FOUND):
        raise EditedCheckError("a check is never edited; record a newer one")
