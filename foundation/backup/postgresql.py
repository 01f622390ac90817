"""PostgreSQL by its own pg_dump and pg_restore, which must be installed and no older than the server."""

import os
import shutil
import subprocess
from pathlib import Path

import sqlalchemy as sa
from sqlalchemy.engine import Engine

from foundation.access.walls import EVERY, REACH
from foundation.backup.manifest import Manifest
from foundation.backup.snapshot import Snapshot, refuse_difference, snapshot_of
from foundation.errors import BadInput, Unreadable
from foundation.jobs.bell import SCHEMA
from foundation.migrations.roles import not_allowed
from foundation.migrations.run import upgrade
from foundation.migrations.standing import drop_every_table

BEYOND_THE_WALLS = f"-c {REACH}={EVERY}"
"""How the programs say that they want the rows of every organisation, which are hidden from their role otherwise."""

_NOT_ALLOWED = ("permission denied", "must be owner of")


class PostgresqlCopies:
    """How PostgreSQL is copied."""

    def take(self, engine: Engine, to: Path) -> Snapshot:
        """Dump the moment that a transaction sees, and count in that transaction."""
        one_moment = {"isolation_level": "REPEATABLE READ", "postgresql_readonly": True}
        with engine.connect().execution_options(**one_moment) as connection:
            counted = snapshot_of(connection)
            moment = connection.scalar(sa.select(sa.func.pg_export_snapshot()))
            _run(engine, "pg_dump", "--format=custom", "--no-owner", "--no-privileges",
                 "--enable-row-security", f"--snapshot={moment}", f"--exclude-schema={SCHEMA}",
                 f"--file={to}")  # fmt: skip
        return counted

    def load(self, engine: Engine, copy: Path, manifest: Manifest) -> None:
        """Restore in one transaction into an empty database, check, and bring it up to date; else leave it empty."""
        _empty(engine)
        try:
            _run(engine, "pg_restore", "--clean", "--if-exists", "--no-owner", "--no-privileges", "--exit-on-error",
                 "--single-transaction", copy)  # fmt: skip
            with engine.connect() as connection:
                refuse_difference(connection, manifest)
        except Unreadable:
            _empty(engine)
            raise
        upgrade(engine)


def _empty(engine: Engine) -> None:
    with engine.begin() as connection:
        drop_every_table(connection)


def _run(engine: Engine, program: str, *words: str | Path) -> None:
    """Run one of PostgreSQL's programs on the database; the password goes by the environment, which `ps` hides."""
    found = shutil.which(program)
    if found is None:
        raise BadInput(
            f"{program} is not installed here; install PostgreSQL's client programs (postgresql-client), "
            "of the server's version or newer"
        )
    url = engine.url.set(drivername="postgresql", password=None)
    told = {"PGPASSWORD": str(engine.url.password)} if engine.url.password else {}
    told |= {"PGOPTIONS": BEYOND_THE_WALLS}
    ended = subprocess.run(  # noqa: S603 - the program is PostgreSQL's, the words are ours
        [found, f"--dbname={url.render_as_string(hide_password=False)}", *words],
        capture_output=True, check=False, text=True, errors="replace", env={**os.environ, **told},
    )  # fmt: skip
    if ended.returncode != 0:
        said = next((line for line in ended.stderr.splitlines() if "error" in line), "it said nothing")
        if any(words in said for words in _NOT_ALLOWED):
            raise not_allowed(said)
        raise Unreadable(f"{program} could not do it: {said}")
