"""Quotes, which company and firm share; the company's notes and choice, its own; and how estimates fared, nobody's."""

import uuid
from datetime import date, datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.access.scope import OwnedByOrganisation, SharedWithPartner
from foundation.audit.append_only import AppendOnly
from foundation.db import Base, created, pk
from matcher.firms.words import Tier
from matcher.introductions.models import Introduction, of_introduction
from matcher.quotes.words import BridgeLetter, CategoryTerms, ReadinessHelp, Seniority, Travel

_FEES = (
    "fixed_fee_usd", "travel_cap_usd", "readiness_fee_usd", "extra_category_fee_usd", "bridge_letter_fee_usd",
    "multi_year_fee_usd",
)  # fmt: skip
_DAYS = ("start_on", "fieldwork_start_on", "fieldwork_end_on", "report_on")
"""In their order; each pair is checked, as any of them may be unknown."""


def _checks() -> tuple[sa.CheckConstraint, ...]:
    whole = [sa.CheckConstraint(f"{fee} >= 0", name=f"{fee}_is_no_debt") for fee in _FEES]
    in_order = [
        sa.CheckConstraint(f"{early} <= {late}", name=f"{early}_before_{late}")
        for place, early in enumerate(_DAYS)
        for late in _DAYS[place + 1 :]
    ]
    priced = [
        sa.CheckConstraint(
            f"({fee} IS NOT NULL) = ({term} IS NOT NULL AND {term} = 'fee')", name=f"{term}_with_its_fee"
        )
        for term, fee in (
            ("readiness", "readiness_fee_usd"),
            ("extra_categories", "extra_category_fee_usd"),
            ("bridge_letter", "bridge_letter_fee_usd"),
        )
    ]
    return (
        *whole,
        *in_order,
        *priced,
        sa.CheckConstraint(
            "travel_cap_usd IS NULL OR (travel IS NOT NULL AND travel = 'at_cost')", name="travel_cap_of_travel_at_cost"
        ),
        sa.CheckConstraint("(multi_year_years IS NULL) = (multi_year_fee_usd IS NULL)", name="multi_year_as_a_whole"),
        sa.CheckConstraint("multi_year_years BETWEEN 2 AND 5", name="multi_year_is_2_to_5_years"),
        sa.CheckConstraint("number >= 1", name="number_counts_from_1"),
    )


class Quote(AppendOnly, SharedWithPartner, Base):
    """What a firm offers an introduced company. Never changed: a new one supersedes it. Empty is "not said", not no."""

    __tablename__ = "quote"
    __table_args__ = (sa.UniqueConstraint("introduction_id", "number"), of_introduction(), *_checks())
    id: Mapped[pk]
    introduction_id: Mapped[uuid.UUID] = mapped_column(index=True)
    number: Mapped[int] = mapped_column(comment="Version within its introduction, from 1; the highest one counts")
    at: Mapped[created] = mapped_column(index=True)
    fixed_fee_usd: Mapped[int] = mapped_column(comment="For the report asked for")
    included: Mapped[list[str]] = mapped_column(comment="What is in the fixed fee; empty: not said")
    included_note: Mapped[str | None] = mapped_column(sa.Text)
    extra_categories: Mapped[CategoryTerms | None]
    extra_category_fee_usd: Mapped[int | None] = mapped_column(comment="For each category beyond Security")
    travel: Mapped[Travel | None]
    travel_cap_usd: Mapped[int | None] = mapped_column(comment="Most that is billed for travel; empty: no cap is said")
    readiness: Mapped[ReadinessHelp | None]
    readiness_fee_usd: Mapped[int | None]
    bridge_letter: Mapped[BridgeLetter | None]
    bridge_letter_fee_usd: Mapped[int | None]
    multi_year_years: Mapped[int | None] = mapped_column(comment="Years that are signed for at once")
    multi_year_fee_usd: Mapped[int | None] = mapped_column(comment="Of each of these years")
    change_orders: Mapped[str | None] = mapped_column(sa.Text, comment="When more than the fixed fee is billed")
    start_on: Mapped[date | None]
    fieldwork_start_on: Mapped[date | None]
    fieldwork_end_on: Mapped[date | None]
    report_on: Mapped[date | None] = mapped_column(comment="When the report is in the company's hands")
    lead_seniority: Mapped[Seniority | None] = mapped_column(comment="Of the day-to-day contact")
    team: Mapped[str | None] = mapped_column(sa.Text, comment="Who works on it, by role")
    experience: Mapped[str | None] = mapped_column(sa.Text, comment="Audits done in the company's industry and clouds")
    exception_process: Mapped[str | None] = mapped_column(sa.Text, comment="When a control fails in fieldwork")
    platforms: Mapped[list[str]] = mapped_column(comment="Evidence platforms; empty: not said")
    platform_demo: Mapped[bool | None] = mapped_column(comment="Whether it is shown before anything is signed")
    valid_until: Mapped[date | None] = mapped_column(comment="Last day on which the offer holds")
    note: Mapped[str | None] = mapped_column(sa.Text)


