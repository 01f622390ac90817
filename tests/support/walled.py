"""Rows of two invented organisations in every table that holds an organisation's rows, whatever else such rows need."""

import enum
import uuid
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection, Engine

from foundation.access.scope import SharedWithPartner
from foundation.db import Base
from foundation.mapped import owned_classes

MINE, ANOTHERS, PARTNER = (uuid.UUID(int=number) for number in (1, 2, 3))
TABLES = {mapped.__tablename__: Base.metadata.tables[mapped.__tablename__] for mapped in owned_classes()}
"""Every table with rows of organisations, as the models say."""
SHARED = sorted(mapped.__tablename__ for mapped in owned_classes() if issubclass(mapped, SharedWithPartner))


def fill(superuser: Engine) -> None:
    """Put a row of each organisation into each table, past foreign keys, triggers and checks: only walls are left."""
    with superuser.begin() as connection:
        for table in TABLES.values():
            connection.exec_driver_sql(f"ALTER TABLE {table.name} DISABLE TRIGGER ALL")
            connection.exec_driver_sql(f"DELETE FROM {table.name}")
            for check in sa.inspect(connection).get_check_constraints(table.name):
                connection.exec_driver_sql(f'ALTER TABLE {table.name} DROP CONSTRAINT "{check["name"]}"')
            for owner in (MINE, ANOTHERS):
                add_row(connection, table, owner)


def add_row(connection: Connection, table: sa.Table, owner: uuid.UUID, **given: Any) -> None:
    """Add a row of an organisation, with any value in each column that needs one."""
    values = {column.name: _any_value(column) for column in table.columns if not column.nullable}
    connection.execute(sa.insert(table).values(values | {"organisation_id": owner} | given))


def _any_value(column: sa.Column[Any]) -> Any:
    if isinstance(column.type, sa.JSON):
        return {}
    kind = getattr(column.type, "impl_instance", column.type).python_type
    if issubclass(kind, enum.Enum):
        return next(iter(kind))
    if kind is str:
        return uuid.uuid4().hex[: getattr(column.type, "length", None)]
    return {
        uuid.UUID: uuid.uuid4(),
        int: 1,
        float: 1.0,
        Decimal: Decimal(1),
        bool: False,
        bytes: b"",
        date: date(2026, 1, 31),
        datetime: datetime(2026, 1, 31, tzinfo=UTC),
    }[kind]
