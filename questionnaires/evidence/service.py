"""Evidence is added, changed and removed; each deed leaves its line in the trail."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Mapped, Session

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.errors import BadInput, Conflict, NotFound
from foundation.imports.collection import Collection
from foundation.imports.plan import FieldChange
from foundation.imports.versions import changes_detail
from foundation.kept import drop, keep
from foundation.storage import Storage
from foundation.tables.write import cell_text
from foundation.uploads import UploadedFile, refuse_other_kinds
from foundation.web.pages import Page, paginate
from questionnaires.controls.models import Control
from questionnaires.evidence.models import Evidence

SUBJECTS: Mapping[str, Any] = {"controls": Evidence.control_id, "facts": Evidence.fact_id}
"""Which column names the thing that is shown, by the collection's code."""


_LATEST = (sa.nulls_last(Evidence.observed_on.desc()), Evidence.added_at.desc(), Evidence.id)


@dataclass(frozen=True, slots=True)
class EvidenceRequest:
    """What somebody wants to add: exactly one of `url` and `file` is given."""

    title: str
    url: str | None = None
    file: UploadedFile | None = None
    observed_on: date | None = None
    valid_until: date | None = None


def add_evidence(
    session: Session,
    collection: Collection[Any, Any],
    row: Any,
    request: EvidenceRequest,
    storage: Storage,
    actor: Actor,
) -> Evidence:
    """Keep a link or a file that shows a record; raises BadInput for an empty file, or one of another kind."""
    if request.file is not None and not request.file.content:
        raise BadInput(f"{request.file.name} is empty. Choose the file again.")
    if request.file is not None:
        refuse_other_kinds(request.file)
    piece = Evidence(
        title=request.title,
        url=request.url,
        observed_on=request.observed_on,
        valid_until=request.valid_until,
        added_by=actor.name,
    )
    setattr(piece, SUBJECTS[collection.code].key, row.id)
    if request.file is not None:
        piece.stored_name = keep(session, storage, request.file.content)
        piece.filename, piece.size_bytes = request.file.name, len(request.file.content)
    session.add(piece)
    session.flush()
    _trail(session, collection, row, piece, "added", actor)
    return piece


@dataclass(frozen=True, slots=True)
class EvidenceChange:
    """What somebody wants a piece to say; `url` counts for a link alone, `seen` is what they had open."""

    title: str
    url: str | None
    observed_on: date | None
    valid_until: date | None
    seen: str


def change_evidence(
    session: Session,
    collection: Collection[Any, Any],
    row: Any,
    evidence_id: uuid.UUID,
    change: EvidenceChange,
    actor: Actor,
) -> tuple[FieldChange, ...]:
    """Change a piece of evidence and give what differs; raises Conflict when somebody changed it since it was seen.

    The row is locked first: evidence has no version by which a database would tell that another deed came between.
    """
    locked = _one_of(collection, row, evidence_id).with_for_update().execution_options(populate_existing=True)
    piece = _found(session.scalar(locked))
    if piece.seen != change.seen:
        raise Conflict(f"Somebody changed the evidence '{piece.title}' while you had it open.")
    wanted = {"title": change.title, "observed_on": change.observed_on, "valid_until": change.valid_until}
    wanted |= {"url": change.url} if piece.url is not None else {}
    before = {name: getattr(piece, name) for name in wanted}
    changes = tuple(
        FieldChange(name, cell_text(before[name]), cell_text(value))
        for name, value in wanted.items()
        if before[name] != value
    )
    if changes:
        for name, value in wanted.items():
            setattr(piece, name, value)
        session.flush()
        _trail(session, collection, row, piece, "changed", actor, changes=changes_detail(changes))
    return changes


def remove_evidence(
    session: Session, collection: Collection[Any, Any], row: Any, piece: Evidence, storage: Storage, actor: Actor
) -> None:
    """Forget a piece of evidence; its file goes once that is committed."""
    _trail(session, collection, row, piece, "removed", actor)
    if piece.stored_name:
        drop(session, storage, piece.stored_name)
    session.delete(piece)
    session.flush()


def evidence_of(
    session: Session, collection: Collection[Any, Any], row: Any, *, page: int = 1, size: int = 50
) -> Page[Evidence]:
    """Fetch one page of what shows a record, the latest day first."""
    mine = sa.select(Evidence).where(SUBJECTS[collection.code] == row.id)
    return paginate(session, mine.order_by(*_LATEST), number=page, size=size)


def evidence_of_controls(session: Session, ids: Sequence[uuid.UUID]) -> dict[uuid.UUID, list[Evidence]]:
    """Give what shows several controls, by the id of the control's row, the latest day first."""
    if not ids:
        return {}
    mine = sa.select(Evidence).where(Evidence.control_id.in_(ids))
    found: dict[uuid.UUID, list[Evidence]] = {}
    for piece in session.scalars(mine.order_by(*_LATEST)):
        found.setdefault(piece.control_id, []).append(piece)  # type: ignore[arg-type]  # asked for by that very id
    return found


def evidence_by_control(session: Session) -> dict[str, list[Evidence]]:
    """Give what shows any control, by the control's own id, the latest day first."""
    found: dict[str, list[Evidence]] = {}
    shown = sa.select(Control.control_id, Evidence).join(Control, Control.id == Evidence.control_id)
    for control_id, piece in session.execute(shown.order_by(*_LATEST)):
        found.setdefault(control_id, []).append(piece)
    return found


def fetch_evidence(session: Session, collection: Collection[Any, Any], row: Any, evidence_id: uuid.UUID) -> Evidence:
    """Fetch one piece of a record's evidence; raises NotFound, also for that of another record or organisation."""
    return _found(session.scalar(_one_of(collection, row, evidence_id)))


def _one_of(collection: Collection[Any, Any], row: Any, evidence_id: uuid.UUID) -> sa.Select[Evidence]:
    return sa.select(Evidence).where(SUBJECTS[collection.code] == row.id, Evidence.id == evidence_id)


def _found(piece: Evidence | None) -> Evidence:
    if piece is None:
        raise NotFound("There is no such evidence.")
    return piece


def counts_of(
    session: Session, collection: Collection[Any, Any], rows: Sequence[Any], today: date
) -> dict[uuid.UUID, tuple[int, int]]:
    """Give for records that have evidence how many pieces, and how many of them are past their day."""
    subject: Mapped[uuid.UUID] = SUBJECTS[collection.code]
    past = sa.func.sum(sa.case((Evidence.valid_until < today, 1), else_=0))
    counted = sa.select(subject, sa.func.count(), past).where(subject.in_([row.id for row in rows])).group_by(subject)
    return {row_id: (pieces, overdue) for row_id, pieces, overdue in session.execute(counted)}


def _trail(
    session: Session, collection: Collection[Any, Any], row: Any, piece: Evidence, deed: str, actor: Actor, **more: Any
) -> None:
    key = str(getattr(row, collection.key))
    leave_trail(
        session,
        actor,
        f"evidence.{deed}",
        thing=collection.code,
        thing_id=key[:80],
        summary=f"{deed.capitalize()} evidence of the {collection.name} {key}: {piece.title}",
        evidence_id=str(piece.id),
        link_or_file=piece.url or piece.filename,
        observed_on=piece.observed_on.isoformat() if piece.observed_on else None,
        valid_until=piece.valid_until.isoformat() if piece.valid_until else None,
        **more,
    )
