"""What every test may ask for: an application on its own SQLite file, standing people, clients signed in as them."""

import gc
import shutil
import sqlite3
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import event
from sqlalchemy.orm import Session

from auditmatch import create_app
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.config import Settings
from foundation.db import Base, open_engine
from tests.factories.people import add_standing_people, make_member
from tests.support.browser import Browser, signing_in
from tests.support.compiled_templates import keep_compiled_templates
from tests.support.counts import pytest_terminal_summary  # noqa: F401 - a hook of pytest
from tests.support.furnished import Examples, furnish
from tests.support.posts import OpenHouse, Post, every_post
from tests.support.unconfined import read_without_processes

keep_compiled_templates()


def pytest_collection_finish() -> None:
    """Look for garbage seldom, and not among what every test shares: it took nearly half of the time of tests."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(50_000, 20, 50)


@pytest.fixture(scope="session")
def standing_database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A SQLite file with the schema and the standing people, made once and copied for each test."""
    path = tmp_path_factory.mktemp("template") / "auditmatch.db"
    engine = open_engine(f"sqlite:///{path}")
    Base.metadata.create_all(engine)
    with open_session(engine, EVERY_ORGANISATION) as session:
        add_standing_people(session)
        session.commit()
    with engine.connect() as connection:
        connection.exec_driver_sql("COMMIT")
        connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
        connection.exec_driver_sql("BEGIN")
    engine.dispose()
    return path


@pytest.fixture
def settings(tmp_path: Path, standing_database: Path) -> Settings:
    """Settings of an installation of this test's own."""
    shutil.copy(standing_database, tmp_path / "auditmatch.db")
    return Settings(instance=tmp_path, secret_key="only for tests")


@pytest.fixture
def app(settings: Settings) -> Iterator[Flask]:
    """The whole application, its CSRF check on as in production."""
    app = create_app(settings)
    app.test_client_class = Browser
    app.config.update(TESTING=True)
    read_without_processes(app)
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    """A visitor's browser."""
    return app.test_client()


@pytest.fixture
def sign_in(app: Flask) -> Callable[[str], FlaskClient]:
    """Give a browser signed in as one of the standing people, by first name: `sign_in("alice")`."""
    return signing_in(app)


@pytest.fixture
def acting_for(app: Flask) -> Iterator[Callable[[str], Session]]:
    """Give a database session bound to an organisation by name: `acting_for("Acme")`; commit it yourself."""
    opened: list[Session] = []

    def bound(name: str) -> Session:
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as looking:
            organisation_id = looking.scalars(sa.select(Organisation.id).where(Organisation.name == name)).one()
        opened.append(open_session(app.extensions["engine"], organisation_id))
        return opened[-1]

    yield bound
    for session in opened:
        session.close()


@pytest.fixture
def second_admin(app: Flask) -> None:
    """Bertha, who keeps the directory beside Ada."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        platform = session.scalars(sa.select(Organisation).where(Organisation.name == "The platform")).one()
        make_member(session, platform, "Bertha", Role.ADMIN)
        session.commit()


@pytest.fixture(scope="session")
def furnished(tmp_path_factory: pytest.TempPathFactory, standing_database: Path) -> tuple[Path, Examples]:
    """The folder of a furnished installation, made once, and what leads to its things."""
    folder = tmp_path_factory.mktemp("furnished")
    shutil.copy(standing_database, folder / "auditmatch.db")
    app = create_app(Settings(instance=folder, secret_key="only for tests", demo=True))
    app.test_client_class = Browser
    read_without_processes(app)
    examples = furnish(app, signing_in(app))
    app.extensions["engine"].dispose()
    return folder, examples


@pytest.fixture
def house(furnished: tuple[Path, Examples], tmp_path: Path) -> Iterator[Flask]:
    """An application on a copy of the furnished installation."""
    shutil.copytree(furnished[0], tmp_path / "own")
    app = create_app(Settings(instance=tmp_path / "own", secret_key="only for tests", demo=True))
    app.test_client_class = Browser
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture(scope="session")
def open_house(furnished: tuple[Path, Examples], tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenHouse]:
    """One furnished house for all who put it back as it was; a crash is raised, not answered."""
    folder = tmp_path_factory.mktemp("open-house") / "own"
    shutil.copytree(furnished[0], folder)
    endless = 1_000_000
    app = create_app(Settings(instance=folder, secret_key="only for tests", demo=True, api_requests_per_minute=endless))
    app.test_client_class = Browser
    app.config.update(WTF_CSRF_ENABLED=False, PROPAGATE_EXCEPTIONS=True)  # the token has a test of its own
    read_without_processes(app)
    event.listen(app.extensions["engine"], "connect", _hurried)
    house = OpenHouse(app, furnished[1])
    yield house
    house.watcher.close()
    app.extensions["engine"].dispose()


def _hurried(connection: sqlite3.Connection, _record: object) -> None:
    connection.execute("PRAGMA synchronous=OFF")  # nobody needs this file after a power cut


@pytest.fixture(scope="session")
def posts(open_house: OpenHouse) -> list[Post]:
    """Every address of the open house that takes a form."""
    return every_post(open_house)
