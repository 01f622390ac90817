"""The way out: the buyer's own file with the approved answers in it, kept as it left."""

from collections.abc import Sequence
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput
from foundation.kept import keep
from foundation.storage import Storage
from questionnaires.answering.cells import filled_cells
from questionnaires.export.model import Exported
from questionnaires.reviews.models import (
    AnswerState,
    AskedQuestion,
    BuyerQuestionnaire,
    DraftAnswer,
    QuestionnaireExport,
)
from questionnaires.reviews.rows import answer_value, question_value, questionnaire_value
from questionnaires.reviews.writer import Writer, WritingOrder


def export_approved(
    session: Session, questionnaire: BuyerQuestionnaire, storage: Storage, writer: Writer, actor: Actor
) -> QuestionnaireExport:
    """Write every approved answer, and no other, into the buyer's file; raises BadInput when none is approved."""
    approved = _approved(session, questionnaire)
    if not approved:
        raise BadInput("No answer is approved yet, so there is nothing to take out. Approve answers first.")
    filled = _filled(questionnaire, approved, storage.fetch(questionnaire.stored_name), writer)
    questions = session.scalar(_question_count(questionnaire)) or 0
    exported = QuestionnaireExport(
        questionnaire_id=questionnaire.id,
        actor_name=actor.name,
        revision=questionnaire.revision,
        filename=answered_name(filled.name),
        stored_name=keep(session, storage, filled.content),
        size_bytes=len(filled.content),
        approved=len(approved),
        questions=questions,
        notes=list(filled.notes),
    )
    session.add(exported)
    questionnaire.exported_at = now()
    session.flush()
    record(
        session,
        actor,
        "questionnaire.exported",
        thing="questionnaire",
        thing_id=questionnaire.id,
        summary=f"Took out {exported.filename} with {len(approved)} of {questions} answers",
        export_id=str(exported.id),
        answers=[str(answer.id) for answer in approved],
    )
    return exported


def answered_name(filename: str) -> str:
    """Name the filled file after the buyer's.

    >>> answered_name("Vendor review.v2.xlsx"), answered_name("questions")
    ('Vendor review.v2-answered.xlsx', 'questions-answered')
    """
    path = PurePath(filename)
    return f"{path.stem}-answered{path.suffix}"


def _approved(session: Session, questionnaire: BuyerQuestionnaire) -> Sequence[DraftAnswer]:
    return session.scalars(
        sa.select(DraftAnswer)
        .join(DraftAnswer.question)
        .where(AskedQuestion.questionnaire_id == questionnaire.id, DraftAnswer.state == AnswerState.APPROVED)
        .options(contains_eager(DraftAnswer.question))
        .order_by(AskedQuestion.position)
    ).all()


def _question_count(questionnaire: BuyerQuestionnaire) -> sa.Select[int]:
    return sa.select(sa.func.count(AskedQuestion.id)).where(AskedQuestion.questionnaire_id == questionnaire.id)


def _filled(
    questionnaire: BuyerQuestionnaire, approved: Sequence[DraftAnswer], original: bytes, writer: Writer
) -> Exported:
    questions = [question_value(answer.question) for answer in approved]
    cells = filled_cells(questions, [answer_value(answer) for answer in approved])
    order = WritingOrder.of(questionnaire_value(questionnaire, questions), questionnaire.sheets, cells)
    return writer.write(original, order)
