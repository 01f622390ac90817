"""The terms of a quote as a value. None and empty mean that the firm did not say, never no. Pure."""

from dataclasses import dataclass, fields
from datetime import date
from typing import Any

from matcher.quotes.words import BridgeLetter, CategoryTerms, ReadinessHelp, Seniority, Travel


@dataclass(frozen=True, slots=True, kw_only=True)
class Terms:
    """What one quote offers; money is whole US dollars. The fields are the columns of its row."""

    fixed_fee_usd: int
    included: tuple[str, ...] = ()
    included_note: str | None = None
    extra_categories: CategoryTerms | None = None
    extra_category_fee_usd: int | None = None
    """For each category beyond Security."""
    travel: Travel | None = None
    travel_cap_usd: int | None = None
    """Most that is billed for travel at cost; None: no cap is said."""
    readiness: ReadinessHelp | None = None
    readiness_fee_usd: int | None = None
    bridge_letter: BridgeLetter | None = None
    bridge_letter_fee_usd: int | None = None
    multi_year_years: int | None = None
    multi_year_fee_usd: int | None = None
    """Of each of these years."""
    change_orders: str | None = None
    start_on: date | None = None
    fieldwork_start_on: date | None = None
    fieldwork_end_on: date | None = None
    report_on: date | None = None
    lead_seniority: Seniority | None = None
    team: str | None = None
    experience: str | None = None
    exception_process: str | None = None
    platforms: tuple[str, ...] = ()
    platform_demo: bool | None = None
    valid_until: date | None = None
    """Last day on which the offer holds."""
    note: str | None = None


NAMES = tuple(each.name for each in fields(Terms))
LISTS = frozenset({"included", "platforms"})


def terms_of(row: object) -> Terms:
    """Read the terms off a row that has them as columns."""
    held: dict[str, Any] = {name: getattr(row, name) for name in NAMES}
    return Terms(**held | {name: tuple(held[name]) for name in LISTS})


def columns_of(terms: Terms) -> dict[str, Any]:
    """Give the terms as the columns of a row."""
    held: dict[str, Any] = {name: getattr(terms, name) for name in NAMES}
    return held | {name: list(held[name]) for name in LISTS}
