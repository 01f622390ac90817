"""Copying a whole database out and in: what both kinds have in common."""

from pathlib import Path
from typing import Protocol

from sqlalchemy.engine import Connection, Engine

from foundation.backup.manifest import Manifest
from foundation.backup.postgresql import PostgresqlCopies
from foundation.backup.snapshot import Snapshot
from foundation.backup.sqlite import SqliteCopies
from foundation.errors import BadInput


class Copies(Protocol):
    """How one kind of database is copied."""

    def take(self, engine: Engine, to: Path) -> Snapshot:
        """Copy the database as it is at one moment, while others write."""

    def load(self, engine: Engine, copy: Path, manifest: Manifest) -> None:
        """Put a copy in the database's place and bring it up to date; raises Unreadable when it is not as told."""


def copies_of(engine: Engine | Connection) -> Copies:
    """Give the way to copy a database."""
    kinds: dict[str, Copies] = {"sqlite": SqliteCopies(), "postgresql": PostgresqlCopies()}
    if engine.dialect.name not in kinds:
        raise BadInput(f"no backups are made of {engine.dialect.name}")
    return kinds[engine.dialect.name]
