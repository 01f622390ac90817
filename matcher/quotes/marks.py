"""What to mark in a quote: outside our estimate, above the budget, later than needed, no longer valid. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from matcher.eligibility.wording import counted, dollars
from matcher.quotes.first_year import fee_for_scope
from matcher.quotes.terms import Terms
from matcher.quotes.words import Travel


@dataclass(frozen=True, slots=True)
class Expected:
    """What a quote is held against."""

    today: date
    low_usd: int | None = None
    """Low end of the estimate for this firm when it was asked."""
    high_usd: int | None = None
    budget_usd: int | None = None
    """Most that the company can spend."""
    needed_by: date | None = None
    extra_categories: int = 0
    """Categories wanted beyond Security."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One difference, in words; `tone` is the badge's: bad, part or open."""

    text: str
    tone: str


Marks = Mapping[str, tuple[Mark, ...]]
"""By the key of the line in which it stands."""


def marks_of(terms: Terms, expected: Expected) -> Marks:
    """Say every difference of a quote from what was estimated or is wanted, by line."""
    found = {
        "fixed_fee": (*_estimate(terms, expected), *_budget(terms, expected)),
        "travel": _travel(terms),
        "report": _report(terms, expected),
        "valid_until": _validity(terms, expected),
    }
    return {key: marks for key, marks in found.items() if marks}


def _estimate(terms: Terms, expected: Expected) -> tuple[Mark, ...]:
    low, high = expected.low_usd, expected.high_usd
    fee = fee_for_scope(terms, expected.extra_categories)
    if low is None or high is None or fee is None:
        return ()
    of_what = f"the estimate of {dollars(low)} to {dollars(high)}"
    with_categories = "" if fee == terms.fixed_fee_usd else f" with the categories you need ({dollars(fee)})"
    if fee > high:
        return (Mark(f"{dollars(fee - high)} above {of_what}{with_categories}", "bad"),)
    if fee < low:
        return (Mark(f"{dollars(low - fee)} below {of_what}{with_categories}: ask what is left out", "part"),)
    return ()


def _budget(terms: Terms, expected: Expected) -> tuple[Mark, ...]:
    fee = fee_for_scope(terms, expected.extra_categories)
    if expected.budget_usd is None or fee is None or fee <= expected.budget_usd:
        return ()
    return (Mark(f"{dollars(fee - expected.budget_usd)} above your budget of {dollars(expected.budget_usd)}", "bad"),)


def _travel(terms: Terms) -> tuple[Mark, ...]:
    open_ended = terms.travel is Travel.AT_COST and terms.travel_cap_usd is None
    return (Mark("no upper limit: ask for one", "part"),) if open_ended else ()


def _report(terms: Terms, expected: Expected) -> tuple[Mark, ...]:
    if terms.report_on is None or expected.needed_by is None or terms.report_on <= expected.needed_by:
        return ()
    late = (terms.report_on - expected.needed_by).days
    return (Mark(f"{counted(late, 'day')} after you need it", "bad"),)


def _validity(terms: Terms, expected: Expected) -> tuple[Mark, ...]:
    if terms.valid_until is None or terms.valid_until >= expected.today:
        return ()
    return (Mark("no longer holds: ask whether it still stands", "part"),)
