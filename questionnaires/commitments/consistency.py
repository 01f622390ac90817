"""The same question answered two ways: in a file, than another buyer was told in a year, than the library says."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import standing
from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.commitments.models import SentStatement
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.records import WORDS
from questionnaires.library.service import IN_USE
from questionnaires.reviews.models import AskedQuestion, DraftAnswer
from questionnaires.reviews.shown import AnyAnswer

WITHIN = timedelta(days=365)


@dataclass(frozen=True, slots=True)
class Otherwise:
    """Where the same was answered otherwise."""

    where: str
    """As in `row 12 of this file`, or `Globex, 4 March 2026`."""
    question: str
    verdict: Verdict
    said: str


Said = dict[str, list[tuple[uuid.UUID, Otherwise]]]
"""What was said elsewhere, by key, each with the id of its row."""


_KEYS: sa.BindParameter[Any] = sa.bindparam("keys", expanding=True)
_AGREED: sa.BindParameter[Any] = sa.bindparam("agreed", expanding=True)
_IN_FILE = standing(
    sa.select(DraftAnswer.id, DraftAnswer.verdict, DraftAnswer.answer_text)
    .add_columns(AskedQuestion.claim_key, AskedQuestion.sheet, AskedQuestion.row, AskedQuestion.text)
    .join(DraftAnswer.question)
    .where(
        AskedQuestion.questionnaire_id == sa.bindparam("questionnaire_id"),
        AskedQuestion.claim_key.in_(_KEYS),
        sa.tuple_(AskedQuestion.claim_key, DraftAnswer.verdict).not_in(_AGREED),
        DraftAnswer.verdict != Verdict.NEEDS_INPUT,
    )
    .order_by(AskedQuestion.position)
)
_SENT = standing(
    sa.select(SentStatement.id, SentStatement.verdict, SentStatement.answer_text)
    .add_columns(SentStatement.claim_key, SentStatement.buyer, SentStatement.sent_at, SentStatement.question)
    .where(
        SentStatement.claim_key.in_(_KEYS),
        sa.tuple_(SentStatement.claim_key, SentStatement.verdict).not_in(_AGREED),
        SentStatement.superseded_at.is_(None),
        SentStatement.questionnaire_id != sa.bindparam("questionnaire_id"),
        SentStatement.sent_at >= sa.bindparam("since"),
    )
    .order_by(SentStatement.sent_at.desc())
)
_IN_LIBRARY = standing(
    sa.select(ApprovedAnswer.claim_key, ApprovedAnswer.answer_id, ApprovedAnswer.question, ApprovedAnswer.answer)
    .add_columns(ApprovedAnswer.explanation, ApprovedAnswer.product, ApprovedAnswer.origin_answer_id)
    .where(
        ApprovedAnswer.claim_key.in_(_KEYS),
        sa.tuple_(ApprovedAnswer.claim_key, ApprovedAnswer.answer).not_in(_AGREED),
        IN_USE,
        sa.or_(ApprovedAnswer.expires_on.is_(None), ApprovedAnswer.expires_on >= sa.bindparam("today")),
    )
    .order_by(ApprovedAnswer.position)
)


def otherwise(
    session: Session, questionnaire_id: uuid.UUID, answers: Sequence[AnyAnswer], now: datetime
) -> dict[uuid.UUID, list[Otherwise]]:
    """Give for answers of a questionnaire where the same question was answered otherwise, by the answer's id."""
    keys = {answer.question.claim_key for answer in answers if _says_something(answer)} - {None}
    if not keys:
        return {}
    agreed = _agreed(answers)
    beside = _in_file(session, questionnaire_id, keys, agreed)
    in_library = _in_library(session, keys, agreed, now)
    sent = _sent(session, questionnaire_id, keys, agreed, now)
    found: dict[uuid.UUID, list[Otherwise]] = {}
    for answer in answers:
        key = answer.question.claim_key
        if key is None or not _says_something(answer):
            continue
        others = [there for answer_id, there in beside.get(key, ()) if answer_id != answer.id]
        others += [there for _, there in sent.get(key, ())]
        others += [there for row, there in in_library.get(key, ()) if _is_comparable(row, answer)]
        said = _folded(answer.verdict, answer.answer_text)
        if against := [one for one in others if _folded(one.verdict, one.said) != said]:
            found[answer.id] = against
    return found


