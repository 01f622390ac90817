"""The approved answers: what other parts ask for, and what people do to them."""

import uuid
from collections.abc import Iterable, Sequence

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.imports import collection as collections
from foundation.imports import deeds
from foundation.imports.collection import Collection
from foundation.imports.plan import FieldChange
from questionnaires.controls.service import rows_by_id
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.table import COLUMNS, read_answers, write_answers


def unknown_controls(session: Session, answers: Sequence[LibraryAnswer]) -> tuple[str, ...]:
    """Say which answers name a control that the organisation does not keep, one sentence each."""
    known = rows_by_id(session).keys()
    strangers = {answer.answer_id: [name for name in answer.controls if name not in known] for answer in answers}
    return tuple(
        f"{answer_id} rests on {', '.join(names)}, which is not in your control set."
        for answer_id, names in strangers.items()
        if names
    )


ANSWERS: Collection[ApprovedAnswer, LibraryAnswer] = Collection(
    name="approved answer",
    plural="approved answers",
    code="answers",
    key="answer_id",
    caption="question",
    columns=COLUMNS,
    row=ApprovedAnswer,
    record=LibraryAnswer,
    read=read_answers,
    write=write_answers,
    notes=unknown_controls,
)


def library_answers(session: Session, ids: Iterable[str] | None = None) -> tuple[LibraryAnswer, ...]:
    """Give the organisation's approved answers, or some, as values in its own order; expired ones are among them."""
    return collections.records_of(session, ANSWERS, ids)


def fetch_answer(session: Session, row_id: uuid.UUID) -> ApprovedAnswer:
    """Fetch one approved answer; raises NotFound, also for another organisation's."""
    return collections.fetch(session, ANSWERS, row_id)


def add_answer(session: Session, record: LibraryAnswer, actor: Actor) -> ApprovedAnswer:
    """Add an approved answer; raises Conflict when its answer_id is taken."""
    return deeds.add(session, ANSWERS, record, actor)


def change_answer(
    session: Session, answer: ApprovedAnswer, record: LibraryAnswer, *, version: int, actor: Actor
) -> tuple[FieldChange, ...]:
    """Change an approved answer; raises Conflict when somebody changed it since `version`."""
    return deeds.change(session, ANSWERS, answer, record, version=version, actor=actor)


def remove_answer(session: Session, answer: ApprovedAnswer, actor: Actor) -> None:
    """Remove an approved answer; questionnaires that were answered with it keep their texts."""
    deeds.remove(session, ANSWERS, answer, actor)
