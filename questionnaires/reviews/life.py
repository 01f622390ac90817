"""How far questionnaires are, as the database reads it off what has happened; and the steps after approval."""

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import Conflict
from foundation.jobs.models import Job, JobState
from questionnaires.reviews.models import (
    ANSWER_JOB,
    AnswerState,
    AskedQuestion,
    BuyerQuestionnaire,
    DraftAnswer,
    Life,
)


def life() -> sa.ColumnElement[str]:
    """Give the step that a questionnaire of the enclosing statement is at, as the value of a `Life`."""
    answer, question, job = aliased(DraftAnswer), aliased(AskedQuestion), aliased(Job)
    of_it = question.questionnaire_id == BuyerQuestionnaire.id
    answers = sa.select(answer.id).join(question, answer.question_id == question.id).where(of_it)
    decided = answers.where(sa.or_(answer.state == AnswerState.APPROVED, answer.edited_by.is_not(None)))
    approved = sa.select(answer.id).where(answer.question_id == question.id, answer.state == AnswerState.APPROVED)
    not_approved = sa.select(question.id).where(of_it, ~approved.exists())
    drafting = sa.select(job.id).where(
        job.id == BuyerQuestionnaire.job_id, job.kind == ANSWER_JOB, job.state != JobState.DONE
    )
    return sa.case(
        (BuyerQuestionnaire.sent_at.is_not(None), Life.SENT.value),
        (BuyerQuestionnaire.exported_at.is_not(None), Life.EXPORTED.value),
        (BuyerQuestionnaire.mapped_at.is_(None), Life.RECEIVED.value),
        (sa.or_(~answers.exists(), drafting.exists()), Life.MAPPED.value),
        (~not_approved.exists(), Life.APPROVED.value),
        (decided.exists(), Life.IN_REVIEW.value),
        else_=Life.DRAFTED.value,
    )


def life_of(session: Session, questionnaire: BuyerQuestionnaire) -> Life:
    """Say how far one questionnaire is."""
    return Life(session.scalars(sa.select(life()).where(BuyerQuestionnaire.id == questionnaire.id)).one())


def require_moving(questionnaire: BuyerQuestionnaire) -> None:
    """Raise Conflict when its file was written: what left the house must stay what the house remembers."""
    if questionnaire.stands_still:
        raise Conflict(
            f"The file of revision {questionnaire.revision} was written, so its answers stand still. "
            "Reopen the questionnaire to change them; the files written so far are kept."
        )


def reopen(session: Session, questionnaire: BuyerQuestionnaire, *, version: int, actor: Actor) -> None:
    """Begin a new revision; raises Conflict when nothing was written yet, or somebody was quicker."""
    _require(questionnaire, version)
    if not questionnaire.stands_still:
        raise Conflict("No file of this revision was written yet, so its answers can be changed as they are.")
    questionnaire.exported_at = questionnaire.sent_at = questionnaire.sent_by = None
    questionnaire.revision += 1
    _note(session, questionnaire, actor, "reopened", f"Reopened as revision {questionnaire.revision}")


def mark_sent(session: Session, questionnaire: BuyerQuestionnaire, *, version: int, actor: Actor) -> None:
    """Keep that the file went to the buyer; raises Conflict when none was written, or somebody was quicker.

    The commitment register keeps what it says: see `questionnaires.commitments.sending`.
    """
    _require(questionnaire, version)
    if not questionnaire.stands_still:
        raise Conflict("No file of this revision was written yet. Write it first, then send it.")
    if questionnaire.sent_at is not None:
        raise Conflict("This revision is marked as sent already.")
    questionnaire.sent_at, questionnaire.sent_by = now(), actor.name
    _note(session, questionnaire, actor, "sent", f"Sent revision {questionnaire.revision} to {questionnaire.buyer}")


def _require(questionnaire: BuyerQuestionnaire, version: int) -> None:
    if questionnaire.version != version:
        raise Conflict("Somebody else has changed this questionnaire in the meantime.")


def _note(session: Session, questionnaire: BuyerQuestionnaire, actor: Actor, deed: str, summary: str) -> None:
    try:
        session.flush()
    except StaleDataError:
        raise Conflict("Somebody else has changed this questionnaire in the meantime.") from None
    record(
        session,
        actor,
        f"questionnaire.{deed}",
        thing="questionnaire",
        thing_id=questionnaire.id,
        summary=summary,
        buyer=questionnaire.buyer,
        revision=questionnaire.revision,
    )
