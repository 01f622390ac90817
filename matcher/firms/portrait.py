"""What a firm's page says of it beside its vetting: the offer, and what is not known. Pure."""

from dataclasses import dataclass

from matcher.firms.profile import FirmProfile
from matcher.firms.questions import QUESTIONS
from matcher.firms.wording import in_words, range_in_words

CAPACITY_GROUP = "When it can start"
_IN_RANGES = {
    "headcount_min": ("Takes companies of", "headcount_max", "", " people"),
    "type_1_fee_min_usd": ("Type 1 fee", "type_1_fee_max_usd", "$", ""),
    "type_2_fee_min_usd": ("Type 2 fee", "type_2_fee_max_usd", "$", ""),
}
_GROUPS = {
    "What it offers": (
        "report_types", "categories", "frameworks", "industries", "clouds", "platforms", "regions", "languages",
        "offshore_staff", "headcount_min", "senior_contact", "exception_process",
    ),
    "Fees for about 50 people, Security only": (
        "type_1_fee_min_usd", "type_2_fee_min_usd", "fee_per_extra_category_pct", "fees_as_of",
    ),
    CAPACITY_GROUP: ("next_start_on", "open_slots", "fieldwork_weeks", "report_weeks", "capacity_as_of"),
    "Who works there": (
        "tier", "hq_country", "soc2_reports_per_year", "cpa_count", "cisa_count", "rating", "rating_count",
    ),
}  # fmt: skip
_TITLES = {question.column: question.title for question in QUESTIONS}


@dataclass(frozen=True, slots=True)
class Line:
    """One thing a firm says of itself."""

    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Portrait:
    """All that anyone may see of a firm; no contact data, no notes, no names of its clients."""

    said: tuple[tuple[str, tuple[Line, ...]], ...]
    """Title of each group, and the lines whose values are known."""
    not_known: tuple[str, ...]
    """Titles of what nobody knows of the firm."""


def portrait(firm: FirmProfile) -> Portrait:
    """Give what a firm's page says to anyone."""
    said = tuple((title, _lines(firm, names)) for title, names in _GROUPS.items())
    not_known = [q.title for q in QUESTIONS if not q.is_private and getattr(firm, q.column) in (None, (), {})]
    return Portrait(tuple(group for group in said if group[1]), tuple(not_known))


def _lines(firm: FirmProfile, names: tuple[str, ...]) -> tuple[Line, ...]:
    return tuple(line for name in names if (line := _line(firm, name)))


def _line(firm: FirmProfile, name: str) -> Line | None:
    if name in _IN_RANGES:
        title, high, before, after = _IN_RANGES[name]
        low_value, high_value = getattr(firm, name), getattr(firm, high)
        known = low_value is not None or high_value is not None
        return Line(title, range_in_words(low_value, high_value, unit=before) + after) if known else None
    value = getattr(firm, name)
    return None if value in (None, (), {}) else Line(_TITLES[name], in_words(name, value))
