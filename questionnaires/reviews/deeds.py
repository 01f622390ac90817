"""What the background worker does for questionnaires."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.clock import today
from foundation.criteria import all_criteria
from foundation.errors import NotFound
from foundation.jobs.work import Work
from questionnaires.answering.answer import Answer
from questionnaires.answering.engine import Answerer
from questionnaires.parsing.model import Question
from questionnaires.reviews.knowledge import knowledge_of
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.rows import draft_row, question_value

BATCH = 10
"""Answers between two looks at the progress bar."""


@dataclass(frozen=True, slots=True)
class Assignment:
    """All that answering needs, read out of the database beforehand: computing must not hold its only writer up."""

    filename: str
    ids: tuple[UUID, ...]
    questions: tuple[Question, ...]
    done: frozenset[UUID]
    """Questions that an earlier attempt, or a person, has dealt with."""
    answerer: Answerer

    def answers(self) -> Iterator[tuple[UUID, Answer]]:
        """Answer every question in order, as a follow-up needs its parent; each comes with its row's id."""
        for row_id, (_, answer) in zip(self.ids, self.answerer.answer_each(self.questions), strict=True):
            yield row_id, answer


def answer(work: Work) -> None:
    """Draft an answer to each question that has none, saving the progress as it goes."""
    assignment = _assignment(work.session, work.job.subject_id, today(), work.job.payload["auto_threshold"])
    subject_id, total = work.job.subject_id, len(assignment.ids)
    work.checkpoint(0, total)
    for number, (question_id, drafted) in enumerate(assignment.answers(), start=1):
        if question_id not in assignment.done:
            work.session.add(draft_row(question_id, drafted))
        if number % BATCH == 0 or number == total:
            work.checkpoint(number, total)
    record(
        work.session,
        SERVICE,
        "questionnaire.answered",
        thing="questionnaire",
        thing_id=subject_id,
        summary=f"Drafted answers to {assignment.filename}",
        questions=total,
    )


def _assignment(session: Session, questionnaire_id: UUID, day: date, auto_threshold: float) -> Assignment:
    questionnaire = session.get(BuyerQuestionnaire, questionnaire_id)
    if questionnaire is None:
        raise NotFound("The questionnaire was removed before it was answered.")
    of_it = AskedQuestion.questionnaire_id == questionnaire_id
    rows = session.scalars(sa.select(AskedQuestion).where(of_it).order_by(AskedQuestion.position)).all()
    done = session.scalars(sa.select(DraftAnswer.question_id).join(DraftAnswer.question).where(of_it)).all()
    return Assignment(
        filename=questionnaire.filename,
        ids=tuple(row.id for row in rows),
        questions=tuple(question_value(row) for row in rows),
        done=frozenset(done),
        answerer=Answerer(
            knowledge_of(session),
            today=day,
            product=questionnaire.product,
            under_nda=questionnaire.under_nda,
            auto_threshold=auto_threshold,
            criteria=all_criteria(),
        ),
    )
