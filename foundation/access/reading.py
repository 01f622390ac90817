"""Sessions that only read: their transactions write nothing, and end by a commit."""

from functools import lru_cache
from typing import Final

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, SessionTransaction

ONLY_READS: Final = "only_reads"
"""Mark of a connection whose transactions write nothing."""
READS_BY: Final = "reads_by"
"""Where a reading session keeps the connection of its transaction."""


class ReadingSession(Session):
    """A session that writes nothing. PostgreSQL holds it to that, so that its transactions may end by a commit.

    By a rollback the driver forgets the statements that it has had prepared, and each is planned anew.
    """

    def close(self) -> None:
        """End the transaction and give the connection back."""
        connection: Connection | None = self.info.pop(READS_BY, None)
        try:
            if connection is not None and (transaction := connection.get_transaction()) is not None:
                transaction.commit()
        finally:
            super().close()


@event.listens_for(ReadingSession, "after_begin")
def note_connection(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    """Note by which connection a reading session reads."""
    session.info[READS_BY] = connection


@lru_cache(maxsize=8)
def reading(engine: Engine) -> Engine:
    """Give an engine whose transactions only read, on the same connections; on SQLite they take no lock."""
    return engine.execution_options(sqlite_transaction="DEFERRED", **{ONLY_READS: True})
