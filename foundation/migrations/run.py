"""Bringing a database to a revision, one process at a time."""

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import cast

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine

from foundation.migrations.walls import reach_everything

ADVISORY_LOCK = 4_870_213
"""Any number, the same in every process: PostgreSQL lets one holder upgrade at a time."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to a revision; safe to run again and from several processes at once."""
    with _alone(engine) as connection:
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring the database down to a revision (`base`: empty)."""
    with _alone(engine) as connection:
        command.downgrade(config(connection), revision)


def config(connection: Connection | None = None) -> Config:
    """Give Alembic its folder and the connection to work on, where it is to work and not only to read the history."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes["connection"] = connection
    return made


@contextmanager
def _alone(engine: Engine) -> Iterator[Connection]:
    """Give a connection in a transaction of which there is one at a time."""
    with engine.connect() as connection:
        if connection.dialect.name == "sqlite":
            with _tables_rebuilt_in_peace(connection), connection.begin():  # BEGIN IMMEDIATE lets one process in
                yield connection
                _refuse_dangling(connection)
        else:
            with connection.begin():
                connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
                reach_everything(connection)
                yield connection


@contextmanager
def _tables_rebuilt_in_peace(connection: Connection) -> Iterator[None]:
    """Hold SQLite's foreign keys off, before a transaction begins, as within one it takes no notice.

    It changes many a table by making it anew and dropping the former, and with it, where foreign keys cascade, every
    row that refers to it.
    """
    driver = cast("sqlite3.Connection", connection.connection.driver_connection)
    driver.execute("PRAGMA foreign_keys=OFF")
    try:
        yield
    finally:
        driver.execute("PRAGMA foreign_keys=ON")


def _refuse_dangling(connection: Connection) -> None:
    dangling = connection.exec_driver_sql("PRAGMA foreign_key_check").first()
    if dangling is not None:
        raise RuntimeError(f"a row of {dangling[0]} would refer to one of {dangling[2]} that is not there")
