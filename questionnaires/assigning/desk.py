"""What one person has in hand, over all questionnaires."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from questionnaires.assigning.models import Assignment
from questionnaires.reviews.models import AnswerState, AskedQuestion, BuyerQuestionnaire, DraftAnswer


@dataclass(frozen=True, slots=True)
class InHand:
    """Open questions of one questionnaire in a person's hands."""

    questionnaire_id: uuid.UUID
    buyer: str
    questions: int
    due_on: date | None
    """The earliest of their days; empty: none has one."""


def in_hand(session: Session, user_id: uuid.UUID) -> Sequence[InHand]:
    """List what a person has in hand that is not approved and can still change, what is due first in front."""
    due = sa.func.min(Assignment.due_on)
    rows = session.execute(
        sa.select(BuyerQuestionnaire.id, BuyerQuestionnaire.buyer, sa.func.count(), due)
        .select_from(Assignment)
        .join(AskedQuestion, AskedQuestion.id == Assignment.question_id)
        .join(BuyerQuestionnaire, BuyerQuestionnaire.id == AskedQuestion.questionnaire_id)
        .outerjoin(DraftAnswer, DraftAnswer.question_id == AskedQuestion.id)
        .where(
            Assignment.assignee_id == user_id,
            Assignment.ended_at.is_(None),
            BuyerQuestionnaire.exported_at.is_(None),
            sa.or_(DraftAnswer.id.is_(None), DraftAnswer.state != AnswerState.APPROVED),
        )
        .group_by(BuyerQuestionnaire.id, BuyerQuestionnaire.buyer)
        .order_by(due.asc().nulls_last(), BuyerQuestionnaire.buyer)
    )
    return [InHand(*row) for row in rows]
