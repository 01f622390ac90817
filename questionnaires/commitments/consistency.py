"""The same question answered two ways: in a file, than another buyer was told in a year, than the library says."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.commitments.models import SentStatement
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.records import WORDS
from questionnaires.library.shelf import Shelf
from questionnaires.reviews.models import AskedQuestion, DraftAnswer

WITHIN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where the same was answered otherwise."""

    where: str
    """As in `row 12 of this file`, or `Globex, 4 March 2026`."""
    question: str
    verdict: Verdict
    said: str


def otherwise(
    session: Session, questionnaire_id: uuid.UUID, answers: Sequence[DraftAnswer], now: datetime
) -> dict[uuid.UUID, list[Otherwise]]:
    """Give for answers of a questionnaire where the same question was answered otherwise, by the answer's id."""
    keys = {answer.question.claim_key for answer in answers if _says_something(answer)} - {None}
    if not keys:
        return {}
    beside = _in_file(session, questionnaire_id, keys)
    in_library = Shelf(session, filter(None, keys))
    sent = _sent(session, questionnaire_id, keys, now)
    found: dict[uuid.UUID, list[Otherwise]] = {}
    for answer in answers:
        key = answer.question.claim_key
        if key is None or not _says_something(answer):
            continue
        others = [_beside(one) for one in beside if one.question.claim_key == key and one.id != answer.id]
        others += [_as_sent(one) for one in sent if one.claim_key == key]
        others += [
            _in_library(row) for row in in_library.beside(key, answer.question.text) if _is_against(row, answer, now)
        ]
        said = _folded(answer.verdict, answer.answer_text)
        if against := [one for one in others if _folded(one.verdict, one.said) != said]:
            found[answer.id] = against
    return found


def _says_something(answer: DraftAnswer) -> bool:
    return answer.verdict is not Verdict.NEEDS_INPUT


def _is_against(row: ApprovedAnswer, answer: DraftAnswer, now: datetime) -> bool:
    """Tell whether an answer of the library is to be held against an answer: one in use, comparable and not its own."""
    cited = any(one["type"] == SourceType.ANSWER and one["id"] == row.answer_id for one in answer.citations)
    in_use = row.held is None and (row.expires_on is None or row.expires_on >= now.date()) and not row.product
    comparable = (row.answer in WORDS) == (answer.verdict is not Verdict.STATED)
    return in_use and comparable and not cited and row.origin_answer_id != answer.id


def _in_library(row: ApprovedAnswer) -> Otherwise:
    verdict = Verdict(row.answer) if row.answer in WORDS else Verdict.STATED
    said = (row.explanation or "") if row.answer in WORDS else row.answer
    return Otherwise(f"approved answer {row.answer_id} of the library", row.question, verdict, said)


def _in_file(session: Session, questionnaire_id: uuid.UUID, keys: set[str | None]) -> Sequence[DraftAnswer]:
    return session.scalars(
        sa.select(DraftAnswer)
        .join(DraftAnswer.question)
        .where(
            AskedQuestion.questionnaire_id == questionnaire_id,
            AskedQuestion.claim_key.in_(keys),
            DraftAnswer.verdict != Verdict.NEEDS_INPUT,
        )
        .options(contains_eager(DraftAnswer.question))
        .order_by(AskedQuestion.position)
    ).all()


def _sent(
    session: Session, questionnaire_id: uuid.UUID, keys: set[str | None], now: datetime
) -> Sequence[SentStatement]:
    return session.scalars(
        sa.select(SentStatement)
        .where(
            SentStatement.claim_key.in_(keys),
            SentStatement.superseded_at.is_(None),
            SentStatement.questionnaire_id != questionnaire_id,
            SentStatement.sent_at >= now - WITHIN,
        )
        .order_by(SentStatement.sent_at.desc())
    ).all()


def _beside(answer: DraftAnswer) -> Otherwise:
    question = answer.question
    return Otherwise(
        f"{question.sheet}, row {question.row} of this file", question.text, answer.verdict, answer.answer_text
    )


def _as_sent(statement: SentStatement) -> Otherwise:
    day = f"{statement.sent_at.day} {statement.sent_at:%B %Y}"
    return Otherwise(f"sent to {statement.buyer}, {day}", statement.question, statement.verdict, statement.answer_text)


def _folded(verdict: Verdict, text: str) -> tuple[Verdict, str]:
    """Give what must be alike: the verdict, and for an answer in words the words."""
    return verdict, " ".join(text.casefold().split()) if verdict is Verdict.STATED else ""
