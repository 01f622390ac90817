"""Whether an approved answer still holds."""

from datetime import date, timedelta
from enum import StrEnum

EXPIRING_WITHIN = timedelta(days=60)
"""Counts from today; the last of these days is among them."""


class Standing(StrEnum):
    """Where an approved answer stands on a day."""

    HOLDS = "holds"
    EXPIRING = "expiring"
    EXPIRED = "expired"


def standing(expires_on: date | None, *, today: date) -> Standing:
    """Tell where an answer stands whose last day is `expires_on`; one without a last day holds."""
    if expires_on is None or expires_on > today + EXPIRING_WITHIN:
        return Standing.HOLDS
    return Standing.EXPIRED if expires_on < today else Standing.EXPIRING
