"""SQLite by its online backup: it copies one moment while others write, and writes a copy back in one transaction."""

import sqlite3
from contextlib import closing
from pathlib import Path
from typing import cast

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.pool import NullPool

from foundation.backup.manifest import Manifest
from foundation.backup.snapshot import Snapshot, refuse_difference, snapshot_of
from foundation.db import open_engine
from foundation.errors import Unreadable
from foundation.migrations.run import upgrade


class SqliteCopies:
    """How SQLite is copied."""

    def take(self, engine: Engine, to: Path) -> Snapshot:
        """Copy the database into a file of its own, and count there."""
        with closing(engine.raw_connection()) as source, closing(sqlite3.connect(to)) as copy:
            cast("sqlite3.Connection", source.driver_connection).backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file: nothing of it stands in a log beside
        with sa.create_engine(f"sqlite:///{to}", poolclass=NullPool).connect() as connection:
            return snapshot_of(connection)

    def load(self, engine: Engine, copy: Path, manifest: Manifest) -> None:
        """Check the copy and bring it up to date where it lies; only then put it in the database's place."""
        staged = open_engine(f"sqlite:///{copy}")
        try:
            _check(staged, manifest)
            upgrade(staged)
            with closing(staged.raw_connection()) as source, closing(engine.raw_connection()) as place:
                target = cast("sqlite3.Connection", place.driver_connection)
                cast("sqlite3.Connection", source.driver_connection).backup(target)
        finally:
            staged.dispose()


def _check(staged: Engine, manifest: Manifest) -> None:
    try:
        with staged.connect() as connection:
            if connection.exec_driver_sql("PRAGMA quick_check(1)").scalar() != "ok":
                raise Unreadable("its database is damaged; nothing was restored")
            refuse_difference(connection, manifest)
    except sa.exc.DatabaseError as wrong:
        raise Unreadable("its database is damaged or no SQLite file; nothing was restored") from wrong
