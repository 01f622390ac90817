"""Bringing a database to a revision, one process at a time."""

from pathlib import Path

import sqlalchemy as sa
from alembic import command
from alembic.config import Config
from sqlalchemy.engine import Connection, Engine

ADVISORY_LOCK = 4_870_213
"""Any number, the same in every process: PostgreSQL lets one holder upgrade at a time."""


def upgrade(engine: Engine, revision: str = "head") -> None:
    """Bring the database up to a revision; safe to run again and from several processes at once."""
    with engine.begin() as connection:
        _alone(connection)
        command.upgrade(config(connection), revision)


def downgrade(engine: Engine, revision: str) -> None:
    """Bring the database down to a revision (`base`: empty)."""
    with engine.begin() as connection:
        _alone(connection)
        command.downgrade(config(connection), revision)


def config(connection: Connection | None = None) -> Config:
    """Give Alembic its folder and the connection to work on, where it is to work and not only to read the history."""
    made = Config()
    made.set_main_option("script_location", str(Path(__file__).parent))
    made.attributes["connection"] = connection
    return made


def _alone(connection: Connection) -> None:
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.pg_advisory_xact_lock(ADVISORY_LOCK)))
    # SQLite: BEGIN IMMEDIATE already lets one process in
