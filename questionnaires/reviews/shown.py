"""Answers as the review shows them: plain rows, as nothing on that page changes them."""

import uuid
from collections.abc import Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, NamedTuple

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import standing
from foundation.web.pages import Page, place_of
from questionnaires.answering.answer import Verdict
from questionnaires.discussion.models import QuestionComment
from questionnaires.reviews.models import AnswerReason, AnswerState, AskedQuestion, DraftAnswer
from questionnaires.reviews.queries import AnswerFilter, filtered, in_order


class ShownQuestion(NamedTuple):
    """What is printed of a question, or decides what is printed; as `AskedQuestion`."""

    sheet: str
    row: int
    ref: str | None
    section: str | None
    text: str
    vocabulary: list[str]
    parent_ref: str | None
    parent_row: int | None
    claim_key: str | None


class ShownReason(NamedTuple):
    """As `AnswerReason`."""

    code: str
    detail: str | None


class ShownAnswer(NamedTuple):
    """What is printed of an answer, or decides what is printed; as `DraftAnswer`."""

    id: uuid.UUID
    question_id: uuid.UUID
    verdict: Verdict
    answer_text: str
    cell_value: str | None
    confidence: float | None
    citations: list[dict[str, Any]]
    state: AnswerState
    edited_by: str | None
    edited_by_id: uuid.UUID | None
    approved_by: str | None
    approved_at: datetime | None
    version: int
    said: int
    """How many comments there are on its question."""
    question: ShownQuestion
    reasons: Sequence[ShownReason]


AnyQuestion = AskedQuestion | ShownQuestion
AnyAnswer = DraftAnswer | ShownAnswer

_SAID = (
    sa.select(sa.func.count(QuestionComment.id))
    .where(QuestionComment.question_id == AskedQuestion.id)
    .correlate(AskedQuestion)
    .scalar_subquery()
)
_OF_ANSWER = [*[getattr(DraftAnswer, name) for name in ShownAnswer._fields[:-3]], _SAID]
_OF_QUESTION = [getattr(AskedQuestion, name) for name in ShownQuestion._fields]
_OF_IT = AskedQuestion.questionnaire_id == sa.bindparam("questionnaire_id")
_REASONS = standing(
    sa.select(AnswerReason.answer_id, AnswerReason.code, AnswerReason.detail)
    .where(AnswerReason.answer_id.in_(sa.bindparam("ids", expanding=True)))
    .order_by(AnswerReason.position)
)


def page_shown(
    session: Session, questionnaire_id: uuid.UUID, wanted: AnswerFilter, *, number: int, size: int, total: int | None
) -> Page[ShownAnswer]:
    """Give one page of the answers that a filter lets through; `total` is their number, None where nobody knows it."""
    of_them, how_many = _statements(wanted)
    given = {"questionnaire_id": questionnaire_id}
    if total is None:
        total = session.scalar(how_many, given) or 0
    number = place_of(number, size, total)
    rows = session.execute(of_them, {**given, "size": size, "start": (number - 1) * size}).all() if total else ()
    reasons = _reasons_of(session, [row[0] for row in rows])
    return Page([_shown(row, reasons) for row in rows], number, size, total)


@lru_cache(maxsize=64)
def _statements(wanted: AnswerFilter) -> tuple[sa.Select[*tuple[Any, ...]], sa.Select[int]]:
    """Select a page of answers, and their number; they tell nothing of a questionnaire and take long to make."""
    answers = sa.select(*_OF_ANSWER, *_OF_QUESTION).select_from(DraftAnswer).join(DraftAnswer.question).where(_OF_IT)
    of_them = filtered(answers, wanted)
    how_many = standing(sa.select(sa.func.count()).select_from(of_them.subquery()))
    cut = in_order(of_them, wanted, _OF_IT).limit(sa.bindparam("size", type_=sa.Integer()))
    return standing(cut.offset(sa.bindparam("start", type_=sa.Integer()))), how_many


def _reasons_of(session: Session, ids: Sequence[uuid.UUID]) -> Mapping[uuid.UUID, Sequence[ShownReason]]:
    found: dict[uuid.UUID, list[ShownReason]] = {}
    for answer_id, code, detail in session.execute(_REASONS, {"ids": ids}) if ids else ():
        found.setdefault(answer_id, []).append(ShownReason(code, detail))
    return found


def _shown(row: Sequence[Any], reasons: Mapping[uuid.UUID, Sequence[ShownReason]]) -> ShownAnswer:
    end = len(_OF_ANSWER)
    return ShownAnswer._make((*row[:end], ShownQuestion._make(row[end:]), reasons.get(row[0], ())))
