"""What is known of a matched firm, written for the pages from the profile that its run kept."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.eligibility.wording import headed, said
from matcher.firms.wording import day_in_words

NOT_KNOWN = "Not known"
Profile = dict[str, Any]

NOT_CHECKED = (
    "the quality of its single reports: read a sample before you decide",
    "its fees, free places and languages: they are what the firm or a public page says, with their date",
    "ties between you and the firm that neither of you has named",
)
"""What "vetted" does not mean."""


@dataclass(frozen=True, slots=True)
class VettingFact:
    """One thing that was looked up, when, and where."""

    label: str
    value: str
    dated: str
    """What the day is of, as in `checked on`."""
    as_of: date | None
    source: str | None
    """An address or a note; None: not recorded."""


def vetting_facts(firm: Profile) -> tuple[VettingFact, ...]:
    """Say what was checked of a firm, with dates and sources."""
    return (
        VettingFact(
            "CPA licence", _licence(firm), "Checked on", _day(firm["licence_checked_on"]), firm["licence_source"]
        ),
        VettingFact(
            "Peer review",
            _peer_review(firm),
            "Period ended on",
            _day(firm["peer_review_period_end"]),
            firm["peer_review_source"],
        ),
        VettingFact(
            "Our own verification", capital(firm["vetting_status"]), "Done on", _day(firm["verified_on"]), None
        ),
    )


def comparison(firm: Profile, industry: str | None) -> list[tuple[str, str]]:
    """Say the facts by which firms are compared: label and value."""
    return [
        ("Size of firm", capital(firm["tier"])),
        ("Based in", ", ".join(filter(None, (firm["hq_state"], firm["hq_country"]))) or NOT_KNOWN),
        *([(f"Reports in {said(industry)}", _reports(firm, industry))] if industry else []),
        ("SOC 2 reports a year", _number(firm["soc2_reports_per_year"])),
        ("CPAs", _number(firm["cpa_count"])),
        ("Categories", _list(firm["categories"])),
        ("Further frameworks", _list(list(firm["frameworks"]))),
        ("Clouds", _list(firm["clouds"])),
        ("Evidence platforms", _list(firm["platforms"])),
        ("Company sizes", _sizes(firm)),
        ("Fieldwork", _weeks(firm["fieldwork_weeks"])),
        ("Report after fieldwork", _weeks(firm["report_weeks"])),
        ("Next start", _written(_day(firm["next_start_on"]))),
        ("Senior day-to-day contact", _yes_no(firm["senior_contact"])),
        ("Staff in other countries", _yes_no(firm["offshore_staff"])),
        ("When a control fails in fieldwork", firm["exception_process"] or NOT_KNOWN),
        ("Rated by companies", _rating(firm)),
        ("Fees as of", _written(_day(firm["fees_as_of"]))),
    ]


def capital(word: str | None) -> str:
    """Write a word of the formats as the beginning of a line; unknown as such."""
    return headed(word) if word else NOT_KNOWN


def _licence(firm: Profile) -> str:
    where = " ".join(filter(None, (firm["licence_state"], firm["licence_number"])))
    until = f", valid until {_written(_day(firm['licence_expires_on']))}" if firm["licence_expires_on"] else ""
    return f"{capital(firm['licence_status'])}{f' ({where})' if where else ''}{until}"


def _peer_review(firm: Profile) -> str:
    covers = {True: ", SOC work looked at", False: ", SOC work not looked at", None: ""}[firm["peer_review_covers_soc"]]
    return f"{capital(firm['peer_review_type'])} review: {said(firm['peer_review_rating'] or NOT_KNOWN)}{covers}"


def _reports(firm: Profile, industry: str) -> str:
    held = firm["industries"]
    if not held:
        return NOT_KNOWN
    return "0" if industry not in held else _number(held[industry])


def _sizes(firm: Profile) -> str:
    fewest, most = firm["headcount_min"], firm["headcount_max"]
    if fewest is None and most is None:
        return NOT_KNOWN
    return f"{'up' if fewest is None else f'{fewest:,}'} to {'any size' if most is None else f'{most:,} people'}"


def _number(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:,}"


def _weeks(value: float | None) -> str:
    return NOT_KNOWN if value is None else f"{value:g} weeks"


def _yes_no(value: bool | None) -> str:
    return {True: "Yes", False: "No", None: NOT_KNOWN}[value]


def _rating(firm: Profile) -> str:
    if firm["rating"] is None:
        return "Not yet"
    count = f" from {firm['rating_count']:,}" if firm["rating_count"] is not None else ""
    return f"{firm['rating']:.1f} of 5{count}"


def _list(values: list[str]) -> str:
    return ", ".join(map(said, values)) or NOT_KNOWN


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _written(day: date | None) -> str:
    return NOT_KNOWN if day is None else day_in_words(day)
