"""What a session tells PostgreSQL about whose rows exist, so that the policies of the tables hold too.

The settings last for one transaction: a connection that goes back to the pool has forgotten them. They follow the
scope of the session, statement by statement, as sign-in and hand-overs change it in the middle of a transaction.
"""

import uuid
from contextlib import closing
from typing import Any

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session, SessionTransaction

from foundation.access.reading import ONLY_READS
from foundation.access.scope import EVERY_ORGANISATION, scope_of
from foundation.access.scope import OVERSEES as OVERSEES_MARK

ORGANISATION = "auditmatch.organisation"
"""Setting of PostgreSQL: the id of the organisation that is served; empty: none."""
REACH = "auditmatch.reach"
"""Setting of PostgreSQL: how much further a transaction sees; empty: no further."""
EVERY = "every"
"""Rows of every organisation, as sign-in, the worker and the command line must."""
OVERSEES = "oversees"
"""What companies and firms share, as the platform's admins do."""

_SERVES, _TOLD = "auditmatch.serves", "auditmatch.told"
_ABOUT_SAVEPOINTS = ("SAVEPOINT ", "ROLLBACK TO ", "RELEASE ")
_TELL = "SELECT set_config(%s, %s, true), set_config(%s, %s, true)"


def stand_behind(engine: Engine) -> None:
    """Have an engine on PostgreSQL tell the database of each session's scope, and whether it writes."""
    event.listen(engine, "begin", _begin)
    event.listen(engine, "rollback_savepoint", _forget_what_was_told)
    event.listen(engine, "before_cursor_execute", _tell)
    event.listen(engine, "checkin", _let_go)


@event.listens_for(Session, "after_begin")
def remember_session(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    """Note whose transaction a connection carries."""
    if connection.dialect.name == "postgresql":
        connection.info[_SERVES] = session


def _begin(connection: Connection) -> None:
    # None leaves it to the database, which may have been told to let nothing be written
    reads = connection.get_execution_options().get(ONLY_READS)
    driver: Any = connection.connection.driver_connection
    driver.read_only = True if reads else None
    connection.info.pop(_SERVES, None)
    connection.info.pop(_TOLD, None)


def _forget_what_was_told(connection: Connection, _name: str, _context: Any) -> None:
    connection.info.pop(_TOLD, None)  # the database takes back what it was told since the savepoint


def _let_go(_connection: Any, record: Any) -> None:
    record.info.pop(_SERVES, None)


def _tell(connection: Connection, _cursor: Any, statement: str, *_how: Any) -> None:
    """Tell before a statement what has changed since the last; the way back from a failure cannot be preceded."""
    session = connection.info.get(_SERVES)
    if session is None or statement.startswith(_ABOUT_SAVEPOINTS):
        return
    wanted = _settings(session)
    if connection.info.get(_TOLD) != wanted:
        with closing(connection.connection.cursor()) as cursor:
            cursor.execute(_TELL, (ORGANISATION, wanted[0], REACH, wanted[1]))
        connection.info[_TOLD] = wanted


def _settings(session: Session) -> tuple[str, str]:
    serves = scope_of(session)
    if serves is EVERY_ORGANISATION:
        return "", EVERY
    own = str(serves) if isinstance(serves, uuid.UUID) else ""
    return own, OVERSEES if session.info.get(OVERSEES_MARK) else ""
