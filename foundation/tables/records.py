"""Tables with one record a row: bytes to records with what is wrong beside them, and records back to CSV."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import Generic, TypeVar

from foundation.tables.columns import Column
from foundation.tables.model import Problem, Table, column_key
from foundation.tables.read import read_table
from foundation.tables.rows import typed_rows
from foundation.tables.write import to_csv

Record = TypeVar("Record", covariant=True)


@dataclass(frozen=True, slots=True)
class RecordFile(Generic[Record]):
    """What reading a file gives: the records of its good rows, what is wrong with the others, columns left aside."""

    records: tuple[Record, ...]
    problems: tuple[Problem, ...]
    extra_columns: tuple[str, ...]
    missing_columns: tuple[str, ...] = ()
    """Columns of the format that the file has not: it says nothing of them, not that they are empty."""


def read_records(
    content: bytes, *, filename: str, columns: Sequence[Column], key: str, record: Callable[..., Record]
) -> RecordFile[Record]:
    """Make a record of each good row; `record` takes the columns by name, the value of `key` may stand only once.

    Problems are returned; an unreadable file raises Unreadable or BadInput.
    """
    table = read_table(content, filename=filename)
    read = typed_rows(table, columns, key=key)
    records = tuple(record(**row.values) for row in read.rows)
    return RecordFile(records, read.problems, read.extra_columns, missing_columns(table, columns))


def missing_columns(table: Table, columns: Sequence[Column]) -> tuple[str, ...]:
    """Name the columns that a table has not."""
    found = {column_key(name) for name in table.header}
    return tuple(column.name for column in columns if column.name not in found)


def write_records(records: Iterable[object], columns: Sequence[Column]) -> bytes:
    """Write records, whose fields are named as the columns, as CSV that reads back unchanged, in the order given."""
    header = [column.name for column in columns]
    return to_csv(header, ([getattr(record, name) for name in header] for record in records))
