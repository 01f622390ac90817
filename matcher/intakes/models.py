"""Intakes as they are filled step by step, and the private links that lead visitors back to theirs."""

import uuid
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.clock import now
from foundation.db import Base, created, pk


class Intake(OwnedByOrganisation, Base):
    """What an organisation wants attested, as far as it has been told."""

    __tablename__ = "intake"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "id"),)
    id: Mapped[pk]
    answers: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Keys of intake.json that were answered")
    steps_done: Mapped[list[str]] = mapped_column(default=list, comment="Steps that were saved, in any order")
    advice: Mapped[dict[str, Any]] = mapped_column(default=dict, comment="Answers to the scope adviser: yes or no")
    created_at: Mapped[created]
    updated_at: Mapped[datetime] = mapped_column(default=now, onupdate=now)
    version: Mapped[int] = mapped_column()
    __mapper_args__ = {"version_id_col": version}  # noqa: RUF012 - SQLAlchemy's own way of declaring it

    @property
    def title(self) -> str:
        """What the intake is called on pages: the organisation it is for."""
        return str(self.answers.get("organisation") or "An organisation without a name")


class IntakeLink(Base):
    """The private link to an intake. Of no organisation itself, as it is what tells a visitor's organisation."""

    __tablename__ = "intake_link"
    __table_args__ = (
        sa.ForeignKeyConstraint(
            ["organisation_id", "intake_id"], ["intake.organisation_id", "intake.id"], ondelete="CASCADE"
        ),
        sa.Index(None, "organisation_id", "intake_id"),
    )
    id: Mapped[pk]
    token_hash: Mapped[str] = mapped_column(sa.String(64), unique=True, comment="SHA-256 of the token in the link")
    organisation_id: Mapped[uuid.UUID]
    intake_id: Mapped[uuid.UUID]
    created_at: Mapped[created]
    claimed_at: Mapped[datetime | None] = mapped_column(comment="Since then the link only leads to the account's copy")
