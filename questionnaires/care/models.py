"""What a row that is cared for carries beside its record, and whom it was mailed about."""

import uuid
from datetime import date, timedelta
from enum import StrEnum

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, mapped_column

from foundation.access.scope import OwnedByOrganisation
from foundation.db import Base, pk
from foundation.imports.models import CollectionRow

SOON = timedelta(days=14)
"""How long before its day a review counts as due."""


class ReviewState(StrEnum):
    """How a record stands to its next review."""

    OVERDUE = "overdue"
    DUE = "due"
    LATER = "later"
    NOT_PLANNED = "not_planned"


class CaredRow(CollectionRow):
    """A row with an owner and a day on which it is reviewed next; files of its collection know nothing of that day."""

    owner: Mapped[str | None] = mapped_column(sa.Text)
    """A member by name or address, or a role in words."""
    next_review_on: Mapped[date | None] = mapped_column(
        index=True, comment="Day by which somebody should look whether it still holds"
    )

    def review_state(self, today: date) -> ReviewState:
        """Tell how the row stands to its next review; on its very day a review is due, not overdue."""
        if self.next_review_on is None:
            return ReviewState.NOT_PLANNED
        if self.next_review_on < today:
            return ReviewState.OVERDUE
        return ReviewState.DUE if self.next_review_on <= today + SOON else ReviewState.LATER


class ReviewReminder(OwnedByOrganisation, Base):
    """Of what somebody was reminded last: held apart from the thing itself, whose version people have open."""

    __tablename__ = "review_reminder"
    __table_args__ = (sa.UniqueConstraint("organisation_id", "kind", "subject_id"),)
    id: Mapped[pk]
    kind: Mapped[str] = mapped_column(sa.String(40), comment="Name of the collection, or evidence")
    subject_id: Mapped[uuid.UUID]
    for_day: Mapped[date] = mapped_column(comment="The day that people were reminded of")
    reminded_on: Mapped[date]
