"""What every test may ask for: an application on its own SQLite file, standing people, clients signed in as them."""

import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from jinja2.bccache import Bucket, BytecodeCache
from sqlalchemy.orm import Session

from auditmatch import create_app
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation, User
from foundation.accounts.signin import memberships_of, open_sign_in
from foundation.config import Settings
from foundation.db import Base, open_engine
from foundation.web.application import Application
from tests.factories.people import add_standing_people, make_member
from tests.support.counts import pytest_terminal_summary  # noqa: F401 - a hook of pytest
from tests.support.furnished import Examples, furnish
from tests.support.unconfined import read_without_processes


class CompiledTemplates(BytecodeCache):
    """What this process compiled of the templates, for every application that a test makes."""

    def __init__(self) -> None:
        self._compiled: dict[str, bytes] = {}

    def load_bytecode(self, bucket: Bucket) -> None:
        """Give what was compiled of a template with the same text."""
        if found := self._compiled.get(bucket.key):
            bucket.bytecode_from_string(found)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Keep what was compiled."""
        self._compiled[bucket.key] = bucket.bytecode_to_string()


Application.jinja_options = {**Application.jinja_options, "bytecode_cache": CompiledTemplates()}


class Browser(FlaskClient):
    """A browser without scripts: it sends the CSRF token of the page it is on with each form."""

    def post(self, *args: Any, csrf: bool = True, **kwargs: Any) -> Any:
        """POST a form with the token of this browser's session, or without it (`csrf=False`)."""
        if csrf and "json" not in kwargs:
            kwargs["data"] = {"csrf_token": self.csrf_token(), **(kwargs.get("data") or {})}
        return super().post(*args, **kwargs)

    def told(self, path: str) -> str:
        """Give what a page says, without the token that every second makes anew."""
        return re.sub(r'name="csrf_token"[^>]*value="[^"]+"', "", self.get(path).text)

    def csrf_token(self) -> str:
        """Read the token out of a page with a form."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get("/sign-in").text)
        assert found, "the sign-in page carries a CSRF token"
        return found[1]


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


def signing_in(app: Flask) -> Callable[[str], FlaskClient]:
    """Make the function that signs people in to an application, without the slow check of a password."""

    def enter(name: str) -> FlaskClient:
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            user_id = session.scalars(sa.select(User.id).where(User.email == f"{name}@example.com")).one()
            token, _row = open_sign_in(session, memberships_of(session, user_id)[0], user_agent="test", days=1)
            session.commit()
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return browser

    return enter


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
