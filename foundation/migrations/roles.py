"""The two roles of a PostgreSQL installation: one owns the tables, the other is the application's and owns nothing."""

from collections.abc import Iterator
from contextlib import contextmanager

import sqlalchemy as sa
from sqlalchemy.engine import URL, Connection, Engine
from sqlalchemy.exc import DBAPIError

from foundation.errors import BadInput
from foundation.jobs.bell import SCHEMA as BELL
from foundation.migrations.walls import walled_tables

NOT_ALLOWED = "42501"
"""PostgreSQL's state for what a role may not do."""
_RIGHTS = (
    "GRANT USAGE ON SCHEMA {schema} TO {role}",
    "GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA {schema} TO {role}",
    "ALTER DEFAULT PRIVILEGES IN SCHEMA {schema} GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO {role}",
    f"CREATE SCHEMA IF NOT EXISTS {BELL}",  # where the bell keeps its own tables, if it is in this database
    f"GRANT USAGE, CREATE ON SCHEMA {BELL} TO {{role}}",
)


def admit(owner: Engine, application_url: str) -> None:
    """Let the role of the application's URL use the tables, and make it where there is none; SQLite knows no roles."""
    wanted = sa.make_url(application_url)
    if owner.dialect.name != "postgresql" or wanted.username in (None, owner.url.username):
        return
    with owner.begin() as connection:
        quote = connection.dialect.identifier_preparer.quote_identifier
        role, schema = quote(wanted.username), quote(connection.exec_driver_sql("SELECT current_schema()").scalar_one())
        if not connection.exec_driver_sql("SELECT 1 FROM pg_roles WHERE rolname = %s", (wanted.username,)).scalar():
            rights = "LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS"
            connection.exec_driver_sql(f"CREATE ROLE {role} {rights}{_password(connection, wanted)}")
        for right in _RIGHTS:
            connection.exec_driver_sql(right.format(schema=schema, role=role))


def _password(connection: Connection, wanted: URL) -> str:
    """Give the words that set a password, hashed here so that no log of the server ever holds it."""
    if not wanted.password:
        return ""
    session = connection.connection.driver_connection.pgconn  # type: ignore[union-attr]  # there is one while it is open
    hashed = session.encrypt_password(wanted.password.encode(), str(wanted.username).encode(), b"scram-sha-256")
    return f" PASSWORD '{hashed.decode()}'"


@contextmanager
def told_who_may_not() -> Iterator[None]:
    """Say what to set when the role that is connected may not change tables; raises BadInput."""
    try:
        yield
    except DBAPIError as refused:
        if getattr(refused.orig, "sqlstate", None) != NOT_ALLOWED:
            raise
        raise not_allowed(str(refused.orig).splitlines()[0]) from refused


def not_allowed(said: str) -> BadInput:
    """Say what to set when PostgreSQL refuses a role something in its own words."""
    return BadInput(
        f"the database refuses this to the role that is connected ({said}). Name the owner of the tables there.",
        where="AUDITMATCH_OWNER_DATABASE_URL",
    )


def weakness_of_walls(engine: Engine) -> str | None:
    """Say in a sentence why the walls between organisations do not hold for an engine's role, or not for sure."""
    if engine.dialect.name != "postgresql":
        return None
    with engine.connect() as connection:
        name, passes = connection.exec_driver_sql(
            "SELECT rolname, rolsuper OR rolbypassrls FROM pg_roles WHERE rolname = current_user"
        ).one()
        if passes:
            return f"The database role {name} passes every wall between organisations: it is a superuser or bypasses row-level security. {_REMEDY}"  # noqa: E501 - a sentence
        if open_tables := _without_wall(connection):
            return f"There is no wall around {', '.join(open_tables)}. Run `auditmatch db upgrade`."
        if _owned_by(connection):
            return f"The database role {name} owns the tables: the walls between organisations hold for it, but it could take them down. {_REMEDY}"  # noqa: E501 - a sentence
    return None


_REMEDY = "Let the application connect as a role of its own: see docs/running.md."


def _without_wall(connection: Connection) -> list[str]:
    walls = "SELECT relname FROM pg_class WHERE relrowsecurity AND relforcerowsecurity AND relnamespace = current_schema()::regnamespace"  # noqa: E501 - one query
    standing = set(connection.exec_driver_sql(walls).scalars())
    return sorted(set(walled_tables(connection)) - standing)


def _owned_by(connection: Connection) -> bool:
    mine = "SELECT 1 FROM pg_tables WHERE schemaname = current_schema() AND pg_has_role(current_user, tableowner, 'USAGE') LIMIT 1"  # noqa: E501 - one query
    return connection.exec_driver_sql(mine).scalar() is not None
