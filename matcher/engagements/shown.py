"""An engagement as pages print it: where it stands, promised against real days, and what this party may do."""

from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from matcher.engagements.dates import names_of
from matcher.engagements.models import Engagement, EngagementStep
from matcher.engagements.states import BY_A_DAY, ORDER, STAGES, Stage, may_become
from matcher.engagements.wording import PARTIES, categories_in_words, company_of, report_in_words
from matcher.introductions.states import Party
from matcher.plan.chart import Bars, Chart, Line
from matcher.plan.engagement import Days, EngagementPlan, PromisedMilestone, State, engagement_plan

TONES = {Stage.ISSUED: "good", Stage.RATED: "good", Stage.CANCELLED: "bad"}
_Stretch = tuple[str, str] | None
_STRETCHES = (
    ("Window", "window_start", "window_end"),
    ("Fieldwork", "fieldwork_start", "fieldwork_end"),
    ("Writing", "fieldwork_end", "report_on"),
)
DEEDS = {
    Stage.WINDOW: "Record that the window began",
    Stage.FIELDWORK: "Record that fieldwork began",
    Stage.WRITING: "Record that fieldwork ended",
}
"""What the button of a stage says that is reached by naming its day."""


@dataclass(frozen=True, slots=True)
class Mark:
    """One stage on the way, and the day it was reached."""

    title: str
    on_day: date | None
    state: str
    """`done`, `now` or `open`."""


@dataclass(frozen=True, slots=True)
class Shown:
    """One engagement, as one of its two parties sees it."""

    engagement: Engagement
    other: str
    """The firm, or the company as the firm knows it."""
    report: str
    categories: str
    stage: str
    tone: str
    marks: tuple[Mark, ...]
    plan: EngagementPlan
    said: str
    """In a few words what is next or late."""
    is_late: bool
    may: frozenset[Stage]
    """Stages that this party may bring it to."""

    @property
    def by_a_day(self) -> list[tuple[str, str]]:
        """The steps that are taken by naming a day: stage and what its button says."""
        return [(stage.value, DEEDS[stage]) for stage in BY_A_DAY if stage in self.may]


def shown(engagement: Engagement, party: Party, today: date) -> Shown:
    """Give what pages say of an engagement on a day."""
    plan = plan_of(engagement, today)
    said, is_late = _said(engagement, plan)
    firm = engagement.introduction.firm.name
    return Shown(
        engagement=engagement,
        other=firm if party is not Party.FIRM else company_of(engagement.introduction),
        report=report_in_words(engagement.report_type),
        categories=categories_in_words(engagement.categories),
        stage=STAGES[engagement.stage],
        tone=TONES.get(engagement.stage, "open"),
        marks=_marks(engagement),
        plan=plan,
        said=said,
        is_late=is_late,
        may=may_become(engagement.stage, party, engagement.report_type),
    )


def plan_of(engagement: Engagement, today: date) -> EngagementPlan:
    """Hold the days that came against those promised, for the days that the report has."""
    whole = engagement_plan(engagement.promised, engagement.real, today)
    named = ("signed_on", *names_of(engagement.report_type))
    return EngagementPlan(whole.as_of, tuple(_fair(each, engagement) for each in whole.milestones if each.key in named))


def _fair(each: PromisedMilestone, engagement: Engagement) -> PromisedMilestone:
    """Leave out that a window's end is overdue while it runs: nobody records it, as the report says when it was."""
    if each.key != "window_end" or each.state is not State.OVERDUE or engagement.window_start is None:
        return each
    return replace(each, state=State.EXPECTED, delay_days=None, text="Passed; the report will say when it ended.")


def chart_of(engagement: Engagement, today: date) -> dict[str, Any] | None:
    """Draw promised and real stretches of time under each other; None while there is nothing to draw."""
    drawn: list[tuple[str, _Stretch, _Stretch]] = []
    for title, first, last in _STRETCHES:
        promised = _ends(engagement.promised, first, last, None)
        came = _ends(engagement.real, first, last, _until(engagement, last, today))
        drawn += [(f"{title}, promised", promised, None)] if promised else []
        drawn += [(f"{title}, as it came", None, came)] if came else []
    if not drawn:
        return None
    rows, planned, real = zip(*drawn, strict=True)
    bars = (Bars("Promised", planned), Bars("As it came", real))
    lines = (Line("Today", today.isoformat()),) if engagement.is_under_way else ()
    return asdict(Chart(rows, bars, lines))


def history(steps: Sequence[EngagementStep]) -> list[tuple[EngagementStep, str]]:
    """Give each step with its words, the latest last."""
    return [(step, f"{STAGES[step.stage]}, recorded by {PARTIES[step.party].lower()}") for step in steps]


def _until(engagement: Engagement, last: str, today: date) -> date | None:
    """Give the day up to which what has begun goes on; None once it is over.

    A window goes on up to its promised end at most: the report says when it really ended.
    """
    if not engagement.is_under_way:
        return None
    return min(today, engagement.promised.window_end or today) if last == "window_end" else today


def _ends(days: Days, first: str, last: str, until: date | None) -> _Stretch:
    begins, ends = getattr(days, first), getattr(days, last) or until
    return (begins.isoformat(), ends.isoformat()) if begins and ends and begins <= ends else None


def _marks(engagement: Engagement) -> tuple[Mark, ...]:
    order = [*ORDER[engagement.report_type]]
    days = {step.stage: step.on_day for step in engagement.steps}
    if engagement.stage is Stage.CANCELLED:
        reached = [stage for stage in order if stage in days]
        return (*(Mark(STAGES[one], days[one], "done") for one in reached), _now(Stage.CANCELLED, days))
    at = order.index(engagement.stage)
    here = "done" if engagement.stage is Stage.RATED else "now"
    states = ["done"] * at + [here] + ["open"] * (len(order) - at - 1)
    return tuple(Mark(STAGES[one], days.get(one), state) for one, state in zip(order, states, strict=True))


def _now(stage: Stage, days: dict[Stage, date]) -> Mark:
    return Mark(STAGES[stage], days.get(stage), "now")


def _said(engagement: Engagement, plan: EngagementPlan) -> tuple[str, bool]:
    if engagement.stage is Stage.CANCELLED:
        return "It ended before there was a report.", False
    if not engagement.is_under_way:
        return f"Report: {plan.report.text[:1].lower()}{plan.report.text[1:]}", False
    if plan.overdue:
        return f"{plan.overdue[0].title}: {plan.overdue[0].text}", True
    to_come = [
        each for each in plan.milestones if each.promised_on and not each.real_on and each.promised_on >= plan.as_of
    ]
    if to_come:
        return f"Next: {to_come[0].title.lower()}. {to_come[0].text}", False
    return "No day is promised yet.", False
