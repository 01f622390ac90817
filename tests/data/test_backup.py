"""A furnished installation is backed up and put back into an empty place, on both databases."""

import io
import os
import threading
import uuid
import zipfile
from dataclasses import replace

import pytest
import sqlalchemy as sa
from click.testing import CliRunner
from flask.cli import ScriptInfo

from auditmatch import cli, create_app
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.backup.archive import Draft, opened
from foundation.backup.backing_up import back_up
from foundation.backup.manifest import DATABASE
from foundation.backup.restoring import Place, restore
from foundation.config import Settings
from foundation.db import open_engine
from foundation.errors import BadInput, Unreadable
from foundation.migrations.roles import weakness_of_walls
from foundation.migrations.run import downgrade, upgrade
from foundation.migrations.standing import revision_of, rows_by_table
from foundation.storage import FolderStorage
from tests.conftest import Browser, signing_in
from tests.data.conftest import run_alone
from tests.support.furnished import furnish
from tests.support.postgresql import APPLICATION, OWNER, as_role, binaries
from tests.support.unconfined import read_without_processes


@pytest.fixture(autouse=True)
def its_own_programs(monkeypatch):
    """pg_dump and pg_restore of the cluster's version."""
    if binaries() is not None:
        monkeypatch.setenv("PATH", f"{binaries() / 'bin'}{os.pathsep}{os.environ['PATH']}")


@pytest.fixture
def place(owner, tmp_path):
    """The standing people, and two stored files, as the role that owns the tables."""
    standing = Place(owner, FolderStorage(tmp_path / "house" / "files"), tmp_path / "house")
    for content in (b"a workbook", b"=the other, with an odd \x00 byte"):
        standing.storage.store(content)
    return standing


@pytest.fixture
def elsewhere(engine, tmp_path, request):
    """An empty place with the same kind of database, for the role that will own the tables."""
    if engine.dialect.name == "sqlite":
        (tmp_path / "elsewhere").mkdir()
        url = f"sqlite:///{tmp_path / 'elsewhere' / 'auditmatch.db'}"
    else:
        server, name = request.getfixturevalue("postgresql_template"), f"empty_{uuid.uuid4().hex}"
        run_alone(server, f"CREATE DATABASE {name} OWNER {OWNER}")
        url = as_role(OWNER, f"{server}/{name}")
    own = open_engine(url)
    yield Place(own, FolderStorage(tmp_path / "elsewhere" / "files"), tmp_path / "elsewhere")
    own.dispose()


def rows_in(place):
    with place.engine.connect() as connection:
        return rows_by_table(connection)


def files_in(place):
    return {name: place.storage.fetch(name) for name in place.storage.names()}


def names_in(engine):
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as session:
        return set(session.scalars(sa.select(Organisation.name)))


def rename_acme(engine, name):
    with open_session(engine, EVERY_ORGANISATION) as session:
        session.scalars(sa.select(Organisation).where(Organisation.name == "Acme")).one().name = name
        session.commit()


def rewritten(path, out, *, database=None, **changed):
    """Write a backup anew whose manifest says something else, or with another database that the manifest names."""
    with opened(path) as archive, zipfile.ZipFile(out, "w") as made:
        draft, kind = Draft(made), changed.get("kind", archive.manifest.kind)
        content = archive.zip.read(archive.manifest.database.name) if database is None else database
        part = draft.add(DATABASE[kind], io.BytesIO(content))
        for file in archive.manifest.files:
            with archive.zip.open(file.name) as member:
                draft.add(file.name, member)
        draft.close_with(replace(archive.manifest, database=part, **changed))
    return out


def test_a_furnished_house_stands_elsewhere_row_for_row_and_byte_for_byte(engine, elsewhere, tmp_path):
    url = engine.url.render_as_string(hide_password=False)
    house = create_app(Settings(instance=tmp_path / "house", database_url=url, secret_key="only for tests"))
    house.test_client_class = Browser
    read_without_processes(house)
    furnish(house, signing_in(house))
    standing = Place(engine, FolderStorage(tmp_path / "house" / "files"), tmp_path / "house")

    manifest = back_up(engine, standing.storage, tmp_path / "backup.zip")
    restore(elsewhere, tmp_path / "backup.zip")

    assert rows_in(elsewhere) == rows_in(standing) == manifest.tables
    assert manifest.tables["control"] > 10
    assert files_in(elsewhere) == files_in(standing) != {}
    house.extensions["engine"].dispose()
    url = elsewhere.engine.url.render_as_string(hide_password=False)
    again = create_app(Settings(instance=tmp_path / "elsewhere", database_url=url, secret_key="another"))
    again.test_client_class = Browser
    assert "Questionnaires" in signing_in(again)("alice").get("/questionnaires/").text
    again.extensions["engine"].dispose()


