"""Base class, naming convention, column types and engine. Knows neither Flask nor any model."""

import enum
import json
import sqlite3
import uuid
from datetime import UTC, datetime
from typing import Annotated, Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection, Dialect, Engine
from sqlalchemy.orm import DeclarativeBase, mapped_column

from foundation.access.walls import stand_behind
from foundation.clock import now
from foundation.errors import BadInput

NAMES = {
    "ix": "ix_%(table_name)s_%(column_0_N_name)s",
    "uq": "uq_%(table_name)s_%(column_0_N_name)s",
    "ck": "ck_%(table_name)s_%(constraint_name)s",
    "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
    "pk": "pk_%(table_name)s",
}


class TZDateTime(sa.types.TypeDecorator[datetime]):
    """An aware moment in UTC; SQLite forgets zones, so it is stored bare there and given its zone back."""

    impl = sa.DateTime(timezone=True)
    cache_ok = True

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | None:
        """Refuse moments without a zone, which would be read as UTC by mistake."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError("a moment needs its zone")
        return value.astimezone(UTC) if dialect.name != "sqlite" else value.astimezone(UTC).replace(tzinfo=None)

    def process_result_value(self, value: datetime | None, _dialect: Dialect) -> datetime | None:
        """Give the zone back."""
        return None if value is None else value.replace(tzinfo=UTC) if value.tzinfo is None else value.astimezone(UTC)


def _values(members: type[enum.Enum]) -> list[str]:
    return [str(member.value) for member in members]


class Base(DeclarativeBase):
    """What every table inherits: the naming of constraints and the types of columns."""

    metadata = sa.MetaData(naming_convention=NAMES)
    type_annotation_map = {  # noqa: RUF012 - SQLAlchemy's own way of declaring it
        datetime: TZDateTime(),
        dict[str, Any]: sa.JSON(),
        list[str]: sa.JSON(),
        list[dict[str, Any]]: sa.JSON(),
        enum.Enum: sa.Enum(
            enum.Enum,
            native_enum=False,
            values_callable=_values,
            validate_strings=True,
            create_constraint=True,
            length=40,
        ),
    }


pk = Annotated[uuid.UUID, mapped_column(primary_key=True, default=uuid.uuid4)]
created = Annotated[datetime, mapped_column(default=now)]


_NO_URL = (
    "this is no address of a database. Write postgresql://user:password@host/name, or sqlite:////folder/file.db with "
    "four slashes before a whole path; for PostgreSQL its driver must be installed (psycopg)"
)


def open_engine(url: str, *, named: str = "AUDITMATCH_DATABASE_URL") -> Engine:
    """Make the engine for a URL; SQLite gets WAL, foreign keys and transactions that take their lock first.

    PostgreSQL is told whose rows exist for each session, so that the walls of its tables let them through. Raises
    BadInput, under the name of the setting, for what is no such URL; it may hold a password, so it is not repeated.
    """
    if url.startswith("postgresql://"):
        url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    # an error of the database tells no values to the logs; a connection that a restart of the server ended is replaced
    try:
        engine = sa.create_engine(
            url, hide_parameters=True, pool_pre_ping=url.startswith("postgresql"), json_deserializer=_from_json
        )
    except (sa.exc.ArgumentError, ValueError, ImportError) as wrong:
        raise BadInput(_NO_URL, where=named) from wrong
    if engine.dialect.name not in ("sqlite", "postgresql"):
        raise BadInput(_NO_URL, where=named)
    if engine.dialect.name == "sqlite":
        event.listen(engine, "connect", _prepare_sqlite)
        event.listen(engine, "begin", _begin_sqlite)
    else:
        stand_behind(engine)
    return engine


def _from_json(text: str) -> Any:
    return [] if text == "[]" else json.loads(text)  # most lists are empty, and there are many on a page


def _prepare_sqlite(connection: sqlite3.Connection, _record: object) -> None:
    connection.isolation_level = None  # the driver would begin late and lose increments made in between
    for pragma in ("journal_mode=WAL", "foreign_keys=ON", "busy_timeout=15000", "synchronous=NORMAL"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_sqlite(connection: Connection) -> None:
    if connection.get_execution_options().get("sqlite_transaction") == "DEFERRED":
        connection.connection.cursor().execute("BEGIN DEFERRED")  # does nothing yet, so that nothing can go wrong
    else:
        connection.exec_driver_sql("BEGIN IMMEDIATE")
