"""Adding, changing and removing one record by hand, each with its line in the trail and its version."""

from collections.abc import Mapping
from typing import Any

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.errors import Conflict
from foundation.imports.collection import Collection, Record, Row, new_row, record_of, texts_of, write_to
from foundation.imports.models import VersionDeed
from foundation.imports.plan import FieldChange, field_changes
from foundation.imports.versions import Cause, changes_detail, keep_version
from foundation.tables.write import cell_text

NO_CARE: Mapping[str, Any] = {}


def holds_key(session: Session, collection: Collection[Row, Record], key: str) -> bool:
    """Tell whether the organisation keeps a record of that key."""
    wanted = sa.select(collection.row.id).where(getattr(collection.row, collection.key) == key)
    return session.scalar(wanted) is not None


def add(
    session: Session,
    collection: Collection[Row, Record],
    record: Record,
    actor: Actor,
    care: Mapping[str, Any] = NO_CARE,
) -> Row:
    """Keep a new record at the end of the list; raises Conflict when its key is taken.

    `care` holds columns that no file holds.
    """
    key = str(getattr(record, collection.key))
    if holds_key(session, collection, key):
        raise Conflict(f"'{key}' names another {collection.name} already. Choose another.")
    row = new_row(collection, record, next_position(session, collection))
    set_care(row, care)
    session.add(row)
    flush_or_conflict(session, collection)
    keep_version(session, collection, row, Cause(VersionDeed.ADDED, actor))
    _trail(session, collection, actor, VersionDeed.ADDED, key)
    return row


def change(
    session: Session,
    collection: Collection[Row, Record],
    row: Row,
    record: Record,
    *,
    version: int,
    actor: Actor,
    care: Mapping[str, Any] = NO_CARE,
) -> tuple[FieldChange, ...]:
    """Change a record and give what differs; raises Conflict unless `version` is the one that the person saw.

    `care` holds columns that no file holds; those that it does not name stay.
    """
    key = expect_version(collection, row, version)
    changes = all_changes(collection, row, record, care)
    if changes:
        write_to(row, record)
        set_care(row, care)
        flush_or_conflict(session, collection)
        keep_version(session, collection, row, Cause(VersionDeed.CHANGED, actor), changes)
        _trail(session, collection, actor, VersionDeed.CHANGED, key, changes=changes_detail(changes))
    return changes


def note_review(
    session: Session,
    collection: Collection[Row, Record],
    row: Row,
    *,
    version: int,
    actor: Actor,
    care: Mapping[str, Any],
) -> None:
    """Keep that somebody looked at a record and found it to hold; raises Conflict as `change` does."""
    key = expect_version(collection, row, version)
    changes = all_changes(collection, row, record_of(collection, row), care)
    set_care(row, care)
    flush_or_conflict(session, collection)
    keep_version(session, collection, row, Cause(VersionDeed.REVIEWED, actor), changes)
    _trail(session, collection, actor, VersionDeed.REVIEWED, key, changes=changes_detail(changes))


def remove(session: Session, collection: Collection[Row, Record], row: Row, actor: Actor) -> None:
    """Remove a record; the trail and its versions keep its texts."""
    key = str(getattr(row, collection.key))
    was = texts_of(collection, row)
    keep_version(session, collection, row, Cause(VersionDeed.REMOVED, actor))
    session.delete(row)
    flush_or_conflict(session, collection)
    _trail(session, collection, actor, VersionDeed.REMOVED, key, was=was)


def expect_version(collection: Collection[Row, Record], row: Row, version: int) -> str:
    """Give a record's key; raises Conflict unless `version` is the one that the person saw."""
    key = str(getattr(row, collection.key))
    if row.version != version:
        raise Conflict(f"Somebody changed '{key}' while you had it open.")
    return key


def all_changes(
    collection: Collection[Row, Record], row: Row, record: Record, care: Mapping[str, Any]
) -> tuple[FieldChange, ...]:
    """List in what a row differs from a record and from columns that no file holds."""
    beside = tuple(
        FieldChange(name, cell_text(getattr(row, name)), cell_text(value))
        for name, value in care.items()
        if getattr(row, name) != value
    )
    return (*field_changes(record_of(collection, row), record), *beside)


def set_care(row: Any, care: Mapping[str, Any]) -> None:
    """Set columns that no file holds."""
    for name, value in care.items():
        setattr(row, name, value)


def next_position(session: Session, collection: Collection[Row, Record]) -> int:
    """Give the place behind the last one of the organisation's list."""
    return (session.scalar(sa.select(sa.func.max(collection.row.position))) or 0) + 1


def flush_or_conflict(session: Session, collection: Collection[Row, Record]) -> None:
    """Send what changed to the database; raises Conflict when somebody else's change got there first."""
    try:
        session.flush()
    except (StaleDataError, IntegrityError) as lost:
        raise Conflict(f"Somebody else changed the same {collection.plural} at the same moment.") from lost


def _trail(
    session: Session, collection: Collection[Row, Record], actor: Actor, deed: VersionDeed, key: str, **detail: Any
) -> None:
    summary = f"{deed.capitalize()} the {collection.name} {key}"
    leave_trail(
        session, actor, f"{collection.code}.{deed}", thing=collection.code, thing_id=key[:80], summary=summary, **detail
    )
