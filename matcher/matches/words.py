"""How rules and factors are called on pages."""

from collections.abc import Mapping

from matcher.eligibility.case import Rule
from matcher.matches.matching import COMBINATION

RULE_TITLES: Mapping[str, str] = {
    Rule.NOT_VERIFIED: "We have not verified it",
    Rule.LICENCE_NOT_ACTIVE: "Its CPA licence is not known to be active",
    Rule.LICENCE_CHECK_STALE: "Its licence was not checked within a year",
    Rule.PEER_REVIEW_MISSING: "No peer review of its practice is known",
    Rule.PEER_REVIEW_ENGAGEMENT_ONLY: "Its peer review was not a System Review",
    Rule.PEER_REVIEW_FAILED: "Its peer review was not passed",
    Rule.PEER_REVIEW_EXPIRED: "Its peer review is too old",
    Rule.GUARANTEES_OPINION: "It promises a clean opinion",
    Rule.INDEPENDENCE_CONFLICT: "It is not independent of you",
    Rule.EXCLUDED_BY_COMPANY: "You asked to leave it out",
    Rule.REPORT_TYPE_NOT_OFFERED: "It does not issue the report you need",
    Rule.CATEGORY_NOT_COVERED: "It does not examine a category you need",
    Rule.FRAMEWORK_CREDENTIAL_MISSING: "It lacks a credential for a framework you need",
    Rule.OVER_BUDGET: "Its estimated fee is above your budget",
    Rule.DEADLINE_INFEASIBLE: "Its report would come too late",
    Rule.NO_CAPACITY: "It takes no new clients at present",
    Rule.REGION_NOT_SERVED: "It does not serve your country",
    Rule.LANGUAGE_NOT_OFFERED: "It does not work in your languages",
    Rule.OFFSHORE_NOT_ALLOWED: "It uses staff in other countries",
    Rule.TIER_BELOW_MINIMUM: "It is smaller than you asked for",
    Rule.SENIOR_CONTACT_NOT_OFFERED: "It offers no senior contact",
    Rule.HEADCOUNT_OUT_OF_RANGE: "It takes companies of another size",
    Rule.PROFILE_STALE: "Its figures are more than a year old",
}
BINDING: Mapping[str, str] = {
    **RULE_TITLES,
    COMBINATION: "No single rule: every firm is ruled out by at least two",
}
FACTOR_TITLES: Mapping[str, str] = {
    "industry_depth": "Reports in your industry",
    "price": "Price",
    "speed": "Earliest report",
    "platform_fit": "Evidence platform",
    "cloud_fit": "Your clouds",
    "headcount_fit": "Companies of your size",
    "experience": "SOC 2 reports a year",
    "peer_review": "Peer review",
    "rating": "Ratings by companies",
    "senior_contact": "Senior contact",
    "staffing": "Reports for each CPA",
    "framework_breadth": "Further frameworks",
    "capacity": "Open places",
    "verification_freshness": "Freshness of our licence check",
    "exception_process": "Process when a control fails",
    "tier": "Size of firm",
    "fee_ratio": "Level of fee",
}

MEASURES: Mapping[str, str] = {
    "industry_depth": "SOC 2 reports issued in your industry; from 60 on it is full",
    "price": "Middle of the estimated fee, against your budget, or against usual fees when you gave none",
    "speed": "Days between the earliest report and your deadline, or its delay when you gave none",
    "platform_fit": "Whether the firm works in your evidence platform",
    "cloud_fit": "Share of your clouds whose systems it has examined",
    "headcount_fit": "How near you are to the middle of the company sizes it takes",
    "experience": "SOC 2 reports issued in a year",
    "peer_review": "Rating of the review of its own practice, and how old it is",
    "rating": "Stars given by companies, drawn towards 4.0 while few have rated",
    "senior_contact": "Whether your day-to-day contact is a senior person",
    "staffing": "SOC 2 reports a year for each CPA; fewer is better",
    "framework_breadth": "Further frameworks for which it holds a valid credential",
    "capacity": "How many new clients it can take",
    "verification_freshness": "Days since we looked up its licence",
    "exception_process": "Whether it says what it does when a control fails in fieldwork",
    "tier": "Boutique, specialist, national or global: no direction is better beforehand",
    "fee_ratio": "How high its fees are in all: no direction is better beforehand",
}
"""What each factor reads."""


def measure(name: str, unit: str) -> str:
    """Say what a factor reads; one without words yet by its unit."""
    return MEASURES.get(name, unit)


def factor_title(name: str) -> str:
    """Call a factor by its words; one that a later model reads and has no words yet by its name."""
    return FACTOR_TITLES.get(name, name.replace("_", " "))
