"""What is true of an organisation."""

from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.db import Base
from questionnaires.care.models import CaredRow


class StatedFact(CaredRow, Base):
    """One fact with the day on which it was true: a row of `facts.csv`."""

    __tablename__ = "stated_fact"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        sa.UniqueConstraint("organisation_id", "key"),
        sa.Index(None, "organisation_id", "version", "changed_at"),
    )
    key: Mapped[str] = mapped_column(sa.String(200), comment="A key of the known list, or one of their own")
    value: Mapped[str] = mapped_column(sa.Text)
    as_of: Mapped[date | None] = mapped_column(comment="Day on which it was true")
