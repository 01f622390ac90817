"""What the figures are computed from: four statements, however many rows there are."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from questionnaires.commitments.models import SentStatement
from questionnaires.figures.period import Period
from questionnaires.figures.summary import Approvals, Passage
from questionnaires.reviews.models import AnswerReason, AskedQuestion, BuyerQuestionnaire, DraftAnswer


def passages(session: Session) -> Sequence[Passage]:
    """Give every questionnaire's way; the register knows when one that was reopened had first been sent."""
    first = (
        sa.select(SentStatement.questionnaire_id, sa.func.min(SentStatement.sent_at).label("at"))
        .group_by(SentStatement.questionnaire_id)
        .subquery()
    )
    held = BuyerQuestionnaire
    rows = session.execute(
        sa.select(held.created_at, sa.func.coalesce(first.c.at, held.sent_at), held.sent_at, held.deal_value).outerjoin(
            first, first.c.questionnaire_id == held.id
        )
    )
    return [Passage(received, sent, now_sent is None, value) for received, sent, now_sent, value in rows]


def approvals(session: Session, period: Period) -> Approvals:
    """Count the answers approved in a period."""
    drafted = sa.func.count(sa.case((DraftAnswer.edited_by.is_(None), 1)))
    counts = sa.select(sa.func.count(), drafted).where(_within(DraftAnswer.approved_at, period))
    return Approvals(*session.execute(counts).one())


def count_drafts(session: Session, period: Period) -> int:
    """Count the drafts of questionnaires received in a period."""
    counted = sa.select(sa.func.count()).where(DraftAnswer.question_id.in_(_asked_in(period)))
    return session.scalar(counted) or 0


def count_reasons(session: Session, period: Period) -> Mapping[str, int]:
    """Count those drafts by the reason to look that they gave, each once a reason."""
    counted = (
        sa.select(AnswerReason.code, sa.func.count(sa.distinct(AnswerReason.answer_id)))
        .join(DraftAnswer, DraftAnswer.id == AnswerReason.answer_id)
        .where(DraftAnswer.question_id.in_(_asked_in(period)))
        .group_by(AnswerReason.code)
    )
    return {row[0]: row[1] for row in session.execute(counted)}


def _asked_in(period: Period) -> sa.Select[uuid.UUID]:
    return (
        sa.select(AskedQuestion.id)
        .join(BuyerQuestionnaire, BuyerQuestionnaire.id == AskedQuestion.questionnaire_id)
        .where(_within(BuyerQuestionnaire.created_at, period))
    )


def _within(column: sa.SQLColumnExpression[Any], period: Period) -> sa.ColumnElement[bool]:
    return sa.and_(column >= _midnight(period.first), column < _midnight(period.last + timedelta(days=1)))


def _midnight(day: date) -> datetime:
    return datetime.combine(day, time(), UTC)
