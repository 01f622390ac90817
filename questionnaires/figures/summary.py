"""The figures, computed from what is known of each questionnaire; pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from statistics import median

from questionnaires.figures.period import Period

SECONDS_A_DAY = 86_400


@dataclass(frozen=True, slots=True)
class Passage:
    """One questionnaire's way through the house."""

    received_at: datetime
    sent_at: datetime | None
    """When it first went to the buyer."""
    waits: bool
    """Whether its present revision has not been sent."""
    deal_value: int | None
    """In whole US dollars; None: nobody said."""


@dataclass(frozen=True, slots=True)
class Approvals:
    """Answers approved in a period, and those of them whose draft nobody had worded anew."""

    approved: int
    as_drafted: int

    @property
    def share(self) -> float | None:
        """Share approved as drafted, in [0, 1]; None where nothing was approved."""
        return self.as_drafted / self.approved if self.approved else None


@dataclass(frozen=True, slots=True)
class Step:
    """A week or month of the period: how many came in, how many went out."""

    period: Period
    received: int
    sent: int


@dataclass(frozen=True, slots=True)
class Reason:
    """How many drafts of the period gave a reason to look, and which share of them that is, in [0, 1]."""

    code: str
    drafts: int
    share: float


@dataclass(frozen=True, slots=True)
class Figures:
    """What the page shows of a period; what waits is as of today, whatever the period."""

    received: int
    sent: int
    median_days: float | None
    """From received to first sent, over those first sent in the period; None where none was."""
    approvals: Approvals
    drafts: int
    reasons: Sequence[Reason]
    waiting: int
    waiting_usd: int | None
    """Sum over the deals that wait and have a value; None where some wait and none has one."""
    waiting_unvalued: int
    """Deals that wait and have no value: unknown, not nought."""
    steps: Sequence[Step]


def figures_of(
    passages: Sequence[Passage], period: Period, approvals: Approvals, drafts: int, reasons: Mapping[str, int]
) -> Figures:
    """Sum up; `drafts` and `reasons` (code -> drafts) are of questionnaires received in the period."""
    received = [one for one in passages if period.holds(one.received_at.date())]
    sent = [one for one in passages if one.sent_at and period.holds(one.sent_at.date())]
    waiting = [one for one in passages if one.waits]
    values = [one.deal_value for one in waiting if one.deal_value is not None]
    days = [(one.sent_at - one.received_at).total_seconds() / SECONDS_A_DAY for one in sent if one.sent_at]
    return Figures(
        received=len(received),
        sent=len(sent),
        median_days=median(days) if days else None,
        approvals=approvals,
        drafts=drafts,
        reasons=[
            Reason(code, count, count / drafts) for code, count in sorted(reasons.items(), key=lambda r: (-r[1], r[0]))
        ],
        waiting=len(waiting),
        waiting_usd=sum(values) if values or not waiting else None,
        waiting_unvalued=sum(one.deal_value is None for one in waiting),
        steps=[_step(step, received, sent) for step in period.steps],
    )


def _step(step: Period, received: Sequence[Passage], sent: Sequence[Passage]) -> Step:
    came = sum(step.holds(one.received_at.date()) for one in received)
    went = sum(step.holds(one.sent_at.date()) for one in sent if one.sent_at)
    return Step(step, came, went)
