"""What is measured of the ranking. Of no organisation: nothing here leads to a company."""

from datetime import date, datetime
from enum import StrEnum
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.audit import append_only
from foundation.db import Base, created, pk


class RankedRun(append_only.AppendOnly, Base):
    """One run of matches without its company: who was eligible, who was shown. Never changed nor deleted."""

    __tablename__ = "ranked_run"
    id: Mapped[pk]
    day: Mapped[date] = mapped_column(index=True, comment="On which matches were looked for")
    model_name: Mapped[str] = mapped_column(sa.String(80))
    model_version: Mapped[str] = mapped_column(sa.String(80))
    eligible: Mapped[list[str]] = mapped_column(comment="firm_id of all eligible firms, by their ids")
    shown: Mapped[list[str]] = mapped_column(comment="firm_id of those shown, by their places")


class ExposureCount(Base):
    """How often one firm was eligible, shown, asked and engaged under one model; counted anew each day."""

    __tablename__ = "exposure_count"
    __table_args__ = (
        sa.UniqueConstraint("firm_id", "model_version"),
        sa.CheckConstraint(
            "eligible >= shown AND shown >= asked AND asked >= engaged AND engaged >= 0",
            name="each_is_part_of_the_last",
        ),
    )
    id: Mapped[pk]
    at: Mapped[datetime]
    firm_id: Mapped[str] = mapped_column(sa.String(80), comment="firm_id of the directory")
    model_version: Mapped[str] = mapped_column(sa.String(80))
    eligible: Mapped[int] = mapped_column(comment="Runs")
    shown: Mapped[int] = mapped_column(comment="Runs")
    expected: Mapped[float] = mapped_column(comment="Runs, if those shown were drawn by lot of the eligible")
    asked: Mapped[int] = mapped_column(comment="Runs, of those in which it was shown")
    engaged: Mapped[int] = mapped_column(comment="Runs, of those in which it was shown")


class AuditCause(StrEnum):
    """Why a model was audited."""

    TESTED = "tested"
    """It was trained or evaluated, or ranked while another was."""
    PROMOTED = "promoted"
    ROLLED_BACK = "rolled_back"
    """It had ranked before, and ranks again."""
    WEEKLY = "weekly"


class RankingAudit(append_only.AppendOnly, Base):
    """What one model gave each size of firm on one day. Never changed nor deleted."""

    __tablename__ = "ranking_audit"
    id: Mapped[pk]
    at: Mapped[created] = mapped_column(index=True)
    cause: Mapped[AuditCause]
    model_name: Mapped[str] = mapped_column(sa.String(80))
    model_version: Mapped[str] = mapped_column(sa.String(80))
    trained_on: Mapped[int] = mapped_column(comment="Intakes with outcomes that it learnt from")
    despite_warning: Mapped[bool] = mapped_column(default=False, comment="Promoted although small firms get too little")
    findings: Mapped[dict[str, Any]] = mapped_column(comment="matcher.ranking.audit.Audit as JSON")


append_only.hold_fast(cast("sa.Table", RankedRun.__table__))
append_only.hold_fast(cast("sa.Table", RankingAudit.__table__))
