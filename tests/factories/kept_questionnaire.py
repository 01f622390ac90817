"""Rows of questionnaires and answers as they stand after some time, without any work behind them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy.orm import Session

from questionnaires.answering.answer import Routing, Verdict
from questionnaires.parsing.model import Kind
from questionnaires.reviews.models import AnswerReason, AnswerState, AskedQuestion, BuyerQuestionnaire, DraftAnswer


def keep_questionnaire(session: Session, received_at: datetime, **fields: Any) -> BuyerQuestionnaire:
    """Keep one dull questionnaire that came at a moment."""
    dull = {"buyer": "Globex", "filename": "review.xlsx", "format": "xlsx", "stored_name": "0" * 32, "size_bytes": 1}
    row = BuyerQuestionnaire(
        **(dull | {"sheets": [], "preview": [], "uploaded_by": "Sam", "created_at": received_at} | fields)
    )
    session.add(row)
    session.flush()
    return row


def keep_draft(
    session: Session,
    questionnaire: BuyerQuestionnaire,
    position: int,
    drafted_at: datetime,
    *,
    reasons: Sequence[str] = (),
    approved_at: datetime | None = None,
    **fields: Any,
) -> DraftAnswer:
    """Keep one dull question with its answer, approved when a moment is given."""
    question = AskedQuestion(
        questionnaire_id=questionnaire.id,
        position=position,
        sheet="Vendor review",
        row=position + 1,
        text="Do employees sign in with a second factor?",
        kind=Kind.YES_NO,
    )
    session.add(question)
    session.flush()
    dull = {"verdict": Verdict.YES, "answer_text": "Yes, always.", "routing": Routing.AUTO, "created_at": drafted_at}
    state = AnswerState.APPROVED if approved_at else AnswerState.DRAFTED
    row = DraftAnswer(question_id=question.id, state=state, approved_at=approved_at, **(dull | fields))
    row.reasons = [AnswerReason(position=place, code=code) for place, code in enumerate(reasons, start=1)]
    session.add(row)
    session.flush()
    return row
