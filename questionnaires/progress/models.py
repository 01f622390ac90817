"""Coverage of one category at one moment."""

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.audit.append_only import AppendOnly
from foundation.criteria import Category
from foundation.db import Base, created, pk


class CoverageSnapshot(AppendOnly, OwnedByOrganisation, Base):
    """How many criteria of a category were in which state; written when that differs from the one before."""

    __tablename__ = "coverage_snapshot"
    __table_args__ = (
        sa.CheckConstraint("covered >= 0 AND partial >= 0 AND gap >= 0 AND not_applicable >= 0", name="counts"),
        sa.Index(None, "organisation_id", "at"),
    )
    id: Mapped[pk]
    at: Mapped[created]
    category: Mapped[Category]
    covered: Mapped[int] = mapped_column(comment="Criteria")
    partial: Mapped[int] = mapped_column(comment="Criteria")
    gap: Mapped[int] = mapped_column(comment="Criteria")
    not_applicable: Mapped[int] = mapped_column(comment="Criteria")
