"""A quote read back in words, a line a term, in the order in which quotes are compared. Pure."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.eligibility.wording import counted, dollars
from matcher.firms.wording import day_in_words, spelt
from matcher.quotes import words
from matcher.quotes.terms import Terms
from matcher.quotes.words import BridgeLetter, CategoryTerms, ReadinessHelp, Travel

NOT_SAID = "Not said"


@dataclass(frozen=True, slots=True)
class Line:
    """One term of a quote."""

    key: str
    title: str
    text: str | None
    """None: the firm did not say."""


def _included(terms: Terms) -> str | None:
    named = [words.INCLUDED.get(words.Included(each), each) for each in terms.included]
    return "; ".join(filter(None, [*named, terms.included_note])) or None


def _extra_categories(terms: Terms) -> str | None:
    if terms.extra_categories is CategoryTerms.FEE:
        return f"{_usd(terms.extra_category_fee_usd)} for each"
    return "All that are asked for are in the fixed fee" if terms.extra_categories else None


def _travel(terms: Terms) -> str | None:
    if terms.travel is Travel.AT_COST:
        cap = terms.travel_cap_usd
        return "At cost, no cap said" if cap is None else f"At cost, up to {dollars(cap)}"
    return "In the fixed fee" if terms.travel else None


def _readiness(terms: Terms) -> str | None:
    if terms.readiness is ReadinessHelp.FEE:
        return f"For {_usd(terms.readiness_fee_usd)}"
    return {ReadinessHelp.INCLUDED: "In the fixed fee", ReadinessHelp.NONE: "Not offered", None: None}[terms.readiness]


def _bridge_letter(terms: Terms) -> str | None:
    if terms.bridge_letter is BridgeLetter.FEE:
        return f"For {_usd(terms.bridge_letter_fee_usd)}"
    said = {BridgeLetter.INCLUDED: "In the fixed fee", BridgeLetter.NONE: "Takes no part in one", None: None}
    return said[terms.bridge_letter]


def _multi_year(terms: Terms) -> str | None:
    if terms.multi_year_years is None:
        return None
    return f"{counted(terms.multi_year_years, 'year')} at {_usd(terms.multi_year_fee_usd)} a year"


def _fieldwork(terms: Terms) -> str | None:
    first, last = terms.fieldwork_start_on, terms.fieldwork_end_on
    if first and last:
        return f"{day_in_words(first)} to {day_in_words(last)}"
    if first or last:
        return f"from {day_in_words(first)}" if first else f"until {day_in_words(last)}" if last else None
    return None


def _platforms(terms: Terms) -> str | None:
    named = ", ".join(words.PLATFORMS.get(each, spelt(each)) for each in terms.platforms)
    demo = {True: "shown before you sign", False: "not shown before you sign", None: ""}[terms.platform_demo]
    return "; ".join(filter(None, (named, demo))) or None


def _day(day: date | None) -> str | None:
    return day_in_words(day) if day else None


def _usd(amount: int | None) -> str:
    return dollars(amount or 0)


LINES: Sequence[tuple[str, str, Callable[[Terms], str | None]]] = (
    ("fixed_fee", "Fixed fee", lambda terms: dollars(terms.fixed_fee_usd)),
    ("included", "What is in it", _included),
    ("extra_categories", "Categories beyond Security", _extra_categories),
    ("travel", "Travel", _travel),
    ("readiness", "Help with readiness", _readiness),
    ("bridge_letter", "Bridge letter", _bridge_letter),
    ("multi_year", "Several years at once", _multi_year),
    ("change_orders", "When more is billed", lambda terms: terms.change_orders),
    ("start", "Start", lambda terms: _day(terms.start_on)),
    ("fieldwork", "Fieldwork", _fieldwork),
    ("report", "Report", lambda terms: _day(terms.report_on)),
    (
        "lead",
        "Day-to-day contact",
        lambda terms: words.SENIORITY[terms.lead_seniority] if terms.lead_seniority else None,
    ),
    ("team", "Team", lambda terms: terms.team),
    ("experience", "Audits like this one", lambda terms: terms.experience),
    ("exception_process", "When a control fails in fieldwork", lambda terms: terms.exception_process),
    ("platforms", "Evidence platform", _platforms),
    ("valid_until", "Offer holds until", lambda terms: _day(terms.valid_until)),
    ("note", "Also", lambda terms: terms.note),
)
TITLES: Mapping[str, str] = {key: title for key, title, _say in LINES}
MAY_BE_SILENT = frozenset({"note", "multi_year"})
"""What a firm need not say anything about: no need to ask."""


def lines_of(terms: Terms) -> tuple[Line, ...]:
    """Read every term back."""
    return tuple(Line(key, title, say(terms)) for key, title, say in LINES)


def to_ask(terms: Terms) -> tuple[str, ...]:
    """Name what a firm left unsaid and should be asked."""
    return tuple(line.title for line in lines_of(terms) if line.text is None and line.key not in MAY_BE_SILENT)
