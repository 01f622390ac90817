"""Finding quotes, and what a company keeps beside them."""

import uuid
from collections.abc import Iterable, Mapping, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import NotFound
from matcher.introductions.models import Introduction
from matcher.quotes.models import AuditorChoice, Quote, QuoteNotes

Versions = Mapping[uuid.UUID, Sequence[Quote]]
"""Id of an introduction -> its quotes, the latest first; an introduction without one is missing."""


def quotes_of(session: Session, introductions: Iterable[Introduction]) -> Versions:
    """Give the quotes of some introductions."""
    keys = [one.id for one in introductions]
    wanted = sa.select(Quote).where(Quote.introduction_id.in_(keys)).order_by(Quote.number.desc())
    found: dict[uuid.UUID, list[Quote]] = {}
    for quote in session.scalars(wanted):
        found.setdefault(quote.introduction_id, []).append(quote)
    return found


def fetch_quote(session: Session, intake_id: uuid.UUID, quote_id: uuid.UUID) -> tuple[Quote, Introduction]:
    """Give one quote for an intake with its introduction; raises NotFound."""
    wanted = sa.select(Quote, Introduction).join(Introduction, Quote.introduction_id == Introduction.id)
    found = session.execute(wanted.where(Quote.id == quote_id, Introduction.intake_id == intake_id)).one_or_none()
    if found is None:
        raise NotFound("There is no such quote.")
    return found[0], found[1]


def notes_of(session: Session, introductions: Iterable[Introduction]) -> dict[uuid.UUID, QuoteNotes]:
    """Give what the company noted, by introduction."""
    keys = [one.id for one in introductions]
    rows = session.scalars(sa.select(QuoteNotes).where(QuoteNotes.introduction_id.in_(keys)))
    return {row.introduction_id: row for row in rows}


def choice_of(session: Session, intake_id: uuid.UUID) -> AuditorChoice | None:
    """Give whom the company chose for an intake; None before it decided."""
    return session.scalar(sa.select(AuditorChoice).where(AuditorChoice.intake_id == intake_id))
