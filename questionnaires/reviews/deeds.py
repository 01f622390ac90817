"""What the background worker does for questionnaires."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any
from uuid import UUID

import sqlalchemy as sa

from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.clock import today
from foundation.criteria import all_criteria
from foundation.errors import NotFound
from foundation.jobs.work import Work
from questionnaires.answering.answer import Answer
from questionnaires.answering.engine import Answerer
from questionnaires.answering.retrieve import Encoder
from questionnaires.answering.rewording.reword import Fared, Rewording, Wordsmith, fared
from questionnaires.parsing.model import Question
from questionnaires.reviews.knowledge import knowledge_of
from questionnaires.reviews.models import AskedQuestion, BuyerQuestionnaire, DraftAnswer
from questionnaires.reviews.rows import draft_row, question_value
from questionnaires.trust.service import trust_of

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

    def answers(self, wordsmith: Wordsmith | None) -> Iterator[tuple[UUID, Answer]]:
        """Answer every question in order, as a follow-up needs its parent; each comes with its row's id.

        Only answers that are still to be drafted are given to the wordsmith.
        """
        setting, knowledge = self.answerer.setting, self.answerer.knowledge
        rewording = Rewording(wordsmith, knowledge, setting.product) if wordsmith else None
        for row_id, (question, answer) in zip(self.ids, self.answerer.answer_each(self.questions), strict=True):
            wanted = rewording is not None and row_id not in self.done
            yield row_id, rewording.reword(question.question, answer) if rewording and wanted else answer


@dataclass(frozen=True, slots=True)
class AnswerDeed:
    """Drafts an answer to each question that has none, saving the progress as it goes."""

    wordsmith: Wordsmith | None = None
    """The endpoint that may word answers; asked while nothing is held in the database."""
    encoder: Encoder | None = None
    """Dense vectors for retrieval; whatever it must load, it loads when the first text comes."""

    def __call__(self, work: Work) -> None:
        """Do the job."""
        assignment = _assignment(work, today(), self.encoder)
        subject_id, total = work.job.subject_id, len(assignment.ids)
        work.checkpoint(0, total)
        drafts: list[Answer] = []
        batch = 1 if self.wordsmith else BATCH  # an endpoint may take so long that the lease must be renewed each time
        for number, (question_id, drafted) in enumerate(assignment.answers(self.wordsmith), start=1):
            if question_id not in assignment.done:
                work.session.add(draft_row(question_id, drafted))
                drafts.append(drafted)
            if number % batch == 0 or number == total:
                work.checkpoint(number, total)
        record(
            work.session,
            SERVICE,
            "questionnaire.answered",
            thing="questionnaire",
            thing_id=subject_id,
            summary=f"Drafted answers to {assignment.filename}",
            questions=total,
            **_wording_detail(fared(drafts)),
        )


def _wording_detail(endpoint: Fared) -> dict[str, Any]:
    return {"wording_asked": endpoint.asked, "wording_used": endpoint.worded} if endpoint.asked else {}


def _assignment(work: Work, day: date, encoder: Encoder | None) -> Assignment:
    session, questionnaire_id = work.session, work.job.subject_id
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
            trust=trust_of(session),
            criteria=all_criteria(),
            encoder=encoder,
        ),
    )
