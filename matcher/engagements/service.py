"""What company and firm record of an engagement on its way to the report."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import now
from foundation.criteria import Category
from foundation.errors import BadInput, Conflict
from matcher.engagements.dates import NAMES, order_problems
from matcher.engagements.letters import days_changed
from matcher.engagements.models import Engagement
from matcher.engagements.states import Stage
from matcher.engagements.steps import CHANGED, flush, mark, take_step, tell
from matcher.engagements.wording import categories_in_words, changes_in_words, promised_in_words, report_in_words
from matcher.firms.words import OfferedType
from matcher.introductions import states as introductions
from matcher.introductions.clock import ask_no_further
from matcher.introductions.models import Introduction
from matcher.introductions.outcomes import note_outcome
from matcher.introductions.steps import Deed
from matcher.outcomes.models import OutcomeKind
from matcher.plan.engagement import TITLES, Days, Promised, Real

DAY_OF = {Stage.WINDOW: "window_start", Stage.FIELDWORK: "fieldwork_start", Stage.WRITING: "fieldwork_end"}
"""The real day that is known once a stage is reached."""
NOT_TO_COME = "Enter a day that is not in the future"


@dataclass(frozen=True, slots=True)
class SignRequest:
    """What company and firm agreed."""

    report: OfferedType
    categories: tuple[Category, ...]
    signed_on: date
    fee_usd: int | None
    promised: Promised


@dataclass(frozen=True, slots=True)
class DaysRequest:
    """The days as they are promised from now on, real ones put right, and the version that the person saw."""

    promised: Promised
    real: Real
    version: int


def sign(session: Session, introduction: Introduction, request: SignRequest, deed: Deed) -> Engagement:
    """Record that a company signed with a firm it was introduced to; no other is asked by itself from then on.

    Raises Conflict unless they are introduced, and when the same report is engaged for already.
    """
    if introduction.stage is not introductions.Stage.INTRODUCED:
        raise Conflict("Only a firm that you are introduced to can be engaged. Look at the introduction again.")
    earlier = standing_reports(session, introduction)
    if request.report in earlier:
        raise Conflict(f"A {report_in_words(request.report)} report is engaged for already with this firm.")
    engagement = Engagement(
        organisation_id=introduction.organisation_id,
        partner_id=introduction.partner_id,
        introduction=introduction,
        report_type=request.report,
        categories=[str(one) for one in request.categories],
        stage=Stage.SIGNED,
        signed_on=request.signed_on,
        fee_usd=request.fee_usd,
    )
    _promise(engagement, request.promised)
    session.add(engagement)
    flush(session)
    if not earlier:
        note_outcome(session, OutcomeKind.SIGNED, introduction)
    mark(session, engagement, deed, request.signed_on, _agreed(request))
    ask_no_further(session, introduction.intake_id)
    return engagement


def standing_reports(session: Session, introduction: Introduction) -> frozenset[OfferedType]:
    """Give the reports that are engaged for with a firm, but for those that were cancelled."""
    wanted = sa.select(Engagement.report_type).where(
        Engagement.introduction_id == introduction.id, Engagement.stage != Stage.CANCELLED
    )
    return frozenset(session.scalars(wanted))


def record_day(session: Session, engagement: Engagement, stage: Stage, day: date, deed: Deed, today: date) -> None:
    """Record that window or fieldwork began, or that fieldwork ended; raises BadInput for a day that cannot be."""
    if problem := day_problem(engagement, stage, day, today):
        raise BadInput(problem)
    setattr(engagement, DAY_OF[stage], day)
    take_step(session, engagement, stage, deed, day)


def day_problem(engagement: Engagement, stage: Stage, day: date, today: date) -> str | None:
    """Say why a stage cannot have been reached on a day; None when it can."""
    real = replace(engagement.real, **{DAY_OF[stage]: day})
    return next(iter(real_problems(real, today).values()), None)


def real_problems(real: Days, today: date) -> dict[str, str]:
    """Say what is wrong with real days: by the name of the day, each with a sentence."""
    to_come = {name: NOT_TO_COME for name in NAMES if (day := getattr(real, name)) and day > today}
    return dict(order_problems(real)) | to_come


def change_days(session: Session, engagement: Engagement, request: DaysRequest, deed: Deed, today: date) -> bool:
    """Promise other days or put recorded ones right, and tell the other party; gives whether anything differs.

    Raises Conflict once the report is there or when somebody changed the engagement since `request.version`,
    BadInput for days that cannot be.
    """
    if not engagement.is_under_way or engagement.version != request.version:
        raise Conflict(CHANGED)
    if problem := _days_problem(engagement, request, today):
        raise BadInput(problem)
    changes = (
        *changes_in_words(engagement.promised, request.promised, ", promised"),
        *changes_in_words(engagement.real, request.real, ", as it was"),
    )
    if not changes:
        return False
    _promise(engagement, request.promised)
    for name in NAMES:
        setattr(engagement, name, getattr(request.real, name))
    flush(session)
    names = ("days_changed", f"days/{engagement.version}", "days changed")
    tell(session, engagement, deed, names, days_changed, now().date(), changes)
    return True


def _days_problem(engagement: Engagement, request: DaysRequest, today: date) -> str | None:
    """Say what is wrong with days; a day that was never recorded is no correction, nor may one vanish."""
    problems = {**dict(order_problems(request.promised)), **real_problems(request.real, today)}
    for name in NAMES:
        if (getattr(request.real, name) is None) != (getattr(engagement.real, name) is None):
            problems[name] = f"{TITLES[name]}: only a day that was recorded can be put right"
    return next(iter(problems.values()), None)


def cancel(session: Session, engagement: Engagement, reason: str, deed: Deed, today: date) -> None:
    """End an engagement before there is a report; the other party reads the reason. Raises Conflict."""
    engagement.cancel_reason = reason
    take_step(session, engagement, Stage.CANCELLED, replace(deed, message=reason), today)


def _promise(engagement: Engagement, promised: Promised) -> None:
    for name in NAMES:
        setattr(engagement, f"promised_{name}", getattr(promised, name))


def _agreed(request: SignRequest) -> tuple[tuple[str, str], ...]:
    fee = (("Fee", f"${request.fee_usd:,}"),) if request.fee_usd is not None else ()
    return (
        ("Report", report_in_words(request.report)),
        ("Categories", categories_in_words(request.categories)),
        *fee,
        *promised_in_words(request.promised, request.report),
    )
