"""What a firm's examination is likely to cost this organisation."""

import math
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from matcher.firms.profile import FirmProfile
from matcher.intakes.wanted import ReportType, Wanted

HEADCOUNT_FACTORS = ((10, 0.75), (50, 1.0), (250, 1.5), (1_000, 2.2))
"""People -> factor; linear in the logarithm of the headcount between two, flat outside."""
USUAL_EXTRA_CATEGORY_PCT = 15.0
ROUNDED_TO_USD = 100


@dataclass(frozen=True, slots=True)
class FeeEstimate:
    """Whole US dollars for the audit itself, rounded half up to 100."""

    low: int
    high: int

    @property
    def middle(self) -> float:
        """Halfway between the two ends, in US dollars."""
        return (self.low + self.high) / 2


def estimate_fee(wanted: Wanted, firm: FirmProfile) -> FeeEstimate | None:
    """Estimate the fee for what is wanted; None when the report type or either end of a fee is unknown."""
    ends = _published_ends(wanted, firm)
    if ends is None:
        return None
    pct = firm.fee_per_extra_category_pct
    extra = 1 + (USUAL_EXTRA_CATEGORY_PCT if pct is None else pct) / 100 * wanted.extra_categories
    factor = headcount_factor(wanted.headcount) * extra
    return FeeEstimate(_half_up(ends[0] * factor), _half_up(ends[1] * factor))


@lru_cache(maxsize=1_024)
def headcount_factor(headcount: int | None) -> float:
    """Give the factor on a fee published for 50 people; 1 when the headcount is unknown.

    >>> headcount_factor(50), headcount_factor(5), headcount_factor(None)
    (1.0, 0.75, 1.0)
    """
    if headcount is None:
        return 1.0
    if headcount <= HEADCOUNT_FACTORS[0][0]:
        return HEADCOUNT_FACTORS[0][1]
    for (fewer, low), (more, high) in pairwise(HEADCOUNT_FACTORS):
        if headcount < more:
            return low + (high - low) * math.log(headcount / fewer) / math.log(more / fewer)
    return HEADCOUNT_FACTORS[-1][1]


def _published_ends(wanted: Wanted, firm: FirmProfile) -> tuple[int, int] | None:
    if wanted.report_type is None:
        return None
    ends = {
        ReportType.TYPE_1: (firm.type_1_fee_min_usd, firm.type_1_fee_max_usd),
        ReportType.TYPE_2: (firm.type_2_fee_min_usd, firm.type_2_fee_max_usd),
        ReportType.TYPE_1_THEN_2: (
            _sum(firm.type_1_fee_min_usd, firm.type_2_fee_min_usd),
            _sum(firm.type_1_fee_max_usd, firm.type_2_fee_max_usd),
        ),
    }
    low, high = ends[wanted.report_type]
    return None if low is None or high is None else (low, high)


def _sum(one: int | None, other: int | None) -> int | None:
    return None if one is None or other is None else one + other


def _half_up(amount: float) -> int:
    # the inner rounding takes off what binary fractions leave, as in 17500 * 1.3 = 22749.999…
    return math.floor(round(amount, 6) / ROUNDED_TO_USD + 0.5) * ROUNDED_TO_USD
