"""Match runs: an intake matched on one day, kept so that the same page shows a year later."""

import uuid
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk


class MatchRun(OwnedByOrganisation, Base):
    """One answer to one intake. Nothing on its pages is read from the directory or the intake of today."""

    __tablename__ = "match_run"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"], ["intake.organisation_id", "intake.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "organisation_id", "intake_id"),
    )
    id: Mapped[pk]
    intake_id: Mapped[uuid.UUID]
    created_at: Mapped[created]
    matched_on: Mapped[date] = mapped_column(comment="The day that every rule was asked for")
    intake: Mapped[dict[str, Any]] = mapped_column(comment="The whole intake.json as it was matched")
    trial_of: Mapped[str | None] = mapped_column(sa.Text, comment="The change that was tried; empty: the intake as is")
    report: Mapped[dict[str, Any]] = mapped_column(comment="Report of `match`")
    shown: Mapped[list[dict[str, Any]]] = mapped_column(
        comment="For each match its firm's profile, its flags in words, its features and all contributions"
    )
    directory: Mapped[dict[str, Any]] = mapped_column(comment="firm_id -> name, tier and id of every firm asked")
    eligible: Mapped[list[str]] = mapped_column(comment="firm_id of all eligible firms, best first")
    average_score: Mapped[float | None] = mapped_column(comment="Score of the average eligible firm")
    model_name: Mapped[str] = mapped_column(sa.String(80))
    model_version: Mapped[str] = mapped_column(sa.String(80))
    model_trained_on: Mapped[int] = mapped_column(comment="Intakes with outcomes that the model had learnt from")
