"""What an organisation wants attested, over which window, by when: the value that gate and ranking read."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from foundation.criteria import Category
from matcher.firms.words import Industry, OfferedType, Tier


class ReportType(StrEnum):
    """The report that is wanted; `type_1_then_2` is a Type 1 first and a Type 2 after its window."""

    TYPE_1 = "type_1"
    TYPE_2 = "type_2"
    TYPE_1_THEN_2 = "type_1_then_2"

    @property
    def offered_types(self) -> tuple[OfferedType, ...]:
        """What a firm must offer for it."""
        if self is ReportType.TYPE_1_THEN_2:
            return (OfferedType.TYPE_1, OfferedType.TYPE_2)
        return (OfferedType(self.value),)


class Readiness(StrEnum):
    """How far the organisation has come; each step leaves fewer weeks before the window may start."""

    NONE = "none"
    GAP_ASSESSED = "gap_assessed"
    REMEDIATING = "remediating"
    READY = "ready"


class Opinion(StrEnum):
    """What the auditor concluded in an earlier report."""

    UNQUALIFIED = "unqualified"
    QUALIFIED = "qualified"
    ADVERSE = "adverse"
    DISCLAIMER = "disclaimer"


@dataclass(frozen=True, slots=True)
class Budget:
    """Whole US dollars for the audit itself; only `max` rules anything out."""

    min: int | None = None
    max: int | None = None


@dataclass(frozen=True, slots=True)
class Priorities:
    """How much the organisation cares, 0 (not at all) to 5 (above all); None is 3, the ranking's own weight."""

    price: int | None = None
    speed: int | None = None
    industry_depth: int | None = None


@dataclass(frozen=True, slots=True)
class Independence:
    """Firms (ids or names) whose ties to the organisation forbid that they examine it."""

    firms_that_built_controls: tuple[str, ...] = ()
    firms_with_financial_ties: tuple[str, ...] = ()
    firms_doing_tax_or_bookkeeping: tuple[str, ...] = ()

    @property
    def named(self) -> tuple[str, ...]:
        """Every firm named in any of the lists."""
        return self.firms_that_built_controls + self.firms_with_financial_ties + self.firms_doing_tax_or_bookkeeping


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """One intake, a field for each key of `intake.json`; None and empty mean unknown or no wish, never no."""

    organisation: str | None = None
    website: str | None = None
    industry: Industry | None = None
    headcount: int | None = None
    hq_country: str | None = None
    """ISO 3166 code of two letters."""
    hq_state: str | None = None
    report_type: ReportType | None = None
    categories: tuple[Category, ...] = (Category.SECURITY,)
    """In the order of `Category`, Security always among them."""
    window_months: int | None = None
    first_audit: bool | None = None
    prior_auditor: str | None = None
    prior_opinion: Opinion | None = None
    frameworks: tuple[str, ...] = ()
    clouds: tuple[str, ...] = ()
    platform: str | None = None
    systems: tuple[str, ...] = ()
    data_types: tuple[str, ...] = ()
    subservice_organisations: tuple[str, ...] = ()
    readiness: Readiness | None = None
    budget_usd: Budget = field(default_factory=Budget)
    report_needed_by: date | None = None
    earliest_start: date | None = None
    languages: tuple[str, ...] = ()
    offshore_ok: bool | None = None
    senior_contact_required: bool | None = None
    minimum_tier: Tier | None = None
    excluded_firms: tuple[str, ...] = ()
    priorities: Priorities = field(default_factory=Priorities)
    independence: Independence = field(default_factory=Independence)

    @property
    def extra_categories(self) -> int:
        """How many categories are wanted beyond Security."""
        return len(set(self.categories) - {Category.SECURITY})


def with_security(categories: Sequence[Category]) -> tuple[Category, ...]:
    """Give categories once each in their usual order, Security added when it is missing."""
    return tuple(category for category in Category if category is Category.SECURITY or category in categories)
