"""Stored files that no row names (left by a process that died between storing and committing), and the other way."""

from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.clock import now
from foundation.config import Settings
from foundation.jobs.chores import hourly
from foundation.mail.chore import Chore
from foundation.mapped import STORED_NAME, columns_of, naming_files
from foundation.storage import FolderStorage, Storage

AGE = timedelta(days=1)
"""Younger files may belong to a transaction that is still open."""


def remove_orphans(session: Session, storage: Storage) -> int:
    """Remove stored files older than a day that no row of any table names; gives how many.

    The session must see every organisation: a file of another one would look like nobody's.
    """
    old = list(storage.stored_before(now() - AGE))
    if not old:
        return 0
    named = {name for one in naming_files() for name in session.scalars(sa.select(columns_of(one)[STORED_NAME]))}
    orphans = [name for name in old if name not in named]
    for name in orphans:
        storage.remove(name)
    return len(orphans)


def names_without_file(session: Session, storage: Storage) -> int:
    """Count the rows that name a file which is not there; the session must see every organisation."""
    kept = frozenset(storage.names())
    named = (name for one in naming_files() for name in session.scalars(sa.select(columns_of(one)[STORED_NAME])))
    return sum(1 for name in named if name and name not in kept)


def file_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of removing such files; it looks once an hour."""

    def tidy() -> None:
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
            remove_orphans(session, FolderStorage(settings.files))

    return hourly(0, tidy)