def _says_something(answer: AnyAnswer) -> bool:
    return answer.verdict is not Verdict.NEEDS_INPUT


def _is_comparable(row: sa.Row[Any], answer: AnyAnswer) -> bool:
    """Tell whether an answer of the library is to be held against an answer: one of its kind and not its own."""
    cited = any(one["type"] == SourceType.ANSWER and one["id"] == row.answer_id for one in answer.citations)
    alike = (row.answer in WORDS) == (answer.verdict is not Verdict.STATED)
    return alike and not cited and row.origin_answer_id != answer.id


def _agreed(answers: Sequence[AnyAnswer]) -> list[tuple[str, Verdict]]:
    """Give what need not be looked at: keys with the verdict that all these answers give to them, but in words."""
    verdicts: dict[str, set[Verdict]] = {}
    for answer in answers:
        if answer.question.claim_key and _says_something(answer):
            verdicts.setdefault(answer.question.claim_key, set()).add(answer.verdict)
    alike = {key: said.pop() for key, said in verdicts.items() if len(said) == 1}
    return [(key, verdict) for key, verdict in alike.items() if verdict is not Verdict.STATED]


def _in_file(
    session: Session, questionnaire_id: uuid.UUID, keys: set[str | None], agreed: Sequence[tuple[str, Verdict]]
) -> Said:
    rows = session.execute(_IN_FILE, {"questionnaire_id": questionnaire_id, "keys": list(keys), "agreed": agreed})
    found: Said = {}
    for answer_id, verdict, said, key, sheet, row, text in rows:
        there = Otherwise(f"{sheet}, row {row} of this file", text, verdict, said)
        found.setdefault(key, []).append((answer_id, there))
    return found


def _sent(
    session: Session,
    questionnaire_id: uuid.UUID,
    keys: set[str | None],
    agreed: Sequence[tuple[str, Verdict]],
    now: datetime,
) -> Said:
    given = {"questionnaire_id": questionnaire_id, "keys": list(keys), "agreed": agreed, "since": now - WITHIN}
    rows = session.execute(_SENT, given)
    found: Said = {}
    for statement_id, verdict, said, key, buyer, sent_at, text in rows:
        there = Otherwise(f"sent to {buyer}, {sent_at.day} {sent_at:%B %Y}", text, verdict, said)
        found.setdefault(key, []).append((statement_id, there))
    return found


def _in_library(
    session: Session, keys: set[str | None], agreed: Sequence[tuple[str, Verdict]], now: datetime
) -> dict[str, list[tuple[sa.Row[Any], Otherwise]]]:
    """Give what is in use of the library, for every product, each beside its row."""
    words = [(key, verdict.value) for key, verdict in agreed]
    found: dict[str, list[tuple[sa.Row[Any], Otherwise]]] = {}
    for row in session.execute(_IN_LIBRARY, {"keys": list(keys), "agreed": words, "today": now.date()}):
        if not row.product:
            found.setdefault(row.claim_key, []).append((row, _there(row)))
    return found


def _there(row: sa.Row[Any]) -> Otherwise:
    verdict = Verdict(row.answer) if row.answer in WORDS else Verdict.STATED
    said = (row.explanation or "") if row.answer in WORDS else row.answer
    return Otherwise(f"approved answer {row.answer_id} of the library", row.question, verdict, said)


def _folded(verdict: Verdict, text: str) -> tuple[Verdict, str]:
    """Give what must be alike: the verdict, and for an answer in words the words."""
    return verdict, " ".join(text.casefold().split()) if verdict is Verdict.STATED else ""
