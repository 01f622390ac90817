"""What the bar charts of plans draw: rows of time, as plain values."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from matcher.plan.model import PARTY_WORDS, Milestone, Party, Plan


@dataclass(frozen=True, slots=True)
class Bars:
    """The bars of one colour: first and last day for each row, None where it has none."""

    label: str
    days: tuple[tuple[str, str] | None, ...]


@dataclass(frozen=True, slots=True)
class Line:
    """A day that is marked across all rows."""

    label: str
    day: str


@dataclass(frozen=True, slots=True)
class Chart:
    """Rows from top to bottom, bars by colour, marked days; days as ISO texts."""

    rows: tuple[str, ...]
    bars: tuple[Bars, ...]
    lines: tuple[Line, ...]


STRETCHES = {
    "Preparation": ("scoping", "readiness", "remediation"),
    "Window": ("window",),
    "Fieldwork": ("type_1_fieldwork", "type_2_fieldwork"),
    "Report": ("type_1_report", "type_2_report"),
}
"""What plans are compared by, and the milestones that make it up."""
_KINDS = {"type_1": "Type 1", "type_2": "Type 2"}


def plan_chart(plan: Plan, today: date) -> Chart:
    """Draw one plan: a row for each milestone, coloured by whose work it is."""
    parts = plan.milestones
    bars = (Bars(PARTY_WORDS[who], tuple(_days(part) if part.who is who else None for part in parts)) for who in Party)
    return Chart(tuple(part.title for part in parts), tuple(bars), _lines(plan, plan.ends_on, today))


def comparison_chart(plans: Sequence[Plan], today: date) -> Chart:
    """Draw plans under each other: a row for each report of each firm, coloured by what happens.

    The plans must be of one intake, in the order of their ranks, and there must be at least one.
    """
    reports = [
        (rank, kind, plan)
        for rank, plan in enumerate(plans, start=1)
        for kind in _KINDS
        if any(part.key == f"{kind}_report" for part in plan.milestones)
    ]
    both = len(reports) > len(plans)
    rows = tuple(f"{rank}. {f'{_KINDS[kind]}, ' if both else ''}{plan.firm_name}" for rank, kind, plan in reports)
    bars = (
        Bars(label, tuple(_stretch(plan, _of(kind, keys)) for _, kind, plan in reports))
        for label, keys in STRETCHES.items()
    )
    drawn = tuple(each for each in bars if any(each.days))
    return Chart(rows, drawn, _lines(plans[0], max(plan.ends_on for plan in plans), today))


def _of(kind: str, keys: Iterable[str]) -> set[str]:
    """Leave out what belongs to the other report."""
    other = {"type_1": ("type_2", "window"), "type_2": ("type_1",)}[kind]
    return {key for key in keys if not key.startswith(other)}


def _stretch(plan: Plan, keys: set[str]) -> tuple[str, str] | None:
    parts = [part for part in plan.milestones if part.key in keys]
    first, last = (
        min((part.starts_on for part in parts), default=None),
        max((part.ends_on for part in parts), default=None),
    )
    return (first.isoformat(), last.isoformat()) if first and last and first < last else None


def _days(part: Milestone) -> tuple[str, str]:
    return part.starts_on.isoformat(), part.ends_on.isoformat()


def _lines(plan: Plan, last: date, today: date) -> tuple[Line, ...]:
    """Mark today while the plan runs, and the day the report is needed by unless it is too far off to draw."""
    far = last.toordinal() + max(last.toordinal() - plan.asked_on.toordinal(), 60)
    lines = [Line("Today", today.isoformat())] if plan.asked_on <= today <= last else []
    if plan.needed_by and plan.needed_by.toordinal() <= far:
        lines.append(Line("Report needed", plan.needed_by.isoformat()))
    return tuple(lines)
