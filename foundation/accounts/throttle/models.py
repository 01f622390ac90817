"""Counters of failed attempts."""

from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, pk


class Throttle(Base):
    """How often something failed, for one account or from one source, within a window of time."""

    __tablename__ = "throttle"
    __table_args__ = (sa.Index(None, "began_at"),)
    id: Mapped[pk]
    subject: Mapped[str] = mapped_column(sa.String(64), unique=True, comment="Hash of what is tried and by or on whom")
    failures: Mapped[int] = mapped_column(comment="Within the window that began then")
    began_at: Mapped[datetime]
