"""How factors are called on pages."""

from collections.abc import Mapping

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
