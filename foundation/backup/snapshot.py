"""What a copied database holds."""

from dataclasses import dataclass

from sqlalchemy.engine import Connection

from foundation.backup.manifest import Manifest
from foundation.errors import BadInput, Unreadable
from foundation.migrations.standing import revision_of, rows_by_table


@dataclass(frozen=True, slots=True)
class Snapshot:
    """Revision and rows by table, of one moment."""

    revision: str
    tables: dict[str, int]


def snapshot_of(connection: Connection) -> Snapshot:
    """Say what a database holds; raises BadInput when it was never set up."""
    revision = revision_of(connection)
    if revision is None:
        raise BadInput("there is nothing to back up: the database was never set up with `auditmatch db upgrade`")
    return Snapshot(revision, rows_by_table(connection))


def refuse_difference(connection: Connection, manifest: Manifest) -> None:
    """Raise Unreadable where a database that came out of a backup is not what the manifest says."""
    revision, tables = revision_of(connection), rows_by_table(connection)
    if revision != manifest.revision:
        raise Unreadable(
            f"its database is at schema {revision}, not at {manifest.revision} as its manifest says: "
            "it was altered; nothing was restored"
        )
    differing = sorted(
        name for name in tables.keys() | manifest.tables.keys() if tables.get(name) != manifest.tables.get(name)
    )
    if differing:
        name = differing[0]
        raise Unreadable(
            f"the table {name} has {tables.get(name, 'no')} rows, not {manifest.tables.get(name, 'any')} as its "
            "manifest says: it was altered; nothing was restored"
        )
