"""What stands in a database, whichever revision it is at: its tables, how many rows each holds, and the revision.

Tables are read from the database and not from the models, as an older or newer database has others.
"""

from functools import cache

import sqlalchemy as sa
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy.engine import Connection

from foundation.migrations.run import config
from foundation.migrations.walls import reach_everything

ITS_OWN = "alembic_version"
"""Where Alembic keeps the revision; no row of ours."""


def rows_by_table(connection: Connection) -> dict[str, int]:
    """Count the rows of each table, in alphabetical order, of every organisation: no wall hides any."""
    reach_everything(connection)
    names = sorted(set(sa.inspect(connection).get_table_names()) - {ITS_OWN})
    tables = {name: sa.Table(name, sa.MetaData()) for name in names}
    return {name: connection.scalar(_count(table)) or 0 for name, table in tables.items()}


def _count(table: sa.Table) -> sa.Select[int]:
    return sa.select(sa.func.count()).select_from(table)


def revision_of(connection: Connection) -> str | None:
    """Say at which revision a database is, None where it has none."""
    return MigrationContext.configure(connection).get_current_revision()


@cache
def known_revisions() -> tuple[str, ...]:
    """Give the revisions that this version of the program knows, the newest first."""
    return tuple(script.revision for script in ScriptDirectory.from_config(config()).walk_revisions())


def drop_every_table(connection: Connection) -> None:
    """Empty a database of its tables, whichever they are."""
    quote = connection.dialect.identifier_preparer.quote
    names = [quote(name) for name in sa.inspect(connection).get_table_names()]
    if names:
        connection.exec_driver_sql(f"DROP TABLE {', '.join(names)} CASCADE")
