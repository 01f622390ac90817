"""What is checked of a firm, and for how long a check holds: data and plain rules, pure."""

from collections.abc import Mapping
from datetime import date
from enum import StrEnum

from matcher.eligibility.dates import add_days
from matcher.eligibility.terms import PROFILE_STALE_DAYS
from matcher.eligibility.vetting import LICENCE_CHECK_STALE_DAYS
from matcher.firms.capacity import UNCONFIRMED_DAYS
from matcher.firms.wording import spelt


class Fact(StrEnum):
    """One thing that an admin looks up, in the order in which pages name them."""

    FIRM_LICENCE = "firm_licence"
    SIGNER_LICENCE = "signer_licence"
    PEER_REVIEW = "peer_review"
    CLEAN_OPINION = "clean_opinion"
    CREDENTIAL = "credential"
    INSURANCE = "insurance"
    SAMPLE_REPORT = "sample_report"
    FEES = "fees"
    CAPACITY = "capacity"


class Ending(StrEnum):
    """Why a check is no longer the one that counts."""

    SUPERSEDED = "superseded"
    WITHDRAWN = "withdrawn"


TITLES: Mapping[Fact, str] = {
    Fact.FIRM_LICENCE: "CPA firm licence",
    Fact.SIGNER_LICENCE: "Licence of the person who signs",
    Fact.PEER_REVIEW: "Peer review",
    Fact.CLEAN_OPINION: "Promises a clean opinion",
    Fact.CREDENTIAL: "Credential for another framework",
    Fact.INSURANCE: "Insurance",
    Fact.SAMPLE_REPORT: "Sample report",
    Fact.FEES: "Fees",
    Fact.CAPACITY: "Capacity",
}
REQUIRED = (Fact.FIRM_LICENCE, Fact.PEER_REVIEW, Fact.CLEAN_OPINION)
"""Without these no firm is verified."""
LIMIT_DAYS: Mapping[Fact, int] = {
    Fact.FIRM_LICENCE: LICENCE_CHECK_STALE_DAYS,
    Fact.SIGNER_LICENCE: LICENCE_CHECK_STALE_DAYS,
    Fact.FEES: PROFILE_STALE_DAYS,
    Fact.CAPACITY: UNCONFIRMED_DAYS,
}
"""Most days that a check of a fact holds, also when what it found holds longer."""
USUAL_DAYS = 365
"""Days that a check holds when nothing else says until when."""


def title_of(fact: Fact, subject: str) -> str:
    """Name a fact with the state or framework that it is about.

    >>> title_of(Fact.FIRM_LICENCE, "OH"), title_of(Fact.CREDENTIAL, "iso_27001")
    ('CPA firm licence OH', 'Credential for ISO 27001')
    """
    if fact is Fact.CREDENTIAL and subject:
        return f"Credential for {spelt(subject)}"
    return f"{TITLES[fact]} {subject}".strip()


def due_on(fact: Fact, checked_on: date, valid_until: date | None) -> date:
    """Give the last day on which a check still holds; after it the fact is to be checked again.

    >>> due_on(Fact.CAPACITY, date(2026, 11, 1), None), due_on(Fact.FIRM_LICENCE, date(2026, 11, 1), date(2027, 1, 1))
    (datetime.date(2026, 12, 31), datetime.date(2027, 1, 1))
    """
    days = LIMIT_DAYS.get(fact, USUAL_DAYS if valid_until is None else None)
    ends = [valid_until, None if days is None else add_days(checked_on, days)]
    return min(day for day in ends if day is not None)
