"""What a rule looks at, and what it says."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import lru_cache

from matcher.eligibility.dates import ReportDates, report_dates
from matcher.eligibility.fees import FeeEstimate, estimate_fee
from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import Wanted


class Rule(StrEnum):
    """Every rule a firm may be excluded under, in the order in which they are named."""

    NOT_VERIFIED = "not_verified"
    LICENCE_NOT_ACTIVE = "licence_not_active"
    LICENCE_CHECK_STALE = "licence_check_stale"
    PEER_REVIEW_MISSING = "peer_review_missing"
    PEER_REVIEW_ENGAGEMENT_ONLY = "peer_review_engagement_only"
    PEER_REVIEW_FAILED = "peer_review_failed"
    PEER_REVIEW_EXPIRED = "peer_review_expired"
    GUARANTEES_OPINION = "guarantees_opinion"
    INDEPENDENCE_CONFLICT = "independence_conflict"
    EXCLUDED_BY_COMPANY = "excluded_by_company"
    REPORT_TYPE_NOT_OFFERED = "report_type_not_offered"
    CATEGORY_NOT_COVERED = "category_not_covered"
    FRAMEWORK_CREDENTIAL_MISSING = "framework_credential_missing"
    OVER_BUDGET = "over_budget"
    DEADLINE_INFEASIBLE = "deadline_infeasible"
    NO_CAPACITY = "no_capacity"
    REGION_NOT_SERVED = "region_not_served"
    LANGUAGE_NOT_OFFERED = "language_not_offered"
    OFFSHORE_NOT_ALLOWED = "offshore_not_allowed"
    TIER_BELOW_MINIMUM = "tier_below_minimum"
    SENIOR_CONTACT_NOT_OFFERED = "senior_contact_not_offered"
    HEADCOUNT_OUT_OF_RANGE = "headcount_out_of_range"
    PROFILE_STALE = "profile_stale"


@dataclass(frozen=True, slots=True)
class Case:
    """One firm held against one intake on one day, with what follows from the two."""

    wanted: Wanted
    firm: FirmProfile
    today: date
    fee: FeeEstimate | None
    """None: unknown."""
    dates: ReportDates | None
    """None: the report type is unknown."""

    def days_since(self, day: date) -> int:
        """Count the days from a day to today; negative for a day to come."""
        return (self.today - day).days


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one rule says of one case: `broken` is the reason to exclude the firm, None when it stays."""

    broken: str | None = None
    flags: tuple[str, ...] = ()


PASS = Ruling()


def broken(text: str) -> Ruling:
    """Exclude the firm, for a reason in plain words with the values that led to it."""
    return Ruling(broken=text)


@lru_cache(maxsize=256)
def flagged(*flags: str) -> Ruling:
    """Let the firm stay, with something to know about it; the few that there are serve all firms."""
    return Ruling(flags=flags) if flags else PASS


def case_of(wanted: Wanted, firm: FirmProfile, today: date) -> Case:
    """Hold a firm against an intake."""
    return Case(wanted, firm, today, estimate_fee(wanted, firm), report_dates(wanted, firm, today))
