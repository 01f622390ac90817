"""The walls between organisations in PostgreSQL: policies by which rows exist for those who may see them alone.

They stand beside the session's scope, and hold where a query went round it. What the session may see is told to each
transaction by `foundation.access.walls`; to one that was told nothing no row of any organisation exists. A migration
that adds a table of an organisation's rows calls `raise_walls(op.get_bind())` at its end; a test fails otherwise.
"""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.engine import Connection

from foundation.access.walls import EVERY, ORGANISATION, OVERSEES, REACH

POLICY = "organisation_wall"
WITHOUT = frozenset({"intake_link"})
"""Tables that name an organisation and have no wall: a visitor finds the link by its secret before anyone is known."""

# each is a query of its own, so that PostgreSQL asks once a statement, not once a row, and may still use an index
_MINE = f"(SELECT nullif(current_setting('{ORGANISATION}', true), '')::uuid)"
_REACH = f"(SELECT current_setting('{REACH}', true))"
OWNED = f"organisation_id = {_MINE} OR {_REACH} = '{EVERY}'"
SHARED = f"organisation_id = {_MINE} OR partner_id = {_MINE} OR {_REACH} IN ('{EVERY}', '{OVERSEES}')"


def raise_walls(connection: Connection) -> None:
    """Put a wall around each table of organisations' rows, anew where one stands; SQLite has no walls."""
    if connection.dialect.name != "postgresql":
        return
    for table, rule in walled_tables(connection).items():
        for how in ("ENABLE", "FORCE"):  # forced: for the owner of the tables too, who often is the application
            connection.exec_driver_sql(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")
        connection.exec_driver_sql(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
        connection.exec_driver_sql(f"CREATE POLICY {POLICY} ON {table} USING ({rule})")


def take_down_walls(connection: Connection) -> None:
    """Take every wall down, for a version of the application that tells the database nothing."""
    if connection.dialect.name != "postgresql":
        return
    for table in walled_tables(connection):
        connection.exec_driver_sql(f"DROP POLICY IF EXISTS {POLICY} ON {table}")
        for how in ("NO FORCE", "DISABLE"):
            connection.exec_driver_sql(f"ALTER TABLE {table} {how} ROW LEVEL SECURITY")


def walled_tables(connection: Connection) -> dict[str, str]:
    """Give the rule of each table whose rows belong to an organisation, or to two of them, as the database tells it."""
    tables = sa.inspect(connection).get_multi_columns()
    rules = {name: _rule({one["name"]: one for one in columns}) for (_schema, name), columns in tables.items()}
    return {name: rule for name, rule in rules.items() if rule and name not in WITHOUT}


def _rule(columns: dict[str, Any]) -> str | None:
    """Rows that may belong to nobody are the directory's, or mails: what is known of them is not the organisation's."""
    if "organisation_id" not in columns or columns["organisation_id"]["nullable"]:
        return None
    return SHARED if "partner_id" in columns else OWNED


def reach_everything(connection: Connection) -> None:
    """Let a transaction of the migrations see every row: the walls hold for the owner of the tables as well."""
    if connection.dialect.name == "postgresql":
        connection.execute(sa.select(sa.func.set_config(REACH, EVERY, True)))
