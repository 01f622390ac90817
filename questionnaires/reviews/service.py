"""A questionnaire's way in: received, its columns corrected, sent to be answered, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import BadInput, Conflict
from foundation.jobs.service import enqueue
from foundation.storage import Storage
from questionnaires.parsing.model import Sheet
from questionnaires.reviews.knowledge import has_knowledge
from questionnaires.reviews.models import (
    AnswerChange,
    AnswerState,
    AskedQuestion,
    BuyerQuestionnaire,
    DraftAnswer,
    QuestionnaireExport,
    Stage,
)
from questionnaires.reviews.reading import Reading, read_upload
from questionnaires.reviews.rows import question_row

ANSWER_JOB = "questionnaire.answer"


@dataclass(frozen=True, slots=True)
class UploadRequest:
    """What somebody wants answered, for whom."""

    buyer: str
    filename: str
    content: bytes
    product: str | None = None
    under_nda: bool = False
    due_on: date | None = None


def receive(session: Session, request: UploadRequest, storage: Storage, actor: Actor) -> BuyerQuestionnaire:
    """Read a file and keep it; raises UnreadableQuestionnaire, and then nothing is kept."""
    reading = read_upload(request.content, filename=request.filename)
    questionnaire = BuyerQuestionnaire(
        buyer=request.buyer,
        product=request.product,
        under_nda=request.under_nda,
        due_on=request.due_on,
        filename=request.filename,
        format=reading.questionnaire.format,
        stored_name=storage.store(request.content),
        size_bytes=len(request.content),
        sheets=reading.sheets_json,
        preview=reading.preview_json,
        uploaded_by_id=actor.user_id,
        uploaded_by=actor.name,
    )
    session.add(questionnaire)
    session.flush()
    _add_questions(session, questionnaire, reading)
    _note(session, actor, "uploaded", questionnaire, f"Uploaded {request.filename} of {request.buyer}")
    return questionnaire


def correct_columns(
    session: Session,
    questionnaire: BuyerQuestionnaire,
    sheets: Sequence[Sheet],
    *,
    version: int,
    storage: Storage,
    actor: Actor,
) -> None:
    """Read the file again with the columns that a person named; raises UnreadableQuestionnaire or Conflict."""
    if questionnaire.stage is not Stage.CHECKING:
        raise Conflict("This questionnaire is being answered already; its columns can no longer be changed.")
    if questionnaire.version != version:
        raise Conflict("Somebody else has corrected the columns in the meantime.")
    content = storage.fetch(questionnaire.stored_name)
    reading = read_upload(content, filename=questionnaire.filename, mapping=sheets)
    session.execute(sa.delete(AskedQuestion).where(AskedQuestion.questionnaire_id == questionnaire.id))
    questionnaire.sheets, questionnaire.preview = reading.sheets_json, reading.preview_json
    _add_questions(session, questionnaire, reading)
    _note(session, actor, "columns_corrected", questionnaire, f"Corrected the columns of {questionnaire.filename}")


def start_answering(
    session: Session, questionnaire: BuyerQuestionnaire, *, auto_threshold: float, actor: Actor
) -> None:
    """Have it answered in the background; drafts that nobody has touched are drafted anew.

    Raises BadInput when there is nothing to answer from, Conflict when it is being answered already.
    """
    if questionnaire.stage is Stage.ANSWERING:
        raise Conflict("This questionnaire is being answered already.")
    if not has_knowledge(session):
        raise BadInput("There are no controls to answer from yet. Import your controls first.")
    if questionnaire.stage is Stage.REVIEWING:
        _forget_untouched_drafts(session, questionnaire)
    questionnaire.job = enqueue(session, ANSWER_JOB, questionnaire.id, auto_threshold=auto_threshold)
    _note(session, actor, "answering_asked", questionnaire, f"Had {questionnaire.filename} answered")


def remove(session: Session, questionnaire: BuyerQuestionnaire, storage: Storage, actor: Actor) -> None:
    """Remove a questionnaire with its answers; its files go once that is committed."""
    if questionnaire.stage is Stage.ANSWERING:
        raise Conflict("This questionnaire is being answered. Wait until that has ended, then remove it.")
    of_it = QuestionnaireExport.questionnaire_id == questionnaire.id
    names = [*session.scalars(sa.select(QuestionnaireExport.stored_name).where(of_it)), questionnaire.stored_name]
    _note(session, actor, "removed", questionnaire, f"Removed {questionnaire.filename} of {questionnaire.buyer}")
    session.delete(questionnaire)
    session.flush()

    def remove_files(_session: Session) -> None:
        for name in names:
            storage.remove(name)

    event.listen(session, "after_commit", remove_files, once=True)


def _add_questions(session: Session, questionnaire: BuyerQuestionnaire, reading: Reading) -> None:
    questions = enumerate(reading.questionnaire.questions, start=1)
    session.add_all(question_row(questionnaire.id, position, question) for position, question in questions)


def _forget_untouched_drafts(session: Session, questionnaire: BuyerQuestionnaire) -> None:
    of_it = sa.select(AskedQuestion.id).where(AskedQuestion.questionnaire_id == questionnaire.id)
    touched = sa.select(AnswerChange.answer_id)
    session.execute(
        sa.delete(DraftAnswer).where(
            DraftAnswer.question_id.in_(of_it),
            DraftAnswer.state != AnswerState.APPROVED,
            DraftAnswer.id.not_in(touched),
        ),
        execution_options={"synchronize_session": False},
    )


def _note(session: Session, actor: Actor, deed: str, questionnaire: BuyerQuestionnaire, summary: str) -> None:
    record(
        session,
        actor,
        f"questionnaire.{deed}",
        thing="questionnaire",
        thing_id=questionnaire.id,
        summary=summary,
        buyer=questionnaire.buyer,
    )
    try:
        session.flush()
    except StaleDataError:
        raise Conflict("Somebody else has changed this questionnaire in the meantime.") from None
