"""The words that a quote is written in: each list is closed, and what a firm does not say stays unknown. Pure."""

from collections.abc import Mapping
from enum import StrEnum


class Travel(StrEnum):
    """Who bears travel."""

    INCLUDED = "included"
    AT_COST = "at_cost"


class ReadinessHelp(StrEnum):
    """Whether the firm helps to get ready."""

    INCLUDED = "included"
    FEE = "fee"
    NONE = "none"


class BridgeLetter(StrEnum):
    """Whether the firm takes part in a letter about the time between two reports."""

    INCLUDED = "included"
    FEE = "fee"
    NONE = "none"


class CategoryTerms(StrEnum):
    """What the categories beyond Security cost."""

    INCLUDED = "included"
    FEE = "fee"


class Seniority(StrEnum):
    """How senior the company's day-to-day contact is."""

    PARTNER = "partner"
    MANAGER = "manager"
    SENIOR = "senior"
    STAFF = "staff"


class Included(StrEnum):
    """What a fixed fee may hold."""

    SCOPING = "scoping"
    SYSTEM_DESCRIPTION = "system_description"
    WALKTHROUGHS = "walkthroughs"
    FIELDWORK = "fieldwork"
    RETESTS = "retests"
    MANAGEMENT_LETTER = "management_letter"
    REPORT = "report"
    BUYER_CALLS = "buyer_calls"


TRAVEL: Mapping[Travel, str] = {
    Travel.INCLUDED: "In the fixed fee",
    Travel.AT_COST: "Billed at cost",
}
READINESS: Mapping[ReadinessHelp, str] = {
    ReadinessHelp.INCLUDED: "In the fixed fee",
    ReadinessHelp.FEE: "For a fee of its own",
    ReadinessHelp.NONE: "We do not help with readiness",
}
BRIDGE_LETTER: Mapping[BridgeLetter, str] = {
    BridgeLetter.INCLUDED: "In the fixed fee",
    BridgeLetter.FEE: "For a fee of its own",
    BridgeLetter.NONE: "We do not take part in one",
}
CATEGORY_TERMS: Mapping[CategoryTerms, str] = {
    CategoryTerms.INCLUDED: "All that are asked for are in the fixed fee",
    CategoryTerms.FEE: "Each costs a fee of its own",
}
SENIORITY: Mapping[Seniority, str] = {
    Seniority.PARTNER: "Partner or director",
    Seniority.MANAGER: "Manager or senior manager",
    Seniority.SENIOR: "Senior auditor",
    Seniority.STAFF: "Staff auditor",
}
INCLUDED: Mapping[Included, str] = {
    Included.SCOPING: "Scoping meeting",
    Included.SYSTEM_DESCRIPTION: "Review of the system description, with comments",
    Included.WALKTHROUGHS: "Walkthroughs with the owners of controls",
    Included.FIELDWORK: "Tests of controls",
    Included.RETESTS: "Retests of controls that were put right within the window",
    Included.MANAGEMENT_LETTER: "Letter to management about weaknesses",
    Included.REPORT: "The report, with one round of corrections",
    Included.BUYER_CALLS: "Calls with buyers who ask about the report",
}
PLATFORMS: Mapping[str, str] = {
    "vanta": "Vanta",
    "drata": "Drata",
    "secureframe": "Secureframe",
    "sprinto": "Sprinto",
    "thoropass": "Thoropass",
    "scrut": "Scrut",
    "trustcloud": "TrustCloud",
    "fieldguide": "Fieldguide",
    "audora": "Audora",
    "spreadsheet": "Spreadsheets and folders",
}
INDEPENDENCE = (
    "An auditor may help with readiness only without making management decisions: it may point out gaps, the company "
    "decides how to close them and does so itself."
)
