"""Events of matching. Of no organisation: a run's id is a pseudonym, which leads nowhere once its company is gone."""

import uuid
from datetime import date
from enum import StrEnum
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.audit import append_only
from foundation.db import Base, created, pk


class OutcomeKind(StrEnum):
    """What happened to a firm in a match."""

    SHOWN = "shown"
    OPENED = "opened"
    """Its details were read."""
    COMPARED = "compared"
    DISMISSED = "dismissed"
    INTRODUCED = "introduced"
    """The company asked for an introduction."""
    QUOTED = "quoted"
    SIGNED = "signed"
    RATED = "rated"


class OutcomeEvent(append_only.AppendOnly, Base):
    """One thing that happened to one firm of one run, with what the model knew then. Never changed nor deleted."""

    __tablename__ = "outcome_event"
    __table_args__ = (
        sa.Index(None, "run_id", "firm_id"),
        sa.Index(None, "at"),
        sa.CheckConstraint("probability > 0 AND probability <= 1", name="probability_is_one"),
        sa.CheckConstraint("position >= 1", name="position_counts_from_1"),
    )
    id: Mapped[pk]
    at: Mapped[created]
    kind: Mapped[OutcomeKind]
    run_id: Mapped[uuid.UUID] = mapped_column(comment="The match run; no reference, as it outlives the run")
    firm_id: Mapped[str] = mapped_column(sa.String(80), comment="firm_id of the directory")
    position: Mapped[int | None] = mapped_column(comment="Place among the eligible, from 1; empty: not known")
    probability: Mapped[float | None] = mapped_column(comment="With which it was to be shown there, in (0, 1]")
    model_name: Mapped[str] = mapped_column(sa.String(80))
    model_version: Mapped[str] = mapped_column(sa.String(80))
    features: Mapped[dict[str, Any]] = mapped_column(comment="Feature -> place in [0, 1] at that time")
    value: Mapped[float | None] = mapped_column(comment="Of a rating: 1 to 5 stars")
    reason: Mapped[str | None] = mapped_column(sa.String(80), comment="Code of the reason, of a dismissal")


class EligibleSpread(append_only.AppendOnly, Base):
    """How the eligible firms of one match stood on each feature. Names neither the company nor the match nor a firm."""

    __tablename__ = "eligible_spread"
    __table_args__ = (sa.Index(None, "day"), sa.CheckConstraint("firms >= 1", name="somebody_is_eligible"))
    id: Mapped[pk]
    day: Mapped[date] = mapped_column(comment="The day that every rule was asked for")
    firms: Mapped[int] = mapped_column(comment="Eligible firms, at least one")
    spread: Mapped[dict[str, Any]] = mapped_column(comment="Feature -> unknown, low, high, deviation; null: no wish")


append_only.hold_fast(cast("sa.Table", OutcomeEvent.__table__))
append_only.hold_fast(cast("sa.Table", EligibleSpread.__table__))
