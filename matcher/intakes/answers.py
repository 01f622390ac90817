"""The answers of an intake while it is being filled: the keys of `intake.json` that are known so far."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from foundation.errors import BadInput
from matcher.intakes.intake_json import read_intake
from matcher.intakes.steps import Step

Answers = Mapping[str, Any]

STEP_OF_KEY: dict[str, Step] = {
    **dict.fromkeys(("organisation", "website", "industry", "headcount", "hq_country", "hq_state"), Step.COMPANY),
    **dict.fromkeys(
        ("report_type", "categories", "window_months", "frameworks", "systems", "clouds", "data_types"), Step.SCOPE
    ),
    "subservice_organisations": Step.SCOPE,
    **dict.fromkeys(
        ("readiness", "earliest_start", "report_needed_by", "platform", "first_audit", "prior_auditor"), Step.READINESS
    ),
    "prior_opinion": Step.READINESS,
    **dict.fromkeys(("budget_usd", "priorities"), Step.BUDGET),
    **dict.fromkeys(
        ("languages", "offshore_ok", "senior_contact_required", "minimum_tier", "excluded_firms"), Step.CONSTRAINTS
    ),
    "independence": Step.INDEPENDENCE,
}
"""Each key of `intake.json` and the step that asks for it."""


@dataclass(frozen=True, slots=True)
class Hindrance:
    """Something in the answers that stands in the way of matching, and the step where it is put right."""

    step: Step
    text: str


def changed(answers: Answers, change: Answers) -> dict[str, Any]:
    """Give answers with some keys replaced; a dotted key such as `budget_usd.max` reaches into an object.

    >>> changed({"budget_usd": {"min": 1, "max": 2}}, {"budget_usd.max": 3})
    {'budget_usd': {'min': 1, 'max': 3}}
    """
    result = dict(answers)
    for key, value in change.items():
        outer, _, inner = key.partition(".")
        result[outer] = {**(result.get(outer) or {}), inner: value} if inner else value
    return result


def hindrances(answers: Answers, today: date) -> tuple[Hindrance, ...]:
    """Find what stands in the way of matching; nothing for answers that can be matched."""
    try:
        read_intake(answers, today=today, source="-")
    except BadInput as error:
        return tuple(_hindrance(line.removeprefix("-: "), answers, today) for line in error.problem.splitlines())
    return ()


def _hindrance(problem: str, answers: Answers, today: date) -> Hindrance:
    key = problem.partition(":")[0]
    step = STEP_OF_KEY.get(key.partition(".")[0], Step.COMPANY)
    if key == "report_needed_by" and "before today" in problem:
        return Hindrance(step, f"The day you need the report by, {answers[key]}, has passed (today is {today}).")
    if key == "budget_usd":
        return Hindrance(step, "The least you would spend is above the most. Change one of the two.")
    return Hindrance(step, problem)
