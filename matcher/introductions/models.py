"""Introductions, their steps, and what was disclosed to whom. Both parties read these rows.

What only the company knows (its name, domain, contact) stands in no row but a `Disclosure`, which is written when the
company consents: until then there is nothing that a page or a mail of the firm could show by mistake.
"""

import uuid
from datetime import date, datetime
from enum import StrEnum
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.scope import SharedWithPartner
from foundation.db import Base, created, pk
from matcher.firms.models import Firm
from matcher.introductions.states import DeclineReason, Party, Stage

_OPEN = sa.column("closed_at").is_(None)


def of_introduction() -> sa.ForeignKeyConstraint:
    """Tie a row to an introduction of the same company, with which it goes."""
    return sa.ForeignKeyConstraint(
        ["organisation_id", "introduction_id"], ["introduction.organisation_id", "introduction.id"], ondelete="CASCADE"
    )


class Introduction(SharedWithPartner, Base):
    """One firm asked for one intake. `partner_id` is the firm's organisation, once somebody claimed its profile."""

    __tablename__ = "introduction"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"], ["intake.organisation_id", "intake.id"], ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["organisation_id", "run_id"], ["match_run.organisation_id", "match_run.id"], ondelete="CASCADE"
        ),
        sa.Index(
            "uq_introduction_open",
            "intake_id",
            "firm_key",
            unique=True,
            sqlite_where=_OPEN,
            postgresql_where=_OPEN,
        ),
        sa.Index(None, "stage", "answer_by"),
        sa.Index(None, "organisation_id", "intake_id"),
        sa.Index(None, "organisation_id", "run_id"),
        sa.CheckConstraint("(stage = 'declined') = (decline_reason IS NOT NULL)", name="declined_with_reason"),
        sa.CheckConstraint(
            "(stage IN ('offered', 'accepted', 'introduced')) = (closed_at IS NULL)",
            name="closed_when_over",
        ),
    )
    id: Mapped[pk]
    version: Mapped[int] = mapped_column()
    intake_id: Mapped[uuid.UUID]
    run_id: Mapped[uuid.UUID]
    firm_key: Mapped[uuid.UUID] = mapped_column(sa.ForeignKey("firm.id", ondelete="CASCADE"), index=True)
    place: Mapped[int] = mapped_column(comment="Among the eligible of the run, from 1")
    stage: Mapped[Stage] = mapped_column(default=Stage.OFFERED)
    brief: Mapped[list[dict[str, Any]]] = mapped_column(comment="Title and text of each line; names nobody")
    note: Mapped[str | None] = mapped_column(sa.Text, comment="The company's own words; names nobody")
    asked_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    offered_at: Mapped[created]
    answer_by: Mapped[datetime] = mapped_column(comment="When the firm's clock runs out")
    decline_reason: Mapped[DeclineReason | None]
    replaces_next: Mapped[bool] = mapped_column(
        default=True, comment="Whether the next best firm is asked by itself when this one declines or is silent"
    )
    followed_up: Mapped[bool] = mapped_column(
        default=False, comment="Once over: whether it was settled if another firm is asked in its place"
    )
    replaces_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("introduction.id", ondelete="SET NULL"), comment="The introduction in whose place this one came"
    )
    fee_low_usd: Mapped[int | None] = mapped_column(comment="Low end of the estimate on that day")
    fee_high_usd: Mapped[int | None] = mapped_column(comment="High end of the estimate on that day")
    earliest_report_on: Mapped[date | None] = mapped_column(comment="As estimated on that day")
    extra_categories: Mapped[int | None] = mapped_column(
        comment="Categories asked for beyond Security, which the estimate counts in; empty: not kept"
    )
    closed_at: Mapped[datetime | None] = mapped_column(index=True, comment="Declined, expired or withdrawn")
    firm: Mapped[Firm] = relationship()
    steps: Mapped[list["IntroductionStep"]] = relationship(
        order_by="IntroductionStep.at", back_populates="introduction", passive_deletes=True
    )
    disclosures: Mapped[list["Disclosure"]] = relationship(
        order_by="Disclosure.at", back_populates="introduction", passive_deletes=True
    )
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it

    @property
    def is_open(self) -> bool:
        """Whether something may still come of it."""
        return self.closed_at is None

    @property
    def identity(self) -> dict[str, Any] | None:
        """Who the company is, once it consented to say so and as long as it has not taken that back."""
        if self.stage is not Stage.INTRODUCED:
            return None
        return next((one.content for one in self.disclosures if one.what is Disclosed.IDENTITY), None)


class IntroductionStep(SharedWithPartner, Base):
    """One step of an introduction; each stage is reached once."""

    __tablename__ = "introduction_step"
    __table_args__ = (sa.UniqueConstraint("introduction_id", "stage"), of_introduction())
    id: Mapped[pk]
    introduction_id: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[created]
    stage: Mapped[Stage]
    party: Mapped[Party]
    note: Mapped[str | None] = mapped_column(sa.Text, comment="What the party said to the other")
    introduction: Mapped[Introduction] = relationship(back_populates="steps")


class Disclosed(StrEnum):
    """What a firm came to know."""

    BRIEF = "brief"
    IDENTITY = "identity"


class Disclosure(SharedWithPartner, Base):
    """What was disclosed to a firm, and when; the company reads this log, its trail says by whose consent."""

    __tablename__ = "disclosure"
    __table_args__ = (sa.UniqueConstraint("introduction_id", "what"), of_introduction())
    id: Mapped[pk]
    introduction_id: Mapped[uuid.UUID] = mapped_column(index=True)
    at: Mapped[created]
    what: Mapped[Disclosed]
    content: Mapped[dict[str, Any]] = mapped_column(comment="Title -> text, as the firm can read it")
    introduction: Mapped[Introduction] = relationship(back_populates="disclosures")
