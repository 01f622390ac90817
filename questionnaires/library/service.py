"""The approved answers: what other parts ask for, and what people do to them."""

import uuid
from collections.abc import Iterable, Iterator, Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.errors import BadInput, NotFound
from foundation.imports import collection as collections
from foundation.imports import deeds
from foundation.imports.collection import Collection
from foundation.imports.models import VersionDeed
from foundation.imports.plan import FieldChange
from foundation.imports.versions import Cause, keep_version
from questionnaires.controls.service import rows_by_id
from questionnaires.library.merged import merged_into
from questionnaires.library.models import ApprovedAnswer, Held
from questionnaires.library.records import LibraryAnswer
from questionnaires.library.table import COLUMNS, read_answers, write_answers


def notes_on(session: Session, answers: Sequence[LibraryAnswer]) -> tuple[str, ...]:
    """Say of an import which answers name a control that is not kept, and which were merged into others."""
    return (*_unknown_controls(session, answers), *_merged_before(session, answers))


def _merged_before(session: Session, answers: Sequence[LibraryAnswer]) -> Iterator[str]:
    kept = merged_into(session, [answer.answer_id for answer in answers])
    for old_id, kept_id in kept.items():
        yield f"{old_id} was merged into {kept_id}. Importing it brings it back beside {kept_id}."


def _unknown_controls(session: Session, answers: Sequence[LibraryAnswer]) -> tuple[str, ...]:
    known = rows_by_id(session).keys()
    strangers = {answer.answer_id: [name for name in answer.controls if name not in known] for answer in answers}
    return tuple(
        f"{answer_id} rests on {', '.join(names)}, which is not in your control set."
        for answer_id, names in strangers.items()
        if names
    )


MOST_CHOSEN = 50
"""Answers that are renewed at once: as many as a page of the queue shows."""


IN_USE = ApprovedAnswer.held.is_(None)
"""What holds of an answer that may be given: one that is held back stays in the house until a person has decided."""


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
    notes=notes_on,
    care=("owner", "held"),
    leaving=(IN_USE,),
)


def library_answers(session: Session, ids: Iterable[str] | None = None) -> tuple[LibraryAnswer, ...]:
    """Give the organisation's approved answers, or some, as values in its own order; expired ones are among them.

    Answers that are held back are left out: nothing may rest on them.
    """
    return collections.records_of(session, ANSWERS, ids, only=(IN_USE,))


def fetch_answer(session: Session, row_id: uuid.UUID) -> ApprovedAnswer:
    """Fetch one approved answer; raises NotFound, also for another organisation's."""
    return collections.fetch(session, ANSWERS, row_id)


def fetch_chosen(session: Session, chosen: Sequence[str]) -> list[tuple[ApprovedAnswer, int]]:
    """Fetch what a page of checkboxes sent, `id.version` each, in the order sent.

    Raises BadInput when nothing or too much was chosen, NotFound when one is gone or another organisation's.
    """
    if not 1 <= len(chosen) <= MOST_CHOSEN:
        raise BadInput(f"Choose 1 to {MOST_CHOSEN} answers.")
    try:
        seen = {uuid.UUID(name): int(version) for name, _, version in (one.partition(".") for one in chosen)}
    except ValueError:
        raise BadInput("The page did not say what was chosen. Reload it and choose again.") from None
    rows = {row.id: row for row in session.scalars(sa.select(ApprovedAnswer).where(ApprovedAnswer.id.in_(seen)))}
    if len(rows) < len(seen):
        raise NotFound("One of these answers was removed. Go back to the queue and choose again.")
    return [(rows[row_id], version) for row_id, version in seen.items()]


def add_answer(session: Session, record: LibraryAnswer, actor: Actor) -> ApprovedAnswer:
    """Add an approved answer; raises Conflict when its answer_id is taken."""
    return deeds.add(session, ANSWERS, record, actor)


def change_answer(
    session: Session, answer: ApprovedAnswer, record: LibraryAnswer, *, version: int, actor: Actor
) -> tuple[FieldChange, ...]:
    """Change an approved answer; raises Conflict when somebody changed it since `version`."""
    return deeds.change(session, ANSWERS, answer, record, version=version, actor=actor)


def note_change(session: Session, answer: ApprovedAnswer, change: FieldChange, actor: Actor) -> None:
    """Keep a version of what is no change of the record: its owner, why it is held back, what it stands for."""
    keep_version(session, ANSWERS, answer, Cause(VersionDeed.CHANGED, actor), [change])


def released(why: Held) -> FieldChange:
    """Say as a change that an answer is not held back any more."""
    return FieldChange("held", why.value.replace("_", " "), "in use")


def note_removal(session: Session, answer: ApprovedAnswer, actor: Actor) -> None:
    """Keep the last version of an answer that another deed than its removal by hand takes out."""
    keep_version(session, ANSWERS, answer, Cause(VersionDeed.REMOVED, actor))


def remove_answer(session: Session, answer: ApprovedAnswer, actor: Actor) -> None:
    """Remove an approved answer; questionnaires that were answered with it keep their texts."""
    deeds.remove(session, ANSWERS, answer, actor)
