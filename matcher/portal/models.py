"""What the portal keeps beside the firm's own row."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base, pk


class CapacityReminder(Base):
    """When a firm was last mailed about its capacity: held apart from the firm, whose version people have open."""

    __tablename__ = "capacity_reminder"
    id: Mapped[pk]
    firm_id: Mapped[str] = mapped_column(sa.ForeignKey("firm.firm_id", ondelete="CASCADE"), unique=True)
    for_day: Mapped[date] = mapped_column(comment="The word about capacity that was old")
    reminded_on: Mapped[date]
