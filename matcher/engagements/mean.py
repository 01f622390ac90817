"""A firm's rating in the directory: the mean of all, which one more rating moves."""

import uuid
from dataclasses import replace

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from matcher.firms.ledger import change, flush
from matcher.firms.models import Firm
from matcher.firms.rows import profile_of

SOURCE = "Rating after an engagement"
RATER = Actor(None, "A company it examined")
"""The directory's history is no company's: it does not say which one."""
_DIGITS = 4
"""Kept of a mean, so that many ratings do not add up what rounding took."""


def moved(mean: float | None, count: int | None, new: int, old: int | None = None) -> tuple[float, int]:
    """Give mean and number once a rating comes, or once one changes from `old` to `new`.

    >>> moved(4.0, 3, 5)
    (4.25, 4)
    >>> moved(4.25, 4, 3, old=5)
    (3.75, 4)
    >>> moved(None, None, 5)
    (5.0, 1)
    """
    known = count if mean is not None and count else 0
    total = (mean or 0.0) * known
    if old is not None and known:
        return round(min(5.0, max(0.0, (total - old + new) / known)), _DIGITS), known
    return round((total + new) / (known + 1), _DIGITS), known + 1


def move_mean(session: Session, firm_key: uuid.UUID, new: int, old: int | None = None) -> None:
    """Let a rating count for a firm; nobody else changes the firm until this transaction ends."""
    firm = session.get_one(Firm, firm_key, with_for_update=True, populate_existing=True)
    mean, count = moved(firm.rating, firm.rating_count, new, old)
    change(session, firm, replace(profile_of(firm), rating=mean, rating_count=count), RATER, source=SOURCE)
    flush(session)
