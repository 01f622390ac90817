"""One kind of record that an organisation keeps: its table, its file, its words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from typing import Any, Generic, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import NotFound
from foundation.imports.models import CollectionRow
from foundation.tables.columns import Column
from foundation.tables.records import RecordFile
from foundation.tables.write import cell_text

KEYS_AT_ONCE = 500
"""A database takes only so many values in one statement."""

Row = TypeVar("Row", bound=CollectionRow)
Record = TypeVar("Record")
RecordRead = TypeVar("RecordRead", covariant=True)


class Reader(Protocol[RecordRead]):
    """Reads a file; problems are returned, an unreadable file raises Unreadable or BadInput."""

    def __call__(self, content: bytes, *, filename: str) -> RecordFile[RecordRead]: ...


def no_notes(_session: Session, _records: Sequence[Any]) -> tuple[str, ...]:
    """Say nothing about records."""
    return ()


def everything(_row: Any) -> bool:
    """Let every row into an exported file."""
    return True


@dataclass(frozen=True, slots=True)
class Collection(Generic[Row, Record]):
    """One kind of record; the row's columns are named as the record's fields, a tuple is kept as a list."""

    name: str
    """One of it, as in `approved answer`."""
    plural: str
    code: str
    """Its name in the trail, in addresses and in file names, as in `answers`."""
    key: str
    """The field that tells records of one organisation apart."""
    caption: str
    """The field that tells a person which one it is."""
    columns: Sequence[Column]
    """Of its file, in the file's order."""
    row: type[Row]
    record: type[Record]
    read: Reader[Record]
    write: Callable[[Iterable[Record]], bytes]
    notes: Callable[[Session, Sequence[Record]], tuple[str, ...]] = no_notes
    """What a person should know about records before they are imported, though nothing is wrong with them."""
    care: tuple[str, ...] = ()
    """Columns of the row that no file holds and no import touches, as the day of the next review."""
    may_leave: Callable[[Row], bool] = everything
    """Whether a row stands in an exported file."""

    def counted(self, number: int) -> str:
        """Write a number of them in words, as in `1 control` and `2 controls`."""
        return f"{number:,} {self.name if number == 1 else self.plural}"


def record_of(collection: Collection[Row, Record], row: Row) -> Record:
    """Read a row as the value that the pure folders reason about."""
    held = {declared.name: getattr(row, declared.name) for declared in fields(collection.record)}  # type: ignore[arg-type]  # records are dataclasses
    return collection.record(
        **{name: tuple(value) if isinstance(value, list) else value for name, value in held.items()}
    )


def write_to(row: CollectionRow, record: Any) -> None:
    """Set each column of a row from a record."""
    for declared in fields(record):
        value = getattr(record, declared.name)
        setattr(row, declared.name, list(value) if isinstance(value, tuple) else value)


def as_texts(record: Any) -> dict[str, str]:
    """Write a record for the trail: field -> text, without what is unknown."""
    texts = {declared.name: cell_text(getattr(record, declared.name)) for declared in fields(record)}
    return {name: text for name, text in texts.items() if text}


def texts_of(collection: Collection[Row, Record], row: Row) -> dict[str, str]:
    """Write a row for the trail and its versions: its record, and the columns that no file holds."""
    care = {name: text for name in collection.care if (text := cell_text(getattr(row, name)))}
    return as_texts(record_of(collection, row)) | care


def new_row(collection: Collection[Row, Record], record: Record, position: int) -> Row:
    """Make the row of a record that is not kept yet."""
    row = collection.row()
    row.position = position
    write_to(row, record)
    return row


def rows_of(session: Session, collection: Collection[Row, Record], keys: Iterable[str] | None = None) -> Sequence[Row]:
    """Fetch every row, or those of some keys alone, in the order of the organisation's list."""
    if keys is None:
        everything = sa.select(collection.row).order_by(collection.row.position, collection.row.id)
        return session.scalars(everything).all()
    wanted, held = sorted(set(keys)), getattr(collection.row, collection.key)
    found: list[Row] = []
    for at in range(0, len(wanted), KEYS_AT_ONCE):
        some = sa.select(collection.row).where(held.in_(wanted[at : at + KEYS_AT_ONCE]))
        found += session.scalars(some).all()
    return sorted(found, key=lambda row: row.position)


def records_of(
    session: Session, collection: Collection[Row, Record], keys: Iterable[str] | None = None
) -> tuple[Record, ...]:
    """Fetch every record, or those of some keys alone, in the order of the organisation's list."""
    return tuple(record_of(collection, row) for row in rows_of(session, collection, keys))


def file_of(session: Session, collection: Collection[Row, Record]) -> bytes:
    """Write what may leave as CSV that imports unchanged, in the order of the organisation's list."""
    rows = rows_of(session, collection)
    return collection.write(record_of(collection, row) for row in rows if collection.may_leave(row))


def fetch(session: Session, collection: Collection[Row, Record], row_id: object) -> Row:
    """Fetch one row; raises NotFound, also for another organisation's."""
    row = session.scalar(sa.select(collection.row).where(collection.row.id == row_id))
    if row is None:
        raise NotFound(f"There is no such {collection.name}.")
    return row
