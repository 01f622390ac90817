"""How engagements are said on pages and in letters."""

from collections.abc import Iterable
from datetime import date

from matcher.eligibility.wording import headed
from matcher.engagements.dates import NAMES, names_of
from matcher.firms.wording import day_in_words
from matcher.firms.words import OfferedType
from matcher.introductions.models import Introduction
from matcher.introductions.states import Party
from matcher.plan.engagement import TITLES, Days

COMPANY_UNKNOWN = "The company"
REPORTS = {OfferedType.TYPE_1: "SOC 2 Type 1", OfferedType.TYPE_2: "SOC 2 Type 2"}
PARTIES = {Party.COMPANY: "The company", Party.FIRM: "The firm", Party.SERVICE: "auditmatch"}


def company_of(introduction: Introduction) -> str:
    """Name the company as the firm came to know it, once it consented."""
    return str((introduction.identity or {}).get("Company") or COMPANY_UNKNOWN)


def report_in_words(report: OfferedType) -> str:
    """Name a report: `SOC 2 Type 2`."""
    return REPORTS[report]


def categories_in_words(categories: Iterable[str]) -> str:
    """List categories: `Security, Processing Integrity`."""
    return ", ".join(headed(one).replace("integrity", "Integrity") for one in categories)


def promised_in_words(days: Days, report: OfferedType) -> tuple[tuple[str, str], ...]:
    """List the days that are promised, as pairs of title and day."""
    return tuple((TITLES[name], day_in_words(day)) for name in names_of(report) if (day := getattr(days, name)))


def changes_in_words(before: Days, after: Days, suffix: str) -> tuple[tuple[str, str], ...]:
    """List the days that differ, as pairs of title and `before → after`."""
    return tuple(
        (f"{TITLES[name]}{suffix}", f"{_day(getattr(before, name))} → {_day(getattr(after, name))}")
        for name in NAMES
        if getattr(before, name) != getattr(after, name)
    )


def _day(day: date | None) -> str:
    return day_in_words(day) if day else "none"
