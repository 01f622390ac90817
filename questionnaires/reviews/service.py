"""A questionnaire's way in: received, its columns corrected, sent to be answered, removed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from foundation.jobs.service import enqueue
from foundation.kept import drop, keep
from foundation.storage import Storage
from questionnaires.parsing.formats.sniff import sniff
from questionnaires.parsing.model import Sheet
from questionnaires.reviews.knowledge import has_knowledge
from questionnaires.reviews.life import require_moving
from questionnaires.reviews.models import (
    ANSWER_JOB,
    READ_JOB,
    AnswerChange,
    AnswerState,
    AskedQuestion,
    BuyerQuestionnaire,
    DraftAnswer,
    QuestionnaireExport,
    Stage,
)
from questionnaires.reviews.rows import sheet_json


@dataclass(frozen=True, slots=True)
class UploadRequest:
    """What somebody wants answered, for whom."""

    buyer: str
    filename: str
    content: bytes
    product: str | None = None
    under_nda: bool = False
    due_on: date | None = None
    deal_value: int | None = None
    """In whole US dollars."""


def receive(session: Session, request: UploadRequest, storage: Storage, actor: Actor) -> BuyerQuestionnaire:
    """Keep a file and have it read in the background; raises UnreadableQuestionnaire for what a glance can tell."""
    look_at_the_door(request.content, request.filename)
    questionnaire = BuyerQuestionnaire(
        buyer=request.buyer,
        product=request.product,
        under_nda=request.under_nda,
        due_on=request.due_on,
        deal_value=request.deal_value,
        filename=request.filename,
        format="",
        stored_name=keep(session, storage, request.content),
        size_bytes=len(request.content),
        sheets=[],
        preview=[],
        uploaded_by_id=actor.user_id,
        uploaded_by=actor.name,
    )
    session.add(questionnaire)
    session.flush()
    _have_it_read(session, questionnaire)
    _note(session, actor, "uploaded", questionnaire, f"Uploaded {request.filename} of {request.buyer}")
    return questionnaire


def replace_file(
    session: Session, questionnaire: BuyerQuestionnaire, filename: str, content: bytes, storage: Storage, actor: Actor
) -> None:
    """Take another file in the place of one that could not be read; raises UnreadableQuestionnaire or Conflict."""
    if questionnaire.stage is not Stage.UNREADABLE:
        raise Conflict("This questionnaire's file was read; upload the other file as a questionnaire of its own.")
    look_at_the_door(content, filename)
    drop(session, storage, questionnaire.stored_name)
    questionnaire.stored_name = keep(session, storage, content)
    questionnaire.filename, questionnaire.size_bytes = filename, len(content)
    _have_it_read(session, questionnaire)
    _note(session, actor, "file_replaced", questionnaire, f"Gave {filename} in place of a file that was not readable")


def look_at_the_door(content: bytes, filename: str) -> None:
    """Refuse what its first bytes give away; a container is opened by the confined reader alone."""
    if not content.startswith(b"PK"):
        sniff(content, filename=filename)


def correct_columns(
    session: Session,
    questionnaire: BuyerQuestionnaire,
    sheets: Sequence[Sheet],
    *,
    version: int,
    actor: Actor,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> None:
    """Have the file read again with the columns that a person named; raises Conflict when that is too late.

    `encoding` and `delimiter` say how a CSV or TSV is written, None is as found.
    What was read before stands until the new reading has succeeded. It runs in the background as the first reading
    did: a request would hold the database's only writer up meanwhile, and a mapping may be as hostile as a file.
    """
    _require_checking(questionnaire, version)
    _have_it_read(
        session,
        questionnaire,
        mapping=[sheet_json(sheet) for sheet in sheets],
        encoding=encoding,
        delimiter=delimiter,
        questions_before=session.scalar(_count_of_questions(questionnaire)),
        actor_id=str(actor.user_id) if actor.user_id else None,
        actor_name=actor.name,
    )
    _note(session, actor, "columns_corrected", questionnaire, f"Corrected the columns of {questionnaire.filename}")


def read_as_found(session: Session, questionnaire: BuyerQuestionnaire, *, version: int, actor: Actor) -> None:
    """Have the file read again without what people set, for this file or earlier ones; raises Conflict."""
    _require_checking(questionnaire, version)
    before = session.scalar(_count_of_questions(questionnaire))
    _have_it_read(session, questionnaire, as_found=True, questions_before=before)
    _note(session, actor, "columns_as_found", questionnaire, f"Went back to what was found in {questionnaire.filename}")


def _require_checking(questionnaire: BuyerQuestionnaire, version: int) -> None:
    if questionnaire.stage is Stage.READING:
        raise Conflict("This file is being read at the moment. Wait until that has ended.")
    if questionnaire.stage is not Stage.CHECKING:
        raise Conflict("This questionnaire is being answered already; its columns can no longer be changed.")
    if questionnaire.version != version:
        raise Conflict("Somebody else has corrected the columns in the meantime.")


def _count_of_questions(questionnaire: BuyerQuestionnaire) -> sa.Select[int]:
    return sa.select(sa.func.count(AskedQuestion.id)).where(AskedQuestion.questionnaire_id == questionnaire.id)


def _have_it_read(session: Session, questionnaire: BuyerQuestionnaire, **payload: Any) -> None:
    questionnaire.job = enqueue(session, READ_JOB, questionnaire.id, **payload)


def start_answering(session: Session, questionnaire: BuyerQuestionnaire, *, actor: Actor) -> None:
    """Have it answered in the background; drafts that nobody has touched are drafted anew.

    Raises BadInput when there is nothing to answer from, Conflict when it is being answered already.
    """
    if questionnaire.stage is Stage.ANSWERING:
        raise Conflict("This questionnaire is being answered already.")
    if questionnaire.stage in (Stage.READING, Stage.UNREADABLE):
        raise Conflict("This file was not read yet, so there are no questions to answer.")
    if not has_knowledge(session):
        raise BadInput("There are no controls to answer from yet. Import your controls first.")
    require_moving(questionnaire)
    if questionnaire.stage is Stage.REVIEWING:
        _forget_untouched_drafts(session, questionnaire)
    questionnaire.mapped_at = questionnaire.mapped_at or now()
    questionnaire.job = enqueue(session, ANSWER_JOB, questionnaire.id)
    _note(session, actor, "answering_asked", questionnaire, f"Had {questionnaire.filename} answered")


def remove(session: Session, questionnaire: BuyerQuestionnaire, storage: Storage, actor: Actor) -> None:
    """Remove a questionnaire with its answers; its files go once that is committed."""
    if questionnaire.stage in (Stage.READING, Stage.ANSWERING):
        doing = "read" if questionnaire.stage is Stage.READING else "answered"
        raise Conflict(f"This questionnaire is being {doing}. Wait until that has ended, then remove it.")
    of_it = QuestionnaireExport.questionnaire_id == questionnaire.id
    names = session.scalars(sa.select(QuestionnaireExport.stored_name).where(of_it)).all()
    drop(session, storage, *names, questionnaire.stored_name)
    _note(session, actor, "removed", questionnaire, f"Removed {questionnaire.filename} of {questionnaire.buyer}")
    session.delete(questionnaire)
    session.flush()


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
