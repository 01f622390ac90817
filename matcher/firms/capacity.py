"""How old a firm's word about its capacity is, and what that is worth: pure."""

from dataclasses import dataclass
from datetime import date

UNCONFIRMED_DAYS = 60
"""Older than this, capacity counts as unconfirmed."""
REMINDED_DAYS = 45
"""From this age on the firm is reminded."""
_WEEKS_FROM, _MONTHS_FROM = 14, 61


@dataclass(frozen=True, slots=True)
class CapacityAge:
    """When a firm last told its capacity, as seen on a day."""

    as_of: date | None
    today: date

    @property
    def days(self) -> int | None:
        """Days since then, 0 for a day to come; None when nobody told."""
        return None if self.as_of is None else max((self.today - self.as_of).days, 0)

    @property
    def is_unconfirmed(self) -> bool:
        """Tell whether it is too old, or too unknown, to count on."""
        return self.days is None or self.days > UNCONFIRMED_DAYS

    @property
    def is_fading(self) -> bool:
        """Tell whether the firm should look at it again."""
        return self.days is None or self.days >= REMINDED_DAYS

    @property
    def words(self) -> str:
        """Say the age as people do.

        >>> [CapacityAge(date(2027, 1, day), date(2027, 1, 31)).words for day in (31, 30, 18, 17, 1)]
        ['today', 'yesterday', '13 days ago', '2 weeks ago', '4 weeks ago']
        """
        if self.days is None:
            return "never"
        if self.days < _WEEKS_FROM:
            return {0: "today", 1: "yesterday"}.get(self.days, f"{self.days} days ago")
        if self.days < _MONTHS_FROM:
            return f"{self.days // 7} weeks ago"
        return f"{self.days // 30} months ago"
