"""Models that were trained here or brought as a file. Of no organisation: they hold coefficients, nobody's data."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, created, pk

TRAIN_JOB = "ranking.train"
_RANKS = "is_current"


class RankingModel(Base):
    """One ranking model. What it has learnt never changes; whether it ranks, an admin decides."""

    __tablename__ = "ranking_model"
    __table_args__ = (
        sa.Index(
            "uq_ranking_model_current",
            "is_current",
            unique=True,
            sqlite_where=sa.literal_column(_RANKS),
            postgresql_where=sa.literal_column(_RANKS),
        ),
        sa.CheckConstraint(
            "NOT is_current OR (promoted_at IS NOT NULL AND retired_at IS NULL)", name="ranks_once_promoted"
        ),
        sa.CheckConstraint("promoted_at IS NULL OR evaluated_at IS NOT NULL", name="evaluated_before_promoted"),
        sa.CheckConstraint("(promoted_at IS NULL) = (reason IS NULL)", name="promoted_with_a_reason"),
        sa.CheckConstraint("trained_on >= 0", name="trained_on_counts"),
    )
    id: Mapped[pk]
    name: Mapped[str] = mapped_column(sa.String(80))
    version: Mapped[str] = mapped_column(sa.String(80), unique=True)
    content: Mapped[str] = mapped_column(sa.Text, comment="MODEL.json, without its evaluation")
    digest: Mapped[str] = mapped_column(sa.String(64), comment="sha256 of the content")
    fingerprint: Mapped[str | None] = mapped_column(sa.String(64), comment="Of the rows it learnt from")
    trained_on: Mapped[int] = mapped_column(comment="Intakes with outcomes that it learnt from")
    kept_at: Mapped[created]
    as_of: Mapped[datetime | None] = mapped_column(comment="Later events were not read")
    learnt_until: Mapped[datetime | None] = mapped_column(comment="When the last intake it learnt from was shown")
    evaluation: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Empty: not evaluated")
    evaluated_at: Mapped[datetime | None]
    is_current: Mapped[bool] = mapped_column(default=False, comment="At most one; none: the expert prior ranks")
    promoted_at: Mapped[datetime | None]
    promoted_by: Mapped[str | None] = mapped_column(sa.String(200))
    promoted_by_id: Mapped[uuid.UUID | None] = mapped_column(sa.ForeignKey("user_account.id", ondelete="SET NULL"))
    retired_at: Mapped[datetime | None]
    reason: Mapped[str | None] = mapped_column(sa.Text, comment="Of the last promotion or retirement")
