"""The stretches of time that figures are asked for."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum


class Stretch(StrEnum):
    """Which days count."""

    THIS_QUARTER = "this_quarter"
    LAST_QUARTER = "last_quarter"
    THIS_YEAR = "this_year"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class Period:
    """Days from `first` to `last`, both inclusive, in UTC."""

    first: date
    last: date

    def holds(self, day: date | None) -> bool:
        """Whether a day is one of them; an unknown day is not."""
        return day is not None and self.first <= day <= self.last

    @property
    def steps(self) -> tuple["Period", ...]:
        """The period in weeks from Monday, or in months where it is longer than 26 weeks."""
        by_week = (self.last - self.first).days < 26 * 7
        return tuple(self._cut(_next_monday if by_week else _next_month))

    def _cut(self, following: Callable[[date], date]) -> Iterator["Period"]:
        start = self.first
        while start <= self.last:
            after = following(start)
            yield Period(start, min(after - timedelta(days=1), self.last))
            start = after


def period_of(stretch: Stretch, *, today: date, earliest: date) -> Period:
    """Give the days of a stretch; calendar quarters and years, and `earliest` is where everything begins.

    >>> period_of(Stretch.LAST_QUARTER, today=date(2026, 2, 3), earliest=date(2026, 1, 1))
    Period(first=datetime.date(2025, 10, 1), last=datetime.date(2025, 12, 31))
    """
    quarter = date(today.year, 3 * ((today.month - 1) // 3) + 1, 1)
    match stretch:
        case Stretch.THIS_QUARTER:
            return Period(quarter, today)
        case Stretch.LAST_QUARTER:
            last = quarter - timedelta(days=1)
            return Period(date(last.year, last.month - 2, 1), last)
        case Stretch.THIS_YEAR:
            return Period(date(today.year, 1, 1), today)
        case Stretch.ALL:
            return Period(min(earliest, today), today)


def _next_monday(day: date) -> date:
    return day + timedelta(days=7 - day.weekday())


def _next_month(day: date) -> date:
    return date(day.year + day.month // 12, day.month % 12 + 1, 1)