def test_the_trail_stays_append_only_where_it_was_put_back(place, elsewhere, tmp_path):
    back_up(place.engine, place.storage, tmp_path / "backup.zip")
    restore(elsewhere, tmp_path / "backup.zip")

    def triggers(engine):
        listed = {
            "sqlite": "SELECT name FROM sqlite_master WHERE type = 'trigger' ORDER BY name",
            "postgresql": "SELECT tgname FROM pg_trigger WHERE NOT tgisinternal ORDER BY tgname",
        }
        with engine.connect() as connection:
            return list(connection.exec_driver_sql(listed[engine.dialect.name]).scalars())

    assert triggers(elsewhere.engine) == triggers(place.engine) != []


def test_a_backup_is_of_one_moment_though_others_write_meanwhile(place, elsewhere, tmp_path):
    stop, written = threading.Event(), []

    def write():
        while not stop.is_set():
            with open_session(place.engine, EVERY_ORGANISATION) as session:
                session.add(Organisation(name="Another"))
                session.commit()
            written.append(1)

    writer = threading.Thread(target=write)
    writer.start()
    try:
        manifests = [back_up(place.engine, place.storage, tmp_path / f"{n}.zip") for n in range(3)]
    finally:
        stop.set()
        writer.join()

    restore(elsewhere, tmp_path / "2.zip")
    assert rows_in(elsewhere) == manifests[2].tables
    assert manifests[0].tables["organisation"] <= manifests[2].tables["organisation"] <= 4 + len(written)


def test_what_stands_is_never_overwritten_unless_told(place, tmp_path):
    back_up(place.engine, place.storage, tmp_path / "backup.zip")
    rename_acme(place.engine, "Acme the second")

    with pytest.raises(BadInput, match="there is something here already"):
        restore(place, tmp_path / "backup.zip")

    assert "Acme the second" in names_in(place.engine)


def test_what_is_replaced_is_backed_up_first_and_can_be_put_back(place, elsewhere, tmp_path):
    back_up(place.engine, place.storage, tmp_path / "backup.zip")
    rename_acme(place.engine, "Acme the second")

    done = restore(place, tmp_path / "backup.zip", replace=True)

    assert "Acme" in names_in(place.engine)
    restore(elsewhere, done.before)
    assert "Acme the second" in names_in(elsewhere.engine)


def test_a_database_that_was_only_set_up_counts_as_empty(place, elsewhere, tmp_path):
    upgrade(elsewhere.engine)
    back_up(place.engine, place.storage, tmp_path / "backup.zip")

    restore(elsewhere, tmp_path / "backup.zip")

    assert rows_in(elsewhere) == rows_in(place)


def test_an_older_backup_is_brought_up_to_date(place, elsewhere, tmp_path):
    downgrade(place.engine, "0012")
    manifest = back_up(place.engine, place.storage, tmp_path / "backup.zip")

    done = restore(elsewhere, tmp_path / "backup.zip")

    assert manifest.revision == "0012"
    with elsewhere.engine.connect() as connection:
        assert revision_of(connection) == done.revision
        assert done.revision > "0012"
    assert {name: rows_in(elsewhere)[name] for name in ("organisation", "user_account")} == {
        "organisation": 4,
        "user_account": manifest.tables["user_account"],
    }


def test_a_backup_of_a_newer_schema_is_refused(place, elsewhere, tmp_path):
    back_up(place.engine, place.storage, tmp_path / "backup.zip")
    newer = rewritten(tmp_path / "backup.zip", tmp_path / "newer.zip", revision="9000", version="9.0")

    with pytest.raises(BadInput, match=r"of version 9\.0 at schema 9000.*Install the newer version first"):
        restore(elsewhere, newer)

    assert elsewhere.is_empty


@pytest.mark.parametrize(
    ("changed", "told"),
    [
        ({"revision": "0001"}, "not at 0001 as its manifest says"),
        ({"tables": {"organisation": 5}}, "as its manifest says: it was altered"),
    ],
)
def test_a_manifest_that_tells_of_another_database_is_refused_and_nothing_stays(
    place, elsewhere, tmp_path, changed, told
):
    back_up(place.engine, place.storage, tmp_path / "backup.zip")
    altered = rewritten(tmp_path / "backup.zip", tmp_path / "altered.zip", **changed)

    with pytest.raises(Unreadable, match=told):
        restore(elsewhere, altered)

    assert rows_in(elsewhere) == {}
    assert files_in(elsewhere) == {}


