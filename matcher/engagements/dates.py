"""What may be promised and what may have happened: days in their order, none mistyped. Pure."""

from collections.abc import Iterator
from datetime import date

from matcher.firms.wording import day_in_words
from matcher.firms.words import OfferedType
from matcher.plan.engagement import Days

NAMES = ("window_start", "window_end", "fieldwork_start", "fieldwork_end", "report_on")
"""The days that are promised, and that come, in their order."""
FURTHEST_YEARS = 10
"""How far ahead a day may be promised."""
_AFTER = (
    ("window_start", "window_end", "The window's last day must not be before its first, {day}"),
    ("signed_on", "fieldwork_start", "Fieldwork must not begin before the letter was signed, on {day}"),
    ("window_start", "fieldwork_start", "Fieldwork must not begin before the window, which begins on {day}"),
    ("window_end", "fieldwork_end", "Fieldwork must not end before the window, which ends on {day}"),
    ("fieldwork_start", "fieldwork_end", "Fieldwork must not end before it begins, on {day}"),
    ("window_end", "report_on", "The report must not come before the window ends, on {day}"),
    ("fieldwork_start", "report_on", "The report must not come before fieldwork begins, on {day}"),
    ("fieldwork_end", "report_on", "The report must not come before fieldwork ends, on {day}"),
)
"""An earlier day, a later one, and what to say when they stand the other way round."""


def names_of(report: OfferedType) -> tuple[str, ...]:
    """Name the days that a report has, in their order; a Type 1 has no window."""
    return NAMES if report is OfferedType.TYPE_2 else NAMES[2:]


def order_problems(days: Days) -> Iterator[tuple[str, str]]:
    """Name the days that stand in the wrong order, each with a sentence, at most one for each day."""
    told = set()
    for earlier, later, sentence in _AFTER:
        first, second = getattr(days, earlier), getattr(days, later)
        if first and second and second < first and later not in told:
            told.add(later)
            yield later, sentence.format(day=day_in_words(first))


def is_too_far(day: date | None, today: date) -> bool:
    """Tell whether a day lies so far ahead that somebody must have mistyped it."""
    return day is not None and day.year > today.year + FURTHEST_YEARS
