"""An introduction as pages print it."""

from dataclasses import dataclass
from datetime import datetime

from matcher.introductions.brief import WITHHELD
from matcher.introductions.models import Introduction
from matcher.introductions.states import CLOCK, REASONS, STAGES, Party, Stage

_TONES = {
    Stage.OFFERED: "open",
    Stage.ACCEPTED: "part",
    Stage.INTRODUCED: "good",
    Stage.DECLINED: "bad",
    Stage.EXPIRED: "bad",
    Stage.WITHDRAWN: "plain",
}
_FIRM_SAYS = {
    Stage.OFFERED: "Waits for your answer",
    Stage.ACCEPTED: "Accepted: the company decides",
    Stage.WITHDRAWN: "Withdrawn by the company",
}
_PARTIES = {Party.COMPANY: "the company", Party.FIRM: "the firm", Party.SERVICE: "the clock"}


@dataclass(frozen=True, slots=True)
class Clock:
    """A firm's day to answer."""

    minutes_left: int
    share_left: float
    """Of the whole day, in [0, 1]."""

    @property
    def is_short(self) -> bool:
        """Whether less than four hours are left."""
        return self.minutes_left < 4 * 60

    @property
    def text(self) -> str:
        """What is left, in words."""
        hours, minutes = divmod(self.minutes_left, 60)
        if self.minutes_left <= 0:
            return "The 24 hours are over"
        return f"{hours} h {minutes} min left" if hours else f"{minutes} min left"


@dataclass(frozen=True, slots=True)
class ShownStep:
    """One line of what happened."""

    at: datetime
    text: str
    note: str | None


@dataclass(frozen=True, slots=True)
class Shown:
    """One introduction in a list or on its page."""

    introduction: Introduction
    stage: str
    stage_for_firm: str
    tone: str
    clock: Clock | None
    """Only while the firm's day runs."""
    reason: str | None
    steps: tuple[ShownStep, ...]
    called: str
    """How the firm tells it from others: by the company's name once it knows it."""


def shown(introduction: Introduction, at: datetime) -> Shown:
    """Give what pages say of an introduction at a moment."""
    stage, reason = introduction.stage, introduction.decline_reason
    return Shown(
        introduction=introduction,
        stage=STAGES[stage],
        stage_for_firm=_FIRM_SAYS.get(stage, STAGES[stage]),
        tone=_TONES[stage],
        clock=clock_of(introduction, at),
        reason=REASONS[reason] if reason else None,
        steps=tuple(
            ShownStep(step.at, f"{step.stage.value.capitalize()} by {_PARTIES[step.party]}", step.note)
            for step in introduction.steps
        ),
        called=_called(introduction),
    )


def _called(introduction: Introduction) -> str:
    if introduction.identity:
        return str(introduction.identity["Company"])
    told = {line["title"]: line["text"] for line in introduction.brief if line["text"] != WITHHELD}
    people = f"{told['People']} people" if "People" in told else None
    return ", ".join(filter(None, [told.get("Industry"), people])) or "A company"


def clock_of(introduction: Introduction, at: datetime) -> Clock | None:
    """Read the clock of a request; None once it was answered or is over."""
    if introduction.stage is not Stage.OFFERED:
        return None
    left = max(0.0, (introduction.answer_by - at).total_seconds())
    return Clock(int(left // 60), min(1.0, left / CLOCK.total_seconds()))
