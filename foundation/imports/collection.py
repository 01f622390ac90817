"""One kind of record that an organisation keeps: its table, its file, its words."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, fields
from functools import cache
from typing import Any, Generic, Protocol, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import standing
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
    leaving: tuple[sa.ColumnElement[bool], ...] = ()
    """What holds of the rows that stand in an exported file; empty: all do."""

    def counted(self, number: int) -> str:
        """Write a number of them in words, as in `1 control` and `2 controls`."""
        return f"{number:,} {self.name if number == 1 else self.plural}"


def record_of(collection: Collection[Row, Record], row: Row) -> Record:
    """Read a row as the value that the pure folders reason about."""
    return _record(collection, [getattr(row, name) for name in _field_names(collection)])


def _field_names(collection: Collection[Row, Record]) -> list[str]:
    return [declared.name for declared in fields(collection.record)]  # type: ignore[arg-type]  # records are dataclasses


def _record(collection: Collection[Row, Record], values: Iterable[Any]) -> Record:
    """Make a record of the values of its fields, in their order."""
    return collection.record(*[tuple(value) if isinstance(value, list) else value for value in values])


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


def rows_of(session: Session, collection: Collection[Row, Record]) -> Sequence[Row]:
    """Fetch every row, in the order of the organisation's list."""
    return session.scalars(sa.select(collection.row).order_by(collection.row.position, collection.row.id)).all()


def records_of(
    session: Session,
    collection: Collection[Row, Record],
    keys: Iterable[str] | None = None,
    only: Sequence[sa.ColumnElement[bool]] = (),
) -> tuple[Record, ...]:
    """Fetch every record, or those of some keys, in the order of the organisation's list; `only`: of rows it holds of.

    Columns are asked for: thousands of rows, each watched for changes, take several times as long as their values.
    """
    row: Any = collection.row
    names = tuple(_field_names(collection))
    if keys is None:
        found: list[Any] = list(session.execute(_wanted(row, names).where(*only).order_by(row.position, row.id)))
    else:
        named, of_them = sorted(set(keys)), _of_keys(row, names, collection.key, tuple(only))
        some = [named[at : at + KEYS_AT_ONCE] for at in range(0, len(named), KEYS_AT_ONCE)]
        found = [one for part in some for one in session.execute(of_them, {"keys": part})]
        found.sort(key=lambda one: one[:2])
    return tuple(_record(collection, values) for _, _, *values in found)


@cache
def _wanted(row: Any, names: tuple[str, ...]) -> sa.Select[Any]:
    """Select place, id and fields of the rows of a collection; made once, as it takes longer than to ask for a few."""
    return sa.select(row.position, row.id, *[getattr(row, name) for name in names])


@cache
def _of_keys(row: Any, names: tuple[str, ...], key: str, only: tuple[sa.ColumnElement[bool], ...]) -> sa.Select[Any]:
    """Select those of some keys; what they must be besides is told by the collections, so that there are few."""
    return standing(_wanted(row, names).where(*only, getattr(row, key).in_(sa.bindparam("keys", expanding=True))))


def leaving_of(session: Session, collection: Collection[Row, Record]) -> tuple[Record, ...]:
    """Fetch what may leave as a file, in the order of the organisation's list."""
    return records_of(session, collection, only=collection.leaving)


def fetch(session: Session, collection: Collection[Row, Record], row_id: object) -> Row:
    """Fetch one row; raises NotFound, also for another organisation's."""
    row = session.scalar(sa.select(collection.row).where(collection.row.id == row_id))
    if row is None:
        raise NotFound(f"There is no such {collection.name}.")
    return row
