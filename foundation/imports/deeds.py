"""Adding, changing and removing one record by hand, each with its line in the trail."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.errors import Conflict
from foundation.imports.collection import Collection, Record, Row, new_row, record_of, write_to
from foundation.imports.plan import FieldChange, field_changes
from foundation.tables.write import cell_text


def holds_key(session: Session, collection: Collection[Row, Record], key: str) -> bool:
    """Tell whether the organisation keeps a record of that key."""
    wanted = sa.select(collection.row.id).where(getattr(collection.row, collection.key) == key)
    return session.scalar(wanted) is not None


def add(session: Session, collection: Collection[Row, Record], record: Record, actor: Actor) -> Row:
    """Keep a new record at the end of the list; raises Conflict when its key is taken."""
    key = str(getattr(record, collection.key))
    if holds_key(session, collection, key):
        raise Conflict(f"'{key}' names another {collection.name} already. Choose another.")
    row = new_row(collection, record, next_position(session, collection))
    session.add(row)
    flush_or_conflict(session, collection)
    _trail(session, collection, actor, "added", key)
    return row


def change(
    session: Session, collection: Collection[Row, Record], row: Row, record: Record, *, version: int, actor: Actor
) -> tuple[FieldChange, ...]:
    """Change a record and give what differs; raises Conflict unless `version` is the one that the person saw."""
    key = str(getattr(row, collection.key))
    if row.version != version:
        raise Conflict(f"Somebody changed '{key}' while you had it open.")
    changes = field_changes(record_of(collection, row), record)
    if changes:
        write_to(row, record)
        flush_or_conflict(session, collection)
        _trail(session, collection, actor, "changed", key, changes=changes_detail(changes))
    return changes


def remove(session: Session, collection: Collection[Row, Record], row: Row, actor: Actor) -> None:
    """Remove a record; the trail keeps its texts."""
    key = str(getattr(row, collection.key))
    was = as_texts(record_of(collection, row))
    session.delete(row)
    flush_or_conflict(session, collection)
    _trail(session, collection, actor, "removed", key, was=was)


def next_position(session: Session, collection: Collection[Row, Record]) -> int:
    """Give the place behind the last one of the organisation's list."""
    return (session.scalar(sa.select(sa.func.max(collection.row.position))) or 0) + 1


def changes_detail(changes: tuple[FieldChange, ...]) -> dict[str, list[str]]:
    """Write changes for the trail: field -> before, after."""
    return {one.field: [one.before, one.after] for one in changes}


def as_texts(record: object) -> dict[str, str]:
    """Write a record for the trail: field -> text, without what is unknown."""
    texts = {name: cell_text(getattr(record, name)) for name in record.__dataclass_fields__}  # type: ignore[attr-defined]  # records are dataclasses
    return {name: text for name, text in texts.items() if text}


def flush_or_conflict(session: Session, collection: Collection[Row, Record]) -> None:
    """Send what changed to the database; raises Conflict when somebody else's change got there first."""
    try:
        session.flush()
    except (StaleDataError, IntegrityError) as lost:
        raise Conflict(f"Somebody else changed the same {collection.plural} at the same moment.") from lost


def _trail(
    session: Session, collection: Collection[Row, Record], actor: Actor, deed: str, key: str, **detail: Any
) -> None:
    summary = f"{deed.capitalize()} the {collection.name} {key}"
    leave_trail(
        session, actor, f"{collection.code}.{deed}", thing=collection.code, thing_id=key[:80], summary=summary, **detail
    )
