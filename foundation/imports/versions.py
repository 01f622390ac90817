"""The versions of records: what was changed when by whom, and how a record stood on a day."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.imports.collection import Collection, Record, Row, texts_of
from foundation.imports.models import RecordVersion, VersionDeed
from foundation.imports.plan import FieldChange
from foundation.web.pages import Page, paginate


@dataclass(frozen=True, slots=True)
class Cause:
    """Who made a version by which deed; `source` names the file of an import."""

    deed: VersionDeed
    actor: Actor
    source: str | None = None


def changes_detail(changes: Sequence[FieldChange]) -> dict[str, list[str]]:
    """Write changes as they are kept: field -> before, after."""
    return {one.field: [one.before, one.after] for one in changes}


def keep_version(
    session: Session,
    collection: Collection[Row, Record],
    row: Row,
    cause: Cause,
    changes: Sequence[FieldChange] = (),
) -> None:
    """Keep a row as a deed left it, in the deed's own transaction; the caller has flushed the row."""
    texts = texts_of(collection, row)
    added = {name: ["", text] for name, text in texts.items()} if cause.deed is VersionDeed.ADDED else {}
    session.add(
        RecordVersion(
            collection=collection.code,
            key=str(getattr(row, collection.key)),
            number=row.version,
            deed=cause.deed,
            actor_name=cause.actor.name,
            source=cause.source[:200] if cause.source else None,
            changes=added or changes_detail(changes),
            texts=texts,
        )
    )


def versions_of(
    session: Session, collection: Collection[Row, Record], row: Row, *, page: int, size: int = 20
) -> Page[RecordVersion]:
    """Fetch one page of a record's versions, the latest first."""
    return paginate(session, _latest_first(collection, row), number=page, size=size)


def versions_touching(
    session: Session, collection: Collection[Row, Record], row: Row, names: Sequence[str], *, most: int = 50
) -> Sequence[RecordVersion]:
    """Fetch the latest versions in which one of some fields changed; the first that is kept may be among them."""
    changed = sa.cast(RecordVersion.changes, sa.Text)  # JSON as text, which every engine can look into
    touched = [changed.contains(f'"{name}": ') for name in names]
    wanted = _latest_first(collection, row).where(sa.or_(RecordVersion.deed == VersionDeed.STOOD, *touched))
    return session.scalars(wanted.limit(most)).all()


def version_on(session: Session, collection: Collection[Row, Record], row: Row, day: date) -> RecordVersion | None:
    """Give the record as it stood at the end of a day (UTC); None when no version is kept from so early."""
    end = datetime.combine(day + timedelta(days=1), time(), UTC)
    return session.scalar(_latest_first(collection, row).where(RecordVersion.at < end).limit(1))


def latest_deed(
    session: Session, collection: Collection[Row, Record], row: Row, deed: VersionDeed
) -> RecordVersion | None:
    """Give the latest version that a deed of one kind made."""
    return session.scalar(_latest_first(collection, row).where(RecordVersion.deed == deed).limit(1))


def _latest_first(collection: Collection[Row, Record], row: Row) -> sa.Select[RecordVersion]:
    key = str(getattr(row, collection.key))
    mine = sa.select(RecordVersion).where(RecordVersion.collection == collection.code, RecordVersion.key == key)
    return mine.order_by(RecordVersion.at.desc(), RecordVersion.id)
