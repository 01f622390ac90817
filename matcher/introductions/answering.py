"""What the firm does: accepting a request, or declining it with a reason."""

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.clock import now
from foundation.errors import Conflict
from matcher.introductions.models import Introduction
from matcher.introductions.states import DeclineReason, Party, Stage
from matcher.introductions.steps import Deed, refuse_passed, take_step


def accept(session: Session, introduction: Introduction, deed: Deed) -> None:
    """Say that the firm would like to talk; raises Conflict once the clock has run out."""
    _in_time(introduction)
    take_step(session, introduction, Stage.ACCEPTED, deed)


def decline(session: Session, introduction: Introduction, reason: DeclineReason, deed: Deed) -> None:
    """Decline with a reason; also after the introduction, as only then a firm can see a conflict of independence."""
    _in_time(introduction)
    introduction.decline_reason = reason
    take_step(session, introduction, Stage.DECLINED, deed)


def refuse_late(introduction: Introduction, stage: Stage) -> None:
    """Raise Conflict when the firm can no longer answer so; the page then has no form to put right."""
    _in_time(introduction)
    refuse_passed(introduction, stage, Party.FIRM)


def firm_deed(actor: Actor, base_url: str, message: str | None = None) -> Deed:
    """Make the deed of a person of the firm; the company learns the firm's name, not theirs."""
    return Deed(Party.FIRM, actor, base_url, message)


def _in_time(introduction: Introduction) -> None:
    if introduction.stage is Stage.OFFERED and introduction.answer_by <= now():
        raise Conflict("The 24 hours to answer this request are over.")
