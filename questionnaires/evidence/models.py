"""One piece of evidence."""

import hashlib
import json
import uuid
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, created, pk


def _of(column: str, table: str) -> sa.ForeignKeyConstraint:
    """Tie it to a thing of the same organisation, with which it goes."""
    return sa.ForeignKeyConstraint(
        ["organisation_id", column], [f"{table}.organisation_id", f"{table}.id"], ondelete="CASCADE"
    )


class Evidence(OwnedByOrganisation, Base):
    """A link or a file that shows a control or a fact."""

    __tablename__ = "evidence"
    __table_args__ = (
        sa.UniqueConstraint("organisation_id", "id"),
        _of("control_id", "control"),
        _of("fact_id", "stated_fact"),
        sa.CheckConstraint("(control_id IS NULL) <> (fact_id IS NULL)", name="shows_one_thing"),
        sa.CheckConstraint("(url IS NULL) <> (stored_name IS NULL)", name="is_link_or_file"),
    )
    id: Mapped[pk]
    control_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    fact_id: Mapped[uuid.UUID | None] = mapped_column(index=True)
    title: Mapped[str] = mapped_column(sa.String(200))
    url: Mapped[str | None] = mapped_column(sa.String(2000), comment="Where it is, when it is kept elsewhere")
    stored_name: Mapped[str | None] = mapped_column(sa.String(32), comment="Name of the file in our storage")
    filename: Mapped[str | None] = mapped_column(sa.String(200), comment="As it was called when it was uploaded")
    size_bytes: Mapped[int | None]
    observed_on: Mapped[date | None] = mapped_column(comment="Day that it shows")
    valid_until: Mapped[date | None] = mapped_column(index=True, comment="Last day on which it still shows it")
    added_by: Mapped[str] = mapped_column(sa.String(200))
    added_at: Mapped[created]

    @property
    def seen(self) -> str:
        """SHA-256 over what people may change, as hex: what somebody had open is told from what stands."""
        days = [day.isoformat() if day else None for day in (self.observed_on, self.valid_until)]
        return hashlib.sha256(json.dumps([self.title, self.url, *days]).encode()).hexdigest()

    def is_past(self, today: date) -> bool:
        """Tell whether its last day is over."""
        return self.valid_until is not None and self.valid_until < today
