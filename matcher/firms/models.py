"""The firm directory in the database: a column for each column of `firms.csv`, and what became of each value."""

import uuid
from datetime import date, datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column, relationship

from foundation.accounts.models import Organisation
from foundation.db import Base, created, pk
from matcher.firms.words import LicenceStatus, PeerReviewRating, PeerReviewType, Tier, VettingStatus


class Firm(Base):
    """An audit firm. None, and an empty list, mean unknown, never no. No column says what a firm pays anyone."""

    __tablename__ = "firm"
    __table_args__ = (
        sa.CheckConstraint("type_1_fee_min_usd <= type_1_fee_max_usd", name="type_1_fee_runs_forward"),
        sa.CheckConstraint("type_2_fee_min_usd <= type_2_fee_max_usd", name="type_2_fee_runs_forward"),
        sa.CheckConstraint("headcount_min <= headcount_max", name="headcount_runs_forward"),
    )
    id: Mapped[pk]
    firm_id: Mapped[str] = mapped_column(unique=True, comment="The id that files know it by, as F-014; never changed")
    version: Mapped[int] = mapped_column()
    created_at: Mapped[created]
    updated_at: Mapped[created]
    is_sample: Mapped[bool] = mapped_column(default=False, comment="Invented by the seed; its pages say so")
    organisation_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("organisation.id"), index=True, unique=True, comment="Whose people keep it"
    )
    name: Mapped[str] = mapped_column(index=True)
    legal_name: Mapped[str | None]
    website: Mapped[str | None]
    tier: Mapped[Tier | None]
    hq_country: Mapped[str | None] = mapped_column(comment="ISO 3166 code of two letters")
    hq_state: Mapped[str | None]
    regions: Mapped[list[str]] = mapped_column(comment="Country codes, or the groups EU, EEA, WORLD")
    languages: Mapped[list[str]]
    offshore_staff: Mapped[bool | None]
    licence_state: Mapped[str | None]
    licence_number: Mapped[str | None]
    licence_status: Mapped[LicenceStatus | None]
    licence_checked_on: Mapped[date | None]
    licence_expires_on: Mapped[date | None] = mapped_column(comment="The last day it is valid")
    licence_source: Mapped[str | None]
    peer_review_type: Mapped[PeerReviewType | None]
    peer_review_rating: Mapped[PeerReviewRating | None]
    peer_review_period_end: Mapped[date | None]
    peer_review_covers_soc: Mapped[bool | None]
    peer_review_source: Mapped[str | None]
    report_types: Mapped[list[str]]
    categories: Mapped[list[str]]
    frameworks: Mapped[dict[str, Any]] = mapped_column(comment="Framework -> ISO day its credential ends, or null")
    industries: Mapped[dict[str, Any]] = mapped_column(comment="Industry -> SOC 2 reports issued there, or null")
    headcount_min: Mapped[int | None] = mapped_column(comment="People of the company examined")
    headcount_max: Mapped[int | None] = mapped_column(comment="People of the company examined")
    clouds: Mapped[list[str]]
    platforms: Mapped[list[str]]
    type_1_fee_min_usd: Mapped[int | None] = mapped_column(comment="About 50 people, Security only")
    type_1_fee_max_usd: Mapped[int | None] = mapped_column(comment="About 50 people, Security only")
    type_2_fee_min_usd: Mapped[int | None] = mapped_column(comment="About 50 people, Security only")
    type_2_fee_max_usd: Mapped[int | None] = mapped_column(comment="About 50 people, Security only")
    fee_per_extra_category_pct: Mapped[float | None] = mapped_column(comment="Per cent of the fee, 15 = 15 %")
    fees_as_of: Mapped[date | None]
    next_start_on: Mapped[date | None]
    capacity_as_of: Mapped[date | None]
    open_slots: Mapped[int | None]
    fieldwork_weeks: Mapped[float | None]
    report_weeks: Mapped[float | None]
    senior_contact: Mapped[bool | None]
    exception_process: Mapped[str | None]
    soc2_reports_per_year: Mapped[int | None]
    cpa_count: Mapped[int | None]
    cisa_count: Mapped[int | None]
    rating: Mapped[float | None] = mapped_column(comment="Mean of companies' ratings, 0 to 5")
    rating_count: Mapped[int | None]
    guarantees_clean_opinion: Mapped[bool | None]
    vetting_status: Mapped[VettingStatus | None]
    verified_on: Mapped[date | None]
    conflict_clients: Mapped[list[str]] = mapped_column(comment="Companies it may not examine; admins only")
    contact_name: Mapped[str | None] = mapped_column(comment="Admins only")
    contact_email: Mapped[str | None] = mapped_column(comment="Admins only")
    notes: Mapped[str | None] = mapped_column(comment="Admins only")
    organisation: Mapped[Organisation | None] = relationship()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it


class FirmTold(Base):
    """One word of a firm's own people about their firm; what it changed stands in the history."""

    __tablename__ = "firm_told"
    id: Mapped[pk]
    firm_id: Mapped[str] = mapped_column(sa.ForeignKey("firm.firm_id", ondelete="CASCADE"), index=True)
    at: Mapped[created] = mapped_column(index=True)
    actor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    seen_at: Mapped[datetime | None] = mapped_column(comment="When an admin looked; empty: nobody did")
    seen_by: Mapped[str | None] = mapped_column(sa.String(200))
    firm: Mapped[Firm] = relationship()
    changes: Mapped[list["FirmChange"]] = relationship(back_populates="told", order_by="FirmChange.field")


class FirmChange(Base):
    """One field of a firm that got another value: who gave it, when, and where they had it from. Never changed."""

    __tablename__ = "firm_change"
    __table_args__ = (sa.Index(None, "firm_id", "at"),)
    id: Mapped[pk]
    firm_id: Mapped[str] = mapped_column(sa.ForeignKey("firm.firm_id", ondelete="CASCADE"))
    at: Mapped[created]
    field: Mapped[str | None] = mapped_column(sa.String(80), comment="Column of firms.csv; null: the firm was entered")
    old: Mapped[str | None] = mapped_column(comment="As a cell of firms.csv; null: unknown")
    new: Mapped[str | None] = mapped_column(comment="As a cell of firms.csv; null: unknown")
    source: Mapped[str] = mapped_column(comment="Address or note saying where the value is from, or the reason")
    told_id: Mapped[uuid.UUID | None] = mapped_column(
        sa.ForeignKey("firm_told.id"), index=True, comment="The firm's own people told it"
    )
    actor_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    actor_name: Mapped[str] = mapped_column(sa.String(200))
    firm: Mapped[Firm] = relationship()
    told: Mapped[FirmTold | None] = relationship(back_populates="changes")
