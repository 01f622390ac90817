"""An intake read back to the person who gave it: each step's answers in words."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from matcher.eligibility.wording import dollars, headed, joined, said
from matcher.firms.wording import day_in_words
from matcher.intakes import choices
from matcher.intakes.answers import STEP_OF_KEY, Answers
from matcher.intakes.country_names import COUNTRIES
from matcher.intakes.steps import Step

NOT_SAID = "Not said"


@dataclass(frozen=True, slots=True)
class StepSummary:
    """One step with what was answered."""

    step: Step
    done: bool
    lines: tuple[tuple[str, str], ...]
    """Question in short, answer in words."""


def summarise(answers: Answers, steps_done: Sequence[str]) -> tuple[StepSummary, ...]:
    """Read all steps back."""
    return tuple(
        StepSummary(step, step in steps_done, tuple(_lines(answers, step))) for step in Step
    )  # fmt: skip


def lines_of(answers: Answers, keys: Sequence[str]) -> list[tuple[str, str]]:
    """Read some keys of an intake back, in their order: title and answer in words."""
    return [line for key in keys for line in _LINES[key](answers.get(key))]


def _lines(answers: Answers, step: Step) -> list[tuple[str, str]]:
    return lines_of(answers, [key for key, held_in in STEP_OF_KEY.items() if held_in is step])


Lines = Callable[[Any], list[tuple[str, str]]]


def _one(label: str, write: Callable[[Any], str] = str) -> Lines:
    def lines(value: Any) -> list[tuple[str, str]]:
        return [(label, NOT_SAID if value is None or value == "" or value == [] else write(value))]

    return lines


def _inner(labels: Mapping[str, str], write: Callable[[Any], str]) -> Lines:
    def lines(value: Any) -> list[tuple[str, str]]:
        held = value or {}
        return [line for key, label in labels.items() for line in _one(label, write)(held.get(key))]

    return lines


def _words(value: Sequence[str]) -> str:
    spoken = joined([said(word) for word in value])
    return spoken[:1].upper() + spoken[1:]


def _day(value: str) -> str:
    return day_in_words(date.fromisoformat(value))


def _choice(labels: choices.Choices) -> Callable[[Any], str]:
    return lambda value: dict(labels).get(str(value), headed(str(value)))


def _yes_no(value: bool) -> str:
    return "Yes" if value else "No"


_LINES: Mapping[str, Lines] = {
    "organisation": _one("Company"),
    "website": _one("Website"),
    "industry": _one("Industry", headed),
    "headcount": _one("People", "{:,}".format),
    "hq_country": _one("Country", lambda code: COUNTRIES.get(code, code)),
    "hq_state": _one("State or province"),
    "report_type": _one("Report", _choice(choices.REPORT_TYPES)),
    "categories": _one("Categories", _words),
    "window_months": _one("Observation window", "{} months".format),
    "frameworks": _one("Further frameworks", _words),
    "systems": _one("Systems", joined),
    "clouds": _one("Runs on", _words),
    "data_types": _one("Sensitive data", lambda value: joined([_choice(choices.DATA_TYPES)(each) for each in value])),
    "subservice_organisations": _one("Rests on", joined),
    "readiness": _one("Readiness", _choice(choices.READINESS)),
    "earliest_start": _one("Earliest start", _day),
    "report_needed_by": _one("Report needed by", _day),
    "platform": _one("Evidence platform", headed),
    "first_audit": _one("First SOC 2 report", _yes_no),
    "prior_auditor": _one("Last auditor"),
    "prior_opinion": _one("Last opinion", headed),
    "budget_usd": _inner({"min": "Least you would spend", "max": "Most you can spend"}, dollars),
    "priorities": _inner(
        {"price": "Low price", "speed": "Early report", "industry_depth": "Industry experience"},
        lambda value: "As usual" if value == 3 else _choice(choices.PRIORITIES)(value),
    ),
    "languages": _one("Languages", lambda value: joined([dict(choices.LANGUAGES).get(code, code) for code in value])),
    "offshore_ok": _one("Staff in other countries", lambda value: "Welcome" if value else "Not wanted"),
    "senior_contact_required": _one("Senior contact", lambda value: "Required" if value else "Not required"),
    "minimum_tier": _one("Size of firm at least", headed),
    "excluded_firms": _one("Leave out", joined),
    "independence": _inner(
        {
            "firms_that_built_controls": "Built your controls",
            "firms_with_financial_ties": "Financial ties",
            "firms_doing_tax_or_bookkeeping": "Tax or bookkeeping",
        },
        lambda value: joined(value) or NOT_SAID,
    ),
}
