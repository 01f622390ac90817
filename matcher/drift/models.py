"""What a weekly look found. Of no organisation: it holds counts and shares over all companies, nobody's data."""

from datetime import date, datetime
from typing import Any, cast

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.audit import append_only
from foundation.db import Base, pk


class DriftCheck(append_only.AppendOnly, Base):
    """One look, at most one a week. Never changed nor deleted."""

    __tablename__ = "drift_check"
    __table_args__ = (sa.UniqueConstraint("week"),)
    id: Mapped[pk]
    week: Mapped[date] = mapped_column(comment="Monday of the week in which was looked")
    at: Mapped[datetime]
    model: Mapped[str] = mapped_column(sa.String(161), comment="Name and version of what ranked")
    found: Mapped[dict[str, Any]] = mapped_column(comment="Calibration, features and fees as they were found")
    off: Mapped[list[str]] = mapped_column(comment="Codes of what was off")


append_only.hold_fast(cast("sa.Table", DriftCheck.__table__))
