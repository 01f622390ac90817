"""An organisation's rules of answering, and the trust that follows from them and from its reviewers' decisions."""

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.access.scope import standing
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import Conflict
from questionnaires.answering.confidence import ERROR_BUDGET, Practised
from questionnaires.answering.engine import may_stand_unread
from questionnaires.answering.trust import Trust, learnt_trust, shipped_trust
from questionnaires.reviews.models import AnswerReason, AnswerState, DraftAnswer
from questionnaires.trust.models import AnsweringRules

MOST_DECISIONS = 5_000
"""The latest decisions count; older ones were of another control set."""


@dataclass(frozen=True, slots=True)
class Rules:
    """What holds for an organisation; `version` is 0 while it has settled nothing of its own."""

    error_budget: float = ERROR_BUDGET
    four_eyes: bool = False
    version: int = 0
    only_chosen: bool = False
    """Whether approved answers enter the library only when somebody chooses to."""
    answer_days: int = 365
    """For how many days from its approval an answer of the library holds."""


SETTLED = ("error_budget", "four_eyes", "only_chosen", "answer_days")
"""What of the rules people settle."""


_RULES = standing(
    sa.select(
        AnsweringRules.error_budget,
        AnsweringRules.four_eyes,
        AnsweringRules.version,
        AnsweringRules.only_chosen,
        AnsweringRules.answer_days,
    )
)
"""In the order of `Rules`."""


def rules_of(session: Session) -> Rules:
    """Give the rules of the session's organisation, or the product's."""
    row = session.execute(_RULES).one_or_none()
    return Rules(*row) if row else Rules()


def settle(session: Session, rules: Rules, actor: Actor) -> None:
    """Settle other rules; `version` is the one that the person saw. Raises Conflict when somebody was quicker."""
    before = rules_of(session)
    if before.version != rules.version:
        raise Conflict("Somebody else has changed these rules in the meantime.")
    row = session.scalars(sa.select(AnsweringRules)).one_or_none() or AnsweringRules()
    for name in SETTLED:
        setattr(row, name, getattr(rules, name))
    session.add(row)
    try:
        session.flush()
    except StaleDataError:
        raise Conflict("Somebody else has changed these rules in the meantime.") from None
    changed: dict[str, Any] = {name: [getattr(before, name), getattr(rules, name)] for name in SETTLED}
    record(
        session,
        actor,
        "answering_rules.changed",
        thing="answering_rules",
        thing_id=row.id,
        summary="Changed the rules of answering",
        **changed,
    )


def trust_of(session: Session) -> Trust:
    """Give what the organisation's reviews have taught, or while they are too few what the product ships."""
    budget = rules_of(session).error_budget
    return learnt_trust(decisions_of(session), budget) or shipped_trust(budget)


def decisions_of(session: Session) -> list[Practised]:
    """List drafts that a person has decided on, with the shipped model's estimate for their confidence.

    Accepted is what was approved as drafted; refused is what somebody worded anew or sent back for input.
    """
    refused = sa.and_(DraftAnswer.state == AnswerState.NEEDS_INPUT, DraftAnswer.edited_by.is_(None))
    decided = sa.or_(DraftAnswer.state == AnswerState.APPROVED, DraftAnswer.edited_by.is_not(None), refused)
    latest = (
        sa.select(DraftAnswer.id, DraftAnswer.estimate, DraftAnswer.edited_by, DraftAnswer.state)
        .where(DraftAnswer.estimate.is_not(None), decided)
        .order_by(DraftAnswer.created_at.desc(), DraftAnswer.id)
        .limit(MOST_DECISIONS)
    )
    rows = session.execute(latest).all()
    codes = _codes_of(session, latest.with_only_columns(DraftAnswer.id)) if rows else {}
    return [
        Practised(
            confidence=row.estimate,
            accepted=row.edited_by is None and row.state is AnswerState.APPROVED,
            free=may_stand_unread([code for code in codes.get(row.id, ()) if code != "low_confidence"]),
        )
        for row in rows
    ]


def _codes_of(session: Session, wanted: sa.Select[uuid.UUID]) -> dict[uuid.UUID, list[str]]:
    """Give the reasons of answers; the database finds them itself, as thousands of ids fit into no statement."""
    rows = sa.select(AnswerReason.answer_id, AnswerReason.code).where(AnswerReason.answer_id.in_(wanted))
    found: dict[uuid.UUID, list[str]] = {}
    for answer_id, code in session.execute(rows):
        found.setdefault(answer_id, []).append(code)
    return found
