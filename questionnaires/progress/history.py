"""Coverage over time: what was measured, as lines for a chart and rows for the table beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from foundation.criteria import Category
from questionnaires.controls.readiness import CoverageState
from questionnaires.controls.words import CATEGORIES

MOST_DAYS = 40
"""Days of change that a page shows, the latest ones."""


@dataclass(frozen=True, slots=True)
class Measured:
    """One category at one moment: its criteria by state."""

    at: datetime
    category: Category
    counts: dict[CoverageState, int]


@dataclass(frozen=True, slots=True)
class Day:
    """How coverage stood at the end of a day on which it was found changed."""

    on: date
    shares: dict[Category, float]
    """Share of the applicable criteria that were covered, in [0, 1], of each category measured by then."""
    overall: float
    """The same over all categories looked at."""


def days_of(measured: Sequence[Measured], categories: Sequence[Category]) -> tuple[Day, ...]:
    """Give one entry a day of change, the oldest first; what was not measured on it stands as the last time.

    `measured` must be in order of time. The last measurement of a day is the one that counts; at most `MOST_DAYS`.
    """
    standing: dict[Category, dict[CoverageState, int]] = {}
    days: dict[date, Day] = {}
    for one in measured:
        if one.category in categories:
            standing[one.category] = one.counts
            days[one.at.date()] = _day(one.at.date(), standing)
    return tuple(days.values())[-MOST_DAYS:]


def lines(days: Sequence[Day], categories: Sequence[Category]) -> dict[str, object]:
    """Give the lines of the chart: a point a day in whole per cent; None while a category was not measured."""
    named: list[tuple[str, list[int | None]]] = []
    if len(categories) > 1:
        named.append(("All in view", [round(day.overall * 100) for day in days]))
    for category in categories:
        shares = [day.shares.get(category) for day in days]
        named.append((CATEGORIES[category], [None if share is None else round(share * 100) for share in shares]))
    return {
        "days": [day.on.isoformat() for day in days],
        "lines": [{"label": label, "values": v} for label, v in named],
    }


def _day(on: date, standing: dict[Category, dict[CoverageState, int]]) -> Day:
    return Day(
        on,
        {category: _share(counts) for category, counts in standing.items()},
        _share({state: sum(counts[state] for counts in standing.values()) for state in CoverageState}),
    )


def _share(counts: dict[CoverageState, int]) -> float:
    applicable = sum(counts.values()) - counts[CoverageState.NOT_APPLICABLE]
    return counts[CoverageState.COVERED] / applicable if applicable else 0.0
