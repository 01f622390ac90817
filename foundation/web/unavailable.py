"""Telling trouble of the machine (full, read-only, gone) from a bug: the first is told plainly, and passes."""

import errno

import sqlalchemy as sa

FULL = "There is no room left where this service keeps its data."
READ_ONLY = "Where this service keeps its data nothing can be written at the moment."
GONE = "The database does not answer at the moment."
BUSY = "The database is busy with something else at the moment."

_OF_THE_DISK = {errno.ENOSPC: FULL, errno.EDQUOT: FULL, errno.EROFS: READ_ONLY, errno.EIO: READ_ONLY}
_OF_SQLITE = {
    "database or disk is full": FULL,
    "attempt to write a readonly database": READ_ONLY,
    "disk i/o error": READ_ONLY,
    "unable to open database file": GONE,
    "database is locked": BUSY,
}
_OF_POSTGRESQL = {"53100": FULL, "25006": READ_ONLY, "55P03": BUSY, "40P01": BUSY, "53300": BUSY}
"""By SQLSTATE; whatever else ends the connection counts as gone."""


def reason_of(error: BaseException | None) -> str | None:
    """Say why the machine could not do it, in words for a person; None for anything that may be a bug."""
    if isinstance(error, sa.exc.TimeoutError):
        return BUSY
    if isinstance(error, sa.exc.DBAPIError):
        return _of_the_database(error)
    return _OF_THE_DISK.get(error.errno or 0) if isinstance(error, OSError) else None


def _of_the_database(error: sa.exc.DBAPIError) -> str | None:
    words = str(error.orig).lower()
    if told := next((reason for part, reason in _OF_SQLITE.items() if part in words), None):
        return told
    state = getattr(error.orig, "sqlstate", None)
    if state in _OF_POSTGRESQL:
        return _OF_POSTGRESQL[state]
    unreachable = type(error.orig).__module__.startswith("psycopg") and isinstance(error, sa.exc.OperationalError)
    return GONE if error.connection_invalidated or (unreachable and not state) else None