def test_a_backup_of_the_other_kind_of_database_is_refused(place, elsewhere, tmp_path):
    own = place.engine.dialect.name
    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[own]
    back_up(place.engine, place.storage, tmp_path / "backup.zip")
    foreign = rewritten(tmp_path / "backup.zip", tmp_path / "foreign.zip", kind=other)

    with pytest.raises(BadInput, match=f"it is of a {other} database, and this installation has {own}"):
        restore(elsewhere, foreign)


def test_a_database_that_is_none_is_refused_and_what_stood_stays(place, elsewhere, tmp_path):
    back_up(place.engine, place.storage, tmp_path / "backup.zip")
    none = rewritten(tmp_path / "backup.zip", tmp_path / "none.zip", database=b"drop table organisation;" * 500)

    with pytest.raises(Unreadable, match=r"no SQLite file|pg_restore could not do it"):
        restore(elsewhere, none)

    assert elsewhere.is_empty


def test_a_full_disk_leaves_neither_half_a_backup_nor_half_an_installation(place, elsewhere, tmp_path, monkeypatch):
    back_up(place.engine, place.storage, tmp_path / "backup.zip")

    def full(_self, _name, _stream):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(FolderStorage, "put_back", full)
    with pytest.raises(BadInput, match=r"could not be put back \(No space left on device\); nothing was restored"):
        restore(elsewhere, tmp_path / "backup.zip")
    assert elsewhere.is_empty

    monkeypatch.setattr(Draft, "close_with", lambda _self, _manifest: full(None, None, None))
    with pytest.raises(BadInput, match=r"could not be made \(No space left on device\); nothing of it was left"):
        back_up(place.engine, place.storage, tmp_path / "second.zip")
    assert [path.name for path in tmp_path.iterdir() if "second" in path.name or path.name.startswith(".")] == []


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_without_the_programs_of_postgresql_a_sentence_says_what_to_install(engine, tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    with pytest.raises(BadInput, match=r"pg_dump is not installed here; install PostgreSQL's client programs"):
        back_up(engine, FolderStorage(tmp_path / "files"), tmp_path / "backup.zip")


def test_a_database_that_was_never_set_up_has_no_backup(elsewhere, tmp_path):
    with pytest.raises(BadInput, match="there is nothing to back up"):
        back_up(elsewhere.engine, elsewhere.storage, tmp_path / "backup.zip")

    assert not (tmp_path / "backup.zip").exists()


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_by_its_two_roles_a_house_is_backed_up_by_the_one_and_put_back_by_the_other(engine, elsewhere, tmp_path):
    back_up(engine, FolderStorage(tmp_path / "house" / "files"), tmp_path / "backup.zip")
    url = as_role(APPLICATION, str(elsewhere.engine.url))

    refused = restored_by_command(tmp_path, url, owner_database_url="")
    done = restored_by_command(tmp_path, url, owner_database_url=str(elsewhere.engine.url))

    assert refused.exit_code == 2
    assert refused.stderr.startswith("Error: AUDITMATCH_OWNER_DATABASE_URL: the database refuses this to the role")
    assert done.exit_code == 0, done.output
    application = open_engine(url)
    assert weakness_of_walls(application) is None
    assert "Acme" in names_in(application)
    application.dispose()


def restored_by_command(tmp_path, url, **settings):
    """Restore as the command line does, and let go of the application's connections."""
    house = create_app(Settings(instance=tmp_path / "elsewhere", database_url=url, secret_key="another", **settings))
    done = CliRunner().invoke(cli, ["restore", str(tmp_path / "backup.zip")], obj=ScriptInfo(create_app=lambda: house))
    house.extensions["engine"].dispose()
    return done


@pytest.mark.postgresql
@pytest.mark.parametrize("engine", ["postgresql"], indirect=True)
def test_rows_behind_walls_are_rows_for_whoever_would_put_something_in_their_place(engine, tmp_path):
    for role in (OWNER, APPLICATION):
        own = open_engine(as_role(role, str(engine.url)))
        assert rows_in(Place(own, FolderStorage(tmp_path / "files"), tmp_path))["membership"] == 6
        own.dispose()
