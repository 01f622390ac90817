"""Telling a command's trouble with its database in a sentence: not there, refused, or not at this version's schema."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress

import sqlalchemy as sa
from alembic.util import CommandError
from sqlalchemy.engine import Engine
from sqlalchemy.exc import DBAPIError

from foundation.config import Settings
from foundation.db import open_engine
from foundation.errors import BadInput
from foundation.migrations.roles import NOT_ALLOWED, told_who_may_not
from foundation.migrations.standing import known_revisions, revision_of
from foundation.web.unavailable import GONE, reason_of

_NO_DATABASE = "file is not a database"
"""What SQLite says of a file that is something else."""
_UPGRADE = "Run `auditmatch db upgrade`"


SETTING = "AUDITMATCH_DATABASE_URL"


@contextmanager
def told_of_database(engine: Callable[[], Engine], setting: str = SETTING) -> Iterator[None]:
    """Say what is wrong with the database that a setting names, and what to do; raises BadInput.

    What may be a bug stays as it is.
    """
    try:
        yield
    except (DBAPIError, sa.exc.TimeoutError) as trouble:
        there = engine()
        if problem := _problem(trouble, there, setting):
            raise BadInput(problem, where=place_of(there)) from trouble
        raise


@contextmanager
def as_owner(settings: Settings) -> Iterator[Engine]:
    """Connect as the owner of the tables, which the application need not be; raises BadInput for another role."""
    own = settings.owner_database_url
    name = "AUDITMATCH_OWNER_DATABASE_URL" if own else SETTING
    engine = open_engine(own or settings.database, named=name)
    try:
        with told_of_database(lambda: engine, name), told_who_may_not():
            refuse_newer(engine)
            yield engine
    except CommandError as unknown:
        raise BadInput(f"{unknown}. Known are base, {', '.join(reversed(known_revisions()))}", "REVISION") from unknown
    finally:
        engine.dispose()


def refuse_unready(engine: Engine) -> None:
    """Refuse to begin on a database that is not at this version's schema; raises BadInput."""
    if problem := schema_problem(engine):
        raise BadInput(problem, where=place_of(engine))


def refuse_newer(engine: Engine) -> None:
    """Refuse a database of which this version does not know how it was made; raises BadInput."""
    if _revision(engine) not in (None, *known_revisions()):
        refuse_unready(engine)


def refuse_nothing(engine: Engine) -> None:
    """Refuse a database that no version of this service has made; raises BadInput."""
    if _revision(engine) is None:
        raise BadInput(f"there is nothing here. Check {SETTING}.", where=place_of(engine))


def schema_problem(engine: Engine) -> str | None:
    """Say why a database cannot be used by this version; None when it can."""
    found, wanted = _revision(engine), known_revisions()[0]
    if found == wanted:
        return None
    if found is None:
        return f"the database is empty. {_UPGRADE} first, or check {SETTING}."
    if found not in known_revisions():
        return f"a newer version of auditmatch has made this database (schema {found}). Install that version."
    return f"the database is at schema {found}, and this version needs {wanted}. {_UPGRADE} first."


def place_of(engine: Engine) -> str:
    """Name a database by its address, without its password."""
    return f"Database {engine.url.set(query={}).render_as_string(hide_password=True)}"  # a query may hold one too


def _revision(engine: Engine) -> str | None:
    with engine.execution_options(sqlite_transaction="DEFERRED").connect() as connection:
        return revision_of(connection)


def _problem(trouble: DBAPIError | sa.exc.TimeoutError, engine: Engine, setting: str) -> str | None:
    said = str(getattr(trouble, "orig", trouble)).strip().partition("\n")[0]
    reason = reason_of(trouble)
    if reason == GONE:
        return f"the database cannot be reached ({said}). Check {setting}, and that it runs or is there."
    if reason:
        return f"{reason} ({said})"
    if _NO_DATABASE in said:
        return f"{said}. Check {setting}."
    if getattr(getattr(trouble, "orig", None), "sqlstate", None) == NOT_ALLOWED:
        return f"the role that is connected may not do this ({said}). {_UPGRADE} as the owner of the tables."
    with suppress(DBAPIError):
        return schema_problem(engine)
    return None
