"""How the form of a quote is laid out: its groups, and what to know about each question. Data."""

from dataclasses import dataclass

from matcher.quotes.words import INDEPENDENCE


@dataclass(frozen=True, slots=True)
class Group:
    """Questions that belong together, by the names of their fields."""

    title: str
    names: tuple[str, ...]


GROUPS = (
    Group("The fee", ("fixed_fee_usd", "included", "included_note", "extra_categories", "extra_category_fee_usd")),
    Group("What may come on top", ("travel", "travel_cap_usd", "readiness", "readiness_fee_usd", "bridge_letter",
                                   "bridge_letter_fee_usd", "change_orders")),
    Group("Several years", ("multi_year_years", "multi_year_fee_usd")),
    Group("Dates", ("start_on", "fieldwork_start_on", "fieldwork_end_on", "report_on")),
    Group("People and work", ("lead_seniority", "team", "experience", "exception_process", "platforms",
                              "platform_demo")),
    Group("The offer", ("valid_until", "note")),
)  # fmt: skip
HINTS = {
    "fixed_fee_usd": "For the first year, for the report type they ask for",
    "included_note": "Whatever the list does not name",
    "extra_categories": "Those they ask for beyond Security; their request names them",
    "travel_cap_usd": "The most you bill for it; empty: there is no limit",
    "readiness": INDEPENDENCE,
    "bridge_letter": "About the time between the end of one window and the next report",
    "change_orders": "Say what would have to change, who decides, and at which rate",
    "multi_year_years": "2 to 5; leave both empty when you offer no such terms",
    "report_on": "The day on which they have it in their hands",
    "team": "Roles and years are enough; no names are needed",
    "experience": "How many in their industry, and on their cloud",
    "exception_process": "Who hears of it first, how long they have, and what the report then says",
    "platform_demo": "Of the evidence platform",
    "valid_until": "The last day on which they can accept it",
}
FROM_DIRECTORY = "Taken from your directory profile: change it if it no longer holds"


def hint_of(name: str, from_directory: frozenset[str]) -> str | None:
    """Give the hint of a question, marked where its answer came from the directory."""
    parts = (HINTS.get(name), FROM_DIRECTORY if name in from_directory else None)
    return ". ".join(part for part in parts if part) or None
