"""The letter of each step. None that goes to a firm before consent says who asks: it is not given the name."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime

from foundation.mail.letters import Letter, Sample
from matcher.introductions.states import REASONS, DeclineReason, Party, Stage


@dataclass(frozen=True, slots=True)
class Told:
    """What letters may tell of an introduction."""

    firm: str
    company_page: str
    """Full address of the introduction for the company."""
    firm_page: str
    """Full address for the firm: of the introduction, or of claiming its profile while nobody did."""
    claimed: bool
    answer_by: datetime
    brief: tuple[tuple[str, str], ...]
    note: str | None = None
    reason: DeclineReason | None = None
    message: str | None = None
    identity: tuple[tuple[str, str], ...] = ()
    """Only in the letter that goes with the company's consent."""
    replaces_next: bool = True
    """Whether the next best firm is asked when this one declines or is silent."""


def _offered(told: Told) -> Letter:
    claim = () if told.claimed else ("To answer, claim your profile first: the link leads to it.",)
    note = (f"The company adds: {told.note}",) if told.note else ()
    return Letter(
        "A company asks whether you would examine it",
        (
            f"A company that needs a SOC 2 report was matched with {told.firm} and asks whether you would talk. Who it "
            "is you learn once you accept and it consents.",
            f"Please answer by {moment(told.answer_by)}, 24 hours after the request; after that the next firm is "
            "asked. Nobody pays or is paid for this.",
            *note,
            *claim,
        ),
        told.brief,
        "Answer the request" if told.claimed else "Claim your profile",
        told.firm_page,
    )


def _accepted(told: Told) -> Letter:
    said = (f"It writes: {told.message}",) if told.message else ()
    return Letter(
        f"{told.firm} would like to talk",
        (
            f"{told.firm} read your brief and accepts. It still does not know who you are: it learns your company's "
            "name, website and your contact once you consent.",
            *said,
        ),
        action="Read on and decide",
        link=told.company_page,
    )


def _declined(told: Told) -> Letter:
    reason = REASONS[told.reason] if told.reason else "No reason given"
    return Letter(
        f"{told.firm} declined",
        (f"{told.firm} declined. Its reason: {reason}.", *_said(told), _replaced(told)),
        action="See your introductions",
        link=told.company_page,
    )


def _expired(told: Told) -> Letter:
    return Letter(
        f"{told.firm} did not answer",
        (f"{told.firm} did not answer within 24 hours, so the request is over.", _replaced(told)),
        action="See your introductions",
        link=told.company_page,
    )


def _introduced(told: Told) -> Letter:
    return Letter(
        "You are introduced",
        (
            "The company consented: this is who asked you. It expects to hear from you, and would like a quote in the "
            "form that makes quotes comparable.",
        ),
        told.identity,
        "See the introduction",
        told.firm_page,
    )


def _withdrawn(told: Told) -> Letter:
    return Letter(
        "A company withdrew its request",
        ("The company took its request back. There is nothing left for you to do.", *_said(told)),
        action="See your requests" if told.claimed else "Claim your profile",
        link=told.firm_page,
    )


def _said(told: Told) -> tuple[str, ...]:
    return (f"It writes: {told.message}",) if told.message else ()


def _replaced(told: Told) -> str:
    if told.replaces_next:
        return "As you wished, the next best firm that is eligible gets the same blind brief in its place."
    return "No further firm is asked by itself. You can ask another one from your matches."


LETTERS: Mapping[Stage, tuple[Party, Callable[[Told], Letter]]] = {
    Stage.OFFERED: (Party.FIRM, _offered),
    Stage.ACCEPTED: (Party.COMPANY, _accepted),
    Stage.DECLINED: (Party.COMPANY, _declined),
    Stage.EXPIRED: (Party.COMPANY, _expired),
    Stage.INTRODUCED: (Party.FIRM, _introduced),
    Stage.WITHDRAWN: (Party.FIRM, _withdrawn),
}
"""Who is told of a stage that was reached, and how: one letter each."""


def moment(at: datetime) -> str:
    """Write a moment as letters do, in UTC."""
    return f"{at.day} {at:%B %Y, %H:%M} UTC"


def samples(base_url: str) -> tuple[Sample, ...]:
    """Give each letter with invented contents."""
    told = Told(
        firm="Cedar Hollow Assurance",
        company_page=f"{base_url}/introductions/…",
        firm_page=f"{base_url}/portal/introductions/…",
        claimed=True,
        answer_by=datetime(2027, 3, 5, 14, 30, tzinfo=UTC),
        brief=(
            ("People", "51 to 100"),
            ("Industry", "Fintech"),
            ("Report", "Type 2"),
            ("Budget, at most", "$40,000"),
        ),
        note="We move from Type 1 to Type 2.",
        reason=DeclineReason.DEADLINE_TOO_TIGHT,
        message="We could begin in May.",
        identity=(
            ("Company", "Glow Payroll"),
            ("Website", "glow.example"),
            ("Contact", "Rae Winter, rae@glow.example"),
        ),
    )
    whom = {Party.FIRM: "the firm", Party.COMPANY: "the company"}
    return tuple(Sample(f"Introduction {stage.value}", whom[to], write(told)) for stage, (to, write) in LETTERS.items())
