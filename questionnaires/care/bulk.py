"""Changing many records at once: what would change is worked out and shown first, then done all or nothing."""

import hashlib
import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.errors import Conflict
from foundation.imports.collection import Collection, record_of, write_to
from foundation.imports.deeds import all_changes, flush_or_conflict, set_care
from foundation.imports.models import VersionDeed
from foundation.imports.plan import FieldChange
from foundation.imports.versions import Cause, changes_detail, keep_version

MOST_TICKED = 200
"""Rows that may be named one by one; a filter may let more through."""


@dataclass(frozen=True, slots=True)
class BulkLine:
    """One record that would change; `changes` is never empty."""

    row_id: uuid.UUID
    key: str
    version: int
    changes: tuple[FieldChange, ...]


@dataclass(frozen=True, slots=True)
class BulkPlan:
    """What would change, in the list's order, and how many records are that way already."""

    lines: tuple[BulkLine, ...]
    unchanged: int

    @property
    def fingerprint(self) -> str:
        """A short text that differs when the plan does, or when one of its records was changed since."""
        return hashlib.sha256(repr(self.lines).encode()).hexdigest()[:32]


def ticked_rows(session: Session, collection: Collection[Any, Any], ids: Sequence[uuid.UUID]) -> Sequence[Any]:
    """Fetch the rows that were ticked, in the list's order; those of another organisation do not exist."""
    row = collection.row
    return session.scalars(sa.select(row).where(row.id.in_(ids[:MOST_TICKED])).order_by(row.position, row.id)).all()


def plan_bulk(collection: Collection[Any, Any], rows: Sequence[Any], values: Mapping[str, Any]) -> BulkPlan:
    """Work out what setting some columns would change; `values` are named as columns of the record or its care."""
    lines = []
    for row in rows:
        record, care = _wanted(collection, row, values)
        if changes := all_changes(collection, row, record, care):
            lines.append(BulkLine(row.id, str(getattr(row, collection.key)), row.version, changes))
    return BulkPlan(tuple(lines), len(rows) - len(lines))


def apply_bulk(
    session: Session,
    collection: Collection[Any, Any],
    rows: Sequence[Any],
    values: Mapping[str, Any],
    *,
    seen: str,
    actor: Actor,
) -> int:
    """Change all or none, and give how many; raises Conflict when it would not be what the person saw."""
    plan = plan_bulk(collection, rows, values)
    if plan.fingerprint != seen:
        raise Conflict(f"Some of these {collection.plural} changed since you saw the preview. Nothing was changed.")
    by_id = {row.id: row for row in rows}
    for line in plan.lines:
        row = by_id[line.row_id]
        record, care = _wanted(collection, row, values)
        write_to(row, record)
        set_care(row, care)
    flush_or_conflict(session, collection)
    for line in plan.lines:
        keep_version(session, collection, by_id[line.row_id], Cause(VersionDeed.CHANGED, actor), line.changes)
    if plan.lines:
        _leave_trail(session, collection, plan, values, actor)
    return len(plan.lines)


def _wanted(collection: Collection[Any, Any], row: Any, values: Mapping[str, Any]) -> tuple[Any, dict[str, Any]]:
    care = {name: value for name, value in values.items() if name in collection.care}
    beside = {name: value for name, value in values.items() if name not in collection.care}
    return replace(record_of(collection, row), **beside), care


def _leave_trail(
    session: Session, collection: Collection[Any, Any], plan: BulkPlan, values: Mapping[str, Any], actor: Actor
) -> None:
    fields = ", ".join(name.replace("_", " ") for name in values)
    leave_trail(
        session,
        actor,
        f"{collection.code}.changed_together",
        thing=collection.code,
        thing_id="several",
        summary=f"Changed {collection.counted(len(plan.lines))} together: {fields}",
        changed={line.key: changes_detail(line.changes) for line in plan.lines},
    )
