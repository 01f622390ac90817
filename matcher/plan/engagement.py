"""An engagement: the days that were promised when it was signed, beside the days that came, with the delay between."""

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from matcher.eligibility.wording import counted


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """The days of an engagement; None: not named, or not known yet. Both ends of the window are examined."""

    signed_on: date | None = None
    window_start: date | None = None
    window_end: date | None = None
    fieldwork_start: date | None = None
    fieldwork_end: date | None = None
    report_on: date | None = None


class Promised(Days):
    """What the signed quote promises."""

    __slots__ = ()


class Real(Days):
    """What came, as far as it is known."""

    __slots__ = ()


class State(StrEnum):
    """How a milestone of an engagement stands on a day."""

    DONE = "done"
    EXPECTED = "expected"
    OVERDUE = "overdue"
    OPEN = "open"
    """No day was promised, and none is known."""


@dataclass(frozen=True, slots=True)
class PromisedMilestone:
    """One promised day beside the real one."""

    key: str
    title: str
    promised_on: date | None
    real_on: date | None
    state: State
    delay_days: int | None
    """Days after the promised one, negative when early: of the real day, or up to today when it is overdue.

    None: nothing was promised, or its day has not come.
    """
    text: str
    """The delay in words."""

    @property
    def day(self) -> date | None:
        """The day it stands on in a calendar: the real one, else the promised one."""
        return self.real_on or self.promised_on


@dataclass(frozen=True, slots=True)
class EngagementPlan:
    """Every milestone in the order of the journey, as things stand on a day."""

    as_of: date
    milestones: tuple[PromisedMilestone, ...]

    @property
    def overdue(self) -> tuple[PromisedMilestone, ...]:
        """Those whose promised day passed without them."""
        return tuple(each for each in self.milestones if each.state is State.OVERDUE)

    @property
    def next(self) -> PromisedMilestone | None:
        """The promised one that is to come first; None when none is to come."""
        to_come = [each for each in self.milestones if each.state is State.EXPECTED]
        return min(to_come, key=lambda each: each.promised_on or date.max, default=None)

    @property
    def report(self) -> PromisedMilestone:
        """The last milestone: by its delay the promise is judged."""
        return self.milestones[-1]


TITLES = {
    "signed_on": "Engagement signed",
    "window_start": "Window begins",
    "window_end": "Window ends",
    "fieldwork_start": "Fieldwork begins",
    "fieldwork_end": "Fieldwork ends",
    "report_on": "Report",
}


def engagement_plan(promised: Promised, real: Real, today: date) -> EngagementPlan:
    """Hold what came against what was promised.

    Parameters
    ----------
    promised : the days of the signed quote. Their order is not checked: whoever takes them in does that.
    real : the days that are known. Each counts as done: whoever takes them in refuses days to come.
    today : the day on which it is asked; a milestone is overdue from the day after its promised one.
    """
    return EngagementPlan(
        today,
        tuple(
            _milestone(key, title, getattr(promised, key), getattr(real, key), today) for key, title in TITLES.items()
        ),
    )


def _milestone(key: str, title: str, promised_on: date | None, real_on: date | None, today: date) -> PromisedMilestone:
    state = _state(promised_on, real_on, today)
    reached = today if state is State.OVERDUE else real_on
    delay = (reached - promised_on).days if reached and promised_on else None
    days_left = (promised_on - today).days if promised_on else 0
    text = _text(state, delay, days_left)
    return PromisedMilestone(key, title, promised_on, real_on, state, delay, text)


def _state(promised_on: date | None, real_on: date | None, today: date) -> State:
    if real_on:
        return State.DONE
    if promised_on is None:
        return State.OPEN
    return State.OVERDUE if promised_on < today else State.EXPECTED


def _text(state: State, delay: int | None, days_left: int) -> str:
    if state is State.OPEN:
        return "No day was promised, and none is known."
    if state is State.OVERDUE:
        return f"{counted(delay or 0, 'day')} overdue so far."
    if state is State.EXPECTED:
        return f"Promised in {counted(days_left, 'day')}." if days_left else "Promised for today."
    if delay is None:
        return "Done; no day was promised."
    if delay == 0:
        return "Done on the promised day."
    return f"Done {counted(abs(delay), 'day')} {'later' if delay > 0 else 'earlier'} than promised."