class QuoteNotes(OwnedByOrganisation, Base):
    """What a company notes on one firm's answers to the four questions; the firm never sees it."""

    __tablename__ = "quote_notes"
    __table_args__ = (of_introduction(), sa.UniqueConstraint("introduction_id"))
    id: Mapped[pk]
    version: Mapped[int] = mapped_column()
    introduction_id: Mapped[uuid.UUID]
    experience: Mapped[str | None] = mapped_column(sa.Text)
    platform: Mapped[str | None] = mapped_column(sa.Text)
    exceptions: Mapped[str | None] = mapped_column(sa.Text)
    contact: Mapped[str | None] = mapped_column(sa.Text)
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it


class AuditorChoice(OwnedByOrganisation, Base):
    """Which firm a company chose for an intake, or that it chose none, and why."""

    __tablename__ = "auditor_choice"
    __table_args__ = (
        sa.UniqueConstraint("intake_id"),
        of_introduction(),
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"], ["intake.organisation_id", "intake.id"], ondelete="CASCADE"
        ),
    )
    id: Mapped[pk]
    version: Mapped[int] = mapped_column()
    intake_id: Mapped[uuid.UUID]
    introduction_id: Mapped[uuid.UUID | None] = mapped_column(comment="Empty: none of the firms that quoted")
    reason: Mapped[str] = mapped_column(sa.Text)
    decided_at: Mapped[datetime]
    decided_by: Mapped[str] = mapped_column(sa.String(200), comment="The person's name at that time")
    introduction: Mapped[Introduction | None] = relationship()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it


class FeeHonesty(Base):
    """How many quotes lay inside our estimates, counted over all companies. Names nobody and no single quote."""

    __tablename__ = "fee_honesty"
    __table_args__ = (
        sa.CheckConstraint("inside >= 0 AND below >= 0 AND above >= 0", name="counts"),
        sa.UniqueConstraint("tier"),
    )
    id: Mapped[pk]
    at: Mapped[created]
    tier: Mapped[Tier | None] = mapped_column(comment="Empty: firms of every tier")
    inside: Mapped[int] = mapped_column(comment="Quotes")
    below: Mapped[int] = mapped_column(comment="Quotes")
    above: Mapped[int] = mapped_column(comment="Quotes")
    median_miss: Mapped[float | None] = mapped_column(
        comment="Of those outside, as a share of the nearer end; empty: too few to say"
    )
    median_ratio: Mapped[float | None] = mapped_column(
        comment="Of quotes to the middle of their estimates; empty: too few to say"
    )
    ratio_low: Mapped[float | None] = mapped_column(comment="End of its 95 % interval")
    ratio_high: Mapped[float | None] = mapped_column(comment="End of its 95 % interval")
