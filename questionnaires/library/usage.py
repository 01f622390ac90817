"""How often approved answers are used: in what buyers were told, and in what is approved and not sent yet."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from questionnaires.answering.answer import SourceType
from questionnaires.commitments.models import SentStatement, StatementSource
from questionnaires.library.merged import aliases
from questionnaires.library.models import AnswerUse, ApprovedAnswer
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire, DraftAnswer

MOST_SHOWN = 20
"""Uses of one answer that its page lists; the register has them all."""


@dataclass(frozen=True, slots=True)
class Usage:
    """How many answers rest on an approved answer."""

    sent: int = 0
    """Statements in force: what buyers were told and no later revision took back."""
    waiting: int = 0
    """Approved answers of questionnaires that were never sent."""

    @property
    def total(self) -> int:
        """Both together."""
        return self.sent + self.waiting


def usage_of(session: Session, ids: Sequence[str]) -> dict[str, Usage]:
    """Count the uses of some approved answers by their ids; those never used are missing."""
    if not ids:
        return {}
    sent, waiting = sent_counts(), waiting_counts()
    told = dict(iter(session.execute(sa.select(sent.c.answer_id, sent.c.uses).where(sent.c.answer_id.in_(ids)))))
    yet = dict(
        iter(session.execute(sa.select(waiting.c.answer_id, waiting.c.uses).where(waiting.c.answer_id.in_(ids))))
    )
    return {name: Usage(told.get(name, 0), yet.get(name, 0)) for name in told.keys() | yet.keys()}


def sent_counts() -> sa.Subquery:
    """Count statements in force by the id of the approved answer they rest on, merged ids as the kept one."""
    source, statement, alias = aliased(StatementSource), aliased(SentStatement), aliases()
    kept = sa.func.coalesce(alias.c.kept_id, source.source_id)
    return (
        sa.select(kept.label("answer_id"), sa.func.count(sa.distinct(source.statement_id)).label("uses"))
        .select_from(source)
        .join(statement, statement.id == source.statement_id)
        .outerjoin(alias, alias.c.old_id == source.source_id)
        .where(source.type == SourceType.ANSWER, statement.superseded_at.is_(None))
        .group_by(kept)
        .subquery("sent")
    )


def waiting_counts() -> sa.Subquery:
    """Count approved answers of questionnaires that were never sent, as `sent_counts` does."""
    use, alias = aliased(AnswerUse), aliases()
    kept = sa.func.coalesce(alias.c.kept_id, use.source_id)
    answer, question = aliased(DraftAnswer), aliased(AskedQuestion)
    return (
        sa.select(kept.label("answer_id"), sa.func.count(sa.distinct(use.answer_id)).label("uses"))
        .select_from(use)
        .join(answer, answer.id == use.answer_id)
        .join(question, question.id == answer.question_id)
        .outerjoin(alias, alias.c.old_id == use.source_id)
        .where(_never_sent(question))
        .group_by(kept)
        .subquery("waiting")
    )


def _never_sent(question: Any) -> sa.ColumnElement[bool]:
    statement = aliased(SentStatement)
    return ~sa.select(statement.id).where(statement.questionnaire_id == question.questionnaire_id).exists()


def origin_of(session: Session, answer: ApprovedAnswer) -> BuyerQuestionnaire | None:
    """Fetch the questionnaire that an answer came from; None when it is gone, or was never one."""
    wanted = sa.select(BuyerQuestionnaire).where(BuyerQuestionnaire.id == answer.origin_questionnaire_id)
    return session.scalar(wanted) if answer.origin_questionnaire_id else None


def statements_on(session: Session, answer_id: str) -> Sequence[SentStatement]:
    """List the latest statements in force that rest on an approved answer."""
    source, alias = aliased(StatementSource), aliases()
    kept = sa.func.coalesce(alias.c.kept_id, source.source_id)
    resting = (
        sa.select(source.statement_id)
        .outerjoin(alias, alias.c.old_id == source.source_id)
        .where(source.type == SourceType.ANSWER, kept == answer_id)
    )
    wanted = sa.select(SentStatement).where(SentStatement.superseded_at.is_(None), SentStatement.id.in_(resting))
    return session.scalars(wanted.order_by(SentStatement.sent_at.desc(), SentStatement.id).limit(MOST_SHOWN)).all()


def waiting_on(session: Session, answer_id: str) -> Sequence[tuple[DraftAnswer, AskedQuestion, BuyerQuestionnaire]]:
    """List the latest approved answers that rest on one and are not sent, with their questions and questionnaires."""
    use, alias = aliased(AnswerUse), aliases()
    kept = sa.func.coalesce(alias.c.kept_id, use.source_id)
    resting = sa.select(use.answer_id).outerjoin(alias, alias.c.old_id == use.source_id).where(kept == answer_id)
    rows = session.execute(
        sa.select(DraftAnswer, AskedQuestion, BuyerQuestionnaire)
        .join(AskedQuestion, DraftAnswer.question_id == AskedQuestion.id)
        .join(BuyerQuestionnaire, AskedQuestion.questionnaire_id == BuyerQuestionnaire.id)
        .where(DraftAnswer.id.in_(resting), _never_sent(AskedQuestion))
        .order_by(DraftAnswer.approved_at.desc(), DraftAnswer.id)
        .limit(MOST_SHOWN)
    )
    return [(answer, question, questionnaire) for answer, question, questionnaire in rows]
