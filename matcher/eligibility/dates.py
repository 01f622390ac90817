"""When a firm could hand over the report, at the earliest."""

import math
from calendar import monthrange
from dataclasses import dataclass
from datetime import date, timedelta
from functools import lru_cache

from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import Readiness, ReportType, Wanted

READINESS_WEEKS = {
    Readiness.NONE: 16,
    Readiness.GAP_ASSESSED: 8,
    Readiness.REMEDIATING: 4,
    Readiness.READY: 0,
}
"""Weeks left before the controls stand; unknown readiness counts as none, so that no date is promised too early."""
USUAL_WINDOW_MONTHS = 6
USUAL_FIELDWORK_WEEKS = 3.0
USUAL_REPORT_WEEKS = 4.0


@dataclass(frozen=True, slots=True)
class ReportDates:
    """`later_report_on` is the Type 2 report of `type_1_then_2`, whose `earliest_report_on` is the Type 1 report."""

    earliest_report_on: date
    later_report_on: date | None = None


@dataclass(frozen=True, slots=True)
class Examination:
    """When a firm works on one report: fieldwork, then writing from the day on which fieldwork ends."""

    begins_on: date
    fieldwork_ends_on: date
    report_on: date


def report_dates(wanted: Wanted, firm: FirmProfile, today: date) -> ReportDates | None:
    """Work out the earliest reports; None when the report type is unknown."""
    if wanted.report_type is None:
        return None
    if wanted.report_type is ReportType.TYPE_2:
        return ReportDates(examination(window_end(wanted, today), firm).report_on)
    type_1 = examination(ready_on(wanted, today), firm).report_on
    if wanted.report_type is ReportType.TYPE_1:
        return ReportDates(type_1)
    return ReportDates(type_1, examination(window_end(wanted, today), firm).report_on)


def work_begins_on(wanted: Wanted, today: date) -> date:
    """Give the first day on which the organisation can work towards the report."""
    return max(today, wanted.earliest_start or today)


def ready_on(wanted: Wanted, today: date) -> date:
    """Give the day on which the controls stand: the earliest start plus the readiness work that is left."""
    return _stand_on(work_begins_on(wanted, today), wanted.readiness)


@lru_cache(maxsize=256)
def _stand_on(begins: date, readiness: Readiness | None) -> date:
    return add_days(begins, 7 * READINESS_WEEKS[readiness or Readiness.NONE])


def window_end(wanted: Wanted, today: date) -> date:
    """Give the last day of a Type 2 observation window that begins when the controls stand."""
    return add_months(ready_on(wanted, today), wanted.window_months or USUAL_WINDOW_MONTHS)


@lru_cache(maxsize=256)
def add_months(day: date, months: int) -> date:
    """Move a day on by calendar months, clipped to the last day of the month.

    >>> add_months(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    if year > date.max.year:
        return date.max
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def add_days(day: date, days: int) -> date:
    """Move a day on, at most to the last one of the calendar: 9999-12-31 may stand for never."""
    return day + timedelta(days=min(days, (date.max - day).days))


def examination(free_from: date, firm: FirmProfile) -> Examination:
    """Lay out a firm's work on what can be examined from a day on: it begins then, or when the firm can start."""
    begins = max(free_from, firm.next_start_on or free_from)
    fieldwork = USUAL_FIELDWORK_WEEKS if firm.fieldwork_weeks is None else firm.fieldwork_weeks
    report = USUAL_REPORT_WEEKS if firm.report_weeks is None else firm.report_weeks
    return Examination(begins, _after_weeks(begins, fieldwork), _after_weeks(begins, fieldwork + report))


def _after_weeks(day: date, weeks: float) -> date:
    return add_days(day, _days_of(weeks))


@lru_cache(maxsize=1_024)
def _days_of(weeks: float) -> int:
    # a part of a day counts as a whole one; the rounding takes off what binary fractions leave
    return math.ceil(round(weeks * 7, 6))
