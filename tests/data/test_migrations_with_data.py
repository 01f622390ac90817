"""Every revision with data in it, on both databases: up to the newest and down again, and no row of it is lost.

The data is a furnished house, and one row in each table that it leaves empty. It is walked down revision by revision,
and what stands at each is kept as a copy, from which the way up and down is tried.
"""

import shutil
import sqlite3
import uuid
from collections.abc import Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine

from foundation.db import Base, open_engine
from foundation.migrations.run import downgrade, upgrade
from foundation.migrations.standing import known_revisions
from foundation.migrations.walls import reach_everything
from tests.data.conftest import run_alone
from tests.support.one_row import add_one_row
from tests.support.postgresql import OWNER, as_role

HEAD, *OLDER = known_revisions()
Rows = dict[str, tuple[list[str], list[str]]]
"""Table -> its columns, and its rows as text."""


class Files:
    """SQLite files, copied whole."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def fresh(self, of: str | None = None) -> str:
        """Give the URL of a new database, empty or a copy of another."""
        path = self._folder / f"{uuid.uuid4().hex}.db"
        if of:
            shutil.copy(of.removeprefix("sqlite:///"), path)
        return f"sqlite:///{path}"


class Databases:
    """Databases of a PostgreSQL cluster, copied whole, for the role that owns the tables: walls hold for it as well.

    They go with the cluster: to drop one makes the server write all of the others down.
    """

    def __init__(self, server: str) -> None:
        self._server = server

    def fresh(self, of: str | None = None) -> str:
        """Give the URL of a new database, empty or a copy of another."""
        name = f"revision_{uuid.uuid4().hex}"
        template = f" TEMPLATE {of.rsplit('/', 1)[1]}" if of else ""
        run_alone(self._server, f"CREATE DATABASE {name}{template} OWNER {OWNER}")
        return as_role(OWNER, f"{self._server}/{name}")


@pytest.fixture(scope="module", params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def copies(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Files | Databases:
    if request.param == "sqlite":
        return Files(tmp_path_factory.mktemp("revisions"))
    return Databases(request.getfixturevalue("postgresql_template"))


def opened(url: str) -> Engine:
    engine = open_engine(url)
    if engine.dialect.name == "sqlite":
        sa.event.listen(engine, "connect", _in_one_file)
    return engine


def _in_one_file(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA journal_mode=DELETE")  # to be copied: no log beside it
    connection.execute("PRAGMA synchronous=OFF")


@pytest.fixture(scope="module")
def at_each(copies: Files | Databases, furnished: tuple[Path, object]) -> dict[str, str]:
    """Revision -> a database at it, with what of the furnished house it can hold."""
    url = copies.fresh()
    found = {HEAD: url}
    engine = opened(url)
    upgrade(engine)
    _fill(engine, furnished[0] / "auditmatch.db")
    engine.dispose()
    for revision in OLDER:
        url = found[revision] = copies.fresh(url)
        engine = opened(url)
        downgrade(engine, revision)
        engine.dispose()
    return found


def _fill(engine: Engine, furnished: Path) -> None:
    house = open_engine(f"sqlite:///{furnished}")
    with house.connect() as source, engine.begin() as target:
        reach_everything(target)
        for table in Base.metadata.sorted_tables:
            rows = [dict(row) for row in source.execute(sa.select(table)).mappings()]
            if rows:
                target.execute(sa.insert(table), rows)
            else:
                add_one_row(target, table)
    house.dispose()


def rows_of(engine: Engine) -> Rows:
    """Read everything, as the database gives it."""
    with engine.connect() as connection:
        reach_everything(connection)
        found: Rows = {}
        for name in sa.inspect(connection).get_table_names():
            columns = sorted(column["name"] for column in sa.inspect(connection).get_columns(name))
            found[name] = (columns, _read(connection, name, columns))
    found.pop("alembic_version")
    return found


def _read(connection: sa.Connection, table: str, columns: list[str]) -> list[str]:
    listed = ", ".join(f'"{column}"' for column in columns)
    return sorted(map(str, connection.exec_driver_sql(f'SELECT {listed} FROM "{table}"')))


def lost(before: Rows, engine: Engine) -> list[str]:
    """Name the tables whose rows, in the columns that they had before, are no longer the same."""
    with engine.connect() as connection:
        reach_everything(connection)
        return [name for name, (columns, rows) in before.items() if _read(connection, name, columns) != rows]


@pytest.fixture
def own(copies: Files | Databases, at_each: dict[str, str], revision: str) -> Iterator[Engine]:
    url = copies.fresh(at_each[revision])
    engine = opened(url)
    yield engine
    engine.dispose()


@pytest.mark.parametrize("revision", OLDER)
def test_from_each_revision_up_and_down_again_nothing_is_lost(own, revision):
    before = rows_of(own)

    upgrade(own)
    assert lost(before, own) == []

    downgrade(own, revision)
    assert lost(before, own) == []
    assert rows_of(own).keys() == before.keys()


def test_down_from_the_newest_what_the_older_can_hold_is_kept(at_each):
    newest = opened(at_each[HEAD])
    for revision in OLDER:
        older = opened(at_each[revision])
        assert lost(rows_of(older), newest) == [], revision
        older.dispose()
    newest.dispose()


def test_every_table_has_something_in_it(at_each):
    engine = opened(at_each[HEAD])
    empty = {name for name, (_columns, rows) in rows_of(engine).items() if not rows}
    engine.dispose()

    assert empty == set()
