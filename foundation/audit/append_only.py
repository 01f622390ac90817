"""What holds the trail append-only: triggers of the database, and a refusal before the ORM even tries.

`create` runs when the table is created from the models and is called by the migration that creates it; a later
migration that rebuilds the table (as batch mode does on SQLite) must call `create` again.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy import event
from sqlalchemy.engine import Connection
from sqlalchemy.orm import Session, UOWTransaction

REFUSAL = "the trail is append-only"

_KEPT = ("id", "organisation_id", "at", "actor_name", "action", "thing", "thing_id", "summary")


def _same(how: str) -> str:
    return " AND ".join(how.format(column=column) for column in _KEPT)


# An actor becomes empty only because the account is gone, and lines go only because their organisation is gone: a
# cascade deletes the parent first, so by then the parent no longer exists.
_ORPHANED_ACTOR = (
    "NEW.actor_id IS NULL AND OLD.actor_id IS NOT NULL "
    "AND NOT EXISTS (SELECT 1 FROM user_account WHERE id = OLD.actor_id)"
)
_HAS_ORGANISATION = "EXISTS (SELECT 1 FROM organisation WHERE id = OLD.organisation_id)"

CREATE = {
    "sqlite": (
        f"CREATE TRIGGER audit_entry_no_update BEFORE UPDATE ON audit_entry "
        f"WHEN NOT ({_ORPHANED_ACTOR} AND {_same('NEW.{column} IS OLD.{column}')} AND NEW.detail IS OLD.detail) "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        f"CREATE TRIGGER audit_entry_no_delete BEFORE DELETE ON audit_entry WHEN {_HAS_ORGANISATION} "
        f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END",
        # INSERT OR REPLACE deletes without asking the trigger above
        "CREATE TRIGGER audit_entry_no_replace BEFORE INSERT ON audit_entry "
        "WHEN EXISTS (SELECT 1 FROM audit_entry WHERE id = NEW.id) "
        "BEGIN SELECT RAISE(ABORT, 'the trail is append-only'); END",
    ),
    "postgresql": (
        f"CREATE FUNCTION audit_entry_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"IF TG_OP = 'DELETE' AND NOT {_HAS_ORGANISATION} THEN RETURN OLD; END IF; "
        f"IF TG_OP = 'UPDATE' AND {_ORPHANED_ACTOR} AND {_same('NEW.{column} IS NOT DISTINCT FROM OLD.{column}')} "
        f"AND NEW.detail::text IS NOT DISTINCT FROM OLD.detail::text THEN RETURN NEW; END IF; "
        f"RAISE EXCEPTION '{REFUSAL}'; END $$",
        "CREATE TRIGGER audit_entry_no_change BEFORE UPDATE OR DELETE ON audit_entry "
        "FOR EACH ROW EXECUTE FUNCTION audit_entry_refuse()",
        # a TRUNCATE fires no row triggers and has no OLD row to look at
        f"CREATE FUNCTION audit_entry_refuse_truncate() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{REFUSAL}'; END $$",
        "CREATE TRIGGER audit_entry_no_truncate BEFORE TRUNCATE ON audit_entry "
        "FOR EACH STATEMENT EXECUTE FUNCTION audit_entry_refuse_truncate()",
    ),
}
"""The statements that make the triggers, by the name of the dialect."""

DROP = {
    "sqlite": tuple(f"DROP TRIGGER IF EXISTS audit_entry_no_{deed}" for deed in ("update", "delete", "replace")),
    "postgresql": (
        "DROP TRIGGER IF EXISTS audit_entry_no_change ON audit_entry",
        "DROP TRIGGER IF EXISTS audit_entry_no_truncate ON audit_entry",
        "DROP FUNCTION IF EXISTS audit_entry_refuse()",
        "DROP FUNCTION IF EXISTS audit_entry_refuse_truncate()",
    ),
}
"""The statements that take them away again."""


def create(connection: Connection) -> None:
    """Make the triggers; a migration calls it with `op.get_bind()` once the table stands."""
    for statement in CREATE[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def drop(connection: Connection) -> None:
    """Take the triggers away, before the table is dropped or rebuilt."""
    for statement in DROP[connection.dialect.name]:
        connection.exec_driver_sql(statement)


def hold(table: sa.Table) -> None:
    """Make the triggers whenever the table is created from the models, and drop their functions with it."""
    event.listen(table, "after_create", lambda _table, connection, **_how: create(connection))
    event.listen(table, "before_drop", lambda _table, connection, **_how: drop(connection))


def create_fast(connection: Connection, table: str) -> None:
    """Make the triggers of a table of which nothing is ever changed or deleted, whoever is gone."""
    refusal = f"{table} is append-only"
    if connection.dialect.name == "sqlite":
        for deed in ("UPDATE", "DELETE"):
            connection.exec_driver_sql(
                f"CREATE TRIGGER {table}_no_{deed.lower()} BEFORE {deed} ON {table} "
                f"BEGIN SELECT RAISE(ABORT, '{refusal}'); END"
            )
        return
    connection.exec_driver_sql(
        f"CREATE FUNCTION {table}_refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN "
        f"RAISE EXCEPTION '{refusal}'; END $$"
    )
    connection.exec_driver_sql(
        f"CREATE TRIGGER {table}_no_change BEFORE UPDATE OR DELETE OR TRUNCATE ON {table} "
        f"FOR EACH STATEMENT EXECUTE FUNCTION {table}_refuse()"
    )


def drop_fast(connection: Connection, table: str) -> None:
    """Take those triggers away, before the table is dropped or rebuilt."""
    if connection.dialect.name == "sqlite":
        for deed in ("update", "delete"):
            connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_{deed}")
        return
    connection.exec_driver_sql(f"DROP TRIGGER IF EXISTS {table}_no_change ON {table}")
    connection.exec_driver_sql(f"DROP FUNCTION IF EXISTS {table}_refuse()")


def hold_fast(table: sa.Table) -> None:
    """Make those triggers whenever the table is created from the models, and drop them with it."""
    event.listen(table, "after_create", lambda made, connection, **_how: create_fast(connection, made.name))
    event.listen(table, "before_drop", lambda made, connection, **_how: drop_fast(connection, made.name))


class AppendOnly:
    """A row that is added and never changed nor deleted."""


class AppendOnlyError(RuntimeError):
    """A bug, not an input: code tried to change or delete a line of the trail."""


@event.listens_for(Session, "before_flush")
def refuse_changes(session: Session, _context: UOWTransaction, _instances: Any) -> None:
    """Refuse to change or delete such rows, before the database does."""
    changed = [row for row in session.dirty if isinstance(row, AppendOnly) and session.is_modified(row)]
    if changed or any(isinstance(row, AppendOnly) for row in session.deleted):
        raise AppendOnlyError(REFUSAL)
