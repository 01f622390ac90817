"""The data layer's tests run twice: on SQLite and on real PostgreSQL."""

import shutil
import uuid
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

import auditmatch  # noqa: F401 - loads every model, as the application does
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.db import open_engine
from foundation.migrations.roles import admit
from foundation.migrations.run import upgrade
from foundation.storage import FolderStorage
from tests.factories.people import add_standing_people
from tests.support.postgresql import APPLICATION, OWNER, SUPERUSER, as_role, binaries, running_cluster
from tests.support.skips import lacking


@pytest.fixture(scope="session")
def cluster() -> Iterator[str]:
    """The URL of a PostgreSQL cluster of this test process's own."""
    if binaries() is None:
        lacking("POSTGRESQL BINARIES")
    with running_cluster() as url:
        yield url


@pytest.fixture(scope="session")
def postgresql_template(cluster: str) -> str:
    """A database with the standing people, to be cloned: one role owns its tables, the application's role uses them."""
    run_alone(cluster, f"CREATE ROLE {OWNER} LOGIN CREATEROLE")
    run_alone(cluster, f"CREATE DATABASE standing OWNER {OWNER}")
    owner = open_engine(as_role(OWNER, f"{cluster}/standing"))
    upgrade(owner)
    admit(owner, as_role(APPLICATION, f"{cluster}/standing"))
    owner.dispose()
    _people(open_engine(as_role(APPLICATION, f"{cluster}/standing")))
    return cluster


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated file with the standing people, to be copied."""
    path = tmp_path_factory.mktemp("migrated") / "standing.db"
    engine = open_engine(f"sqlite:///{path}")
    upgrade(engine)
    _people(engine)
    return path


@pytest.fixture(params=["sqlite", pytest.param("postgresql", marks=pytest.mark.postgresql)])
def engine(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """An engine on a database of this test's own, migrated, with the standing people in it.

    On PostgreSQL it is the application's role that is connected, so that the walls between organisations hold.
    """
    if request.param == "sqlite":
        shutil.copy(request.getfixturevalue("sqlite_template"), tmp_path / "own.db")
        url = f"sqlite:///{tmp_path / 'own.db'}"
    else:
        url = as_role(APPLICATION, new_database(request.getfixturevalue("postgresql_template")))
    own = open_engine(url)
    yield own
    own.dispose()


@pytest.fixture
def owner(engine: Engine) -> Iterator[Engine]:
    """The same database as the role that owns its tables, as for migrations."""
    yield from also_as(OWNER, engine)


@pytest.fixture
def unwalled(engine: Engine) -> Iterator[Engine]:
    """The same database as a role for which no wall holds, to see what is really in it."""
    yield from also_as(SUPERUSER, engine)


@pytest.fixture
def server_url(postgresql_template: str) -> str:
    """The URL, for the superuser, of a PostgreSQL database with the standing people."""
    return new_database(postgresql_template)


@pytest.fixture
def connecting(server_url: str) -> Iterator[Callable[[str], Engine]]:
    """Give an engine on that database for a role."""
    opened: list[Engine] = []

    def connect(role: str) -> Engine:
        opened.append(open_engine(as_role(role, server_url)))
        return opened[-1]

    yield connect
    for engine in opened:
        engine.dispose()


def new_database(server: str) -> str:
    """Clone the database with the standing people; gives its URL for the superuser."""
    name = f"test_{uuid.uuid4().hex}"
    run_alone(server, f"CREATE DATABASE {name} TEMPLATE standing OWNER {OWNER}")
    return f"{server}/{name}"


def also_as(role: str, engine: Engine) -> Iterator[Engine]:
    """Give an engine on the same database for another role."""
    if engine.dialect.name == "sqlite":
        yield engine
        return
    other = open_engine(as_role(role, str(engine.url)))
    yield other
    other.dispose()


@pytest.fixture
def acting_for(engine: Engine) -> Iterator[Callable[[str], Session]]:
    """Give a session bound to an organisation by name; it is closed after the test."""
    opened: list[Session] = []

    def bound(name: str = "The platform") -> Session:
        with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
            organisation_id = looking.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        opened.append(open_session(engine, organisation_id))
        return opened[-1]

    yield bound
    for session in opened:
        session.close()


@pytest.fixture
def platform(acting_for: Callable[[], Session]) -> Iterator[Session]:
    """A session of the platform, which keeps the directory."""
    with acting_for() as session:
        yield session


@pytest.fixture
def storage(tmp_path: Path) -> FolderStorage:
    """Where this test keeps files."""
    return FolderStorage(tmp_path / "files")


def _people(engine: Engine) -> None:
    with open_session(engine, EVERY_ORGANISATION) as session:
        add_standing_people(session)
        session.commit()
    if engine.dialect.name == "sqlite":
        with engine.connect() as connection:
            connection.exec_driver_sql("COMMIT")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            connection.exec_driver_sql("BEGIN")
    engine.dispose()


def run_alone(server: str, statement: str) -> None:
    engine = sa.create_engine(f"{server}/postgres", isolation_level="AUTOCOMMIT")
    with engine.connect() as connection:
        connection.exec_driver_sql(statement)
    engine.dispose()
