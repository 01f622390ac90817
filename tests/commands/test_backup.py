"""`auditmatch backup` and `auditmatch restore`, as somebody types them."""

import re
import sqlite3

import pytest
import sqlalchemy as sa
from click.testing import CliRunner

from auditmatch import cli, create_app
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import Organisation
from foundation.clock import now
from foundation.config import Settings
from foundation.migrations.run import upgrade
from foundation.storage import FolderStorage
from tests.factories.kept_questionnaire import keep_questionnaire
from tests.factories.people import add_standing_people


@pytest.fixture
def house(tmp_path, monkeypatch):
    """An installation in a folder that the environment names."""
    monkeypatch.setenv("AUDITMATCH_INSTANCE", str(tmp_path / "house"))
    app = create_app(Settings(instance=tmp_path / "house", secret_key="only for tests"))
    upgrade(app.extensions["engine"])
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        add_standing_people(session)
        session.commit()
    FolderStorage(tmp_path / "house" / "files").store(b"a workbook")
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def run():
    return lambda *words: CliRunner().invoke(cli, [*map(str, words)])


def trail_of(folder):
    with sqlite3.connect(folder / "auditmatch.db") as connection:
        return [action for (action,) in connection.execute("SELECT action FROM audit_entry ORDER BY at")]


@pytest.mark.usefixtures("house")
def test_a_backup_is_written_and_put_back_into_an_empty_place(run, tmp_path, monkeypatch):
    made = run("backup", tmp_path / "backup.zip")

    assert made.exit_code == 0, made.output
    assert re.search(r"Wrote .*backup\.zip: \d+ rows in \d+ tables, 1 files, \d\.\d MB, schema \d{4}\.", made.output)
    assert "The settings and the secret key are not in it" in made.output
    assert (tmp_path / "backup.zip").stat().st_mode & 0o077 == 0
    assert trail_of(tmp_path / "house") == ["backup.made"]

    monkeypatch.setenv("AUDITMATCH_INSTANCE", str(tmp_path / "elsewhere"))
    back = run("restore", tmp_path / "backup.zip")

    assert back.exit_code == 0, back.output
    assert re.search(r"Restored \d+ rows in \d+ tables and 1 files, as they were on 20", back.output)
    assert "Every count and every sha256 is as the manifest says." in back.output
    assert trail_of(tmp_path / "elsewhere") == ["backup.restored"]
    assert not list((tmp_path / "elsewhere").glob(".restore-*"))


@pytest.mark.usefixtures("house")
def test_what_stands_is_replaced_only_when_told(run, tmp_path):
    run("backup", tmp_path / "backup.zip")

    refused = run("restore", tmp_path / "backup.zip")
    assert refused.exit_code == 2
    assert "there is something here already" in refused.stderr

    replaced = run("restore", tmp_path / "backup.zip", "--replace")
    assert replaced.exit_code == 0, replaced.output
    assert re.search(r"What stood here is in .*before-restore-\d{8}-\d{6}\.zip\.", replaced.output)


def test_rows_whose_file_was_gone_when_the_backup_was_made_are_told_of(house, run, tmp_path, monkeypatch):
    engine = house.extensions["engine"]
    with open_session(engine, EVERY_ORGANISATION, read_only=True) as looking:
        acme = looking.scalars(sa.select(Organisation.id).where(Organisation.name == "Acme")).one()
    with open_session(engine, acme) as session:
        keep_questionnaire(session, now(), stored_name="0" * 32)
        session.commit()
    run("backup", tmp_path / "backup.zip")

    monkeypatch.setenv("AUDITMATCH_INSTANCE", str(tmp_path / "elsewhere"))
    back = run("restore", tmp_path / "backup.zip")

    assert back.exit_code == 0
    assert "1 rows name a file that the backup does not hold" in back.stderr


@pytest.mark.usefixtures("house")
def test_a_file_that_is_no_backup_ends_with_status_2(run, tmp_path):
    (tmp_path / "none.zip").write_bytes(b"PK\x03\x04 nothing")

    refused = run("restore", tmp_path / "none.zip")

    assert refused.exit_code == 2
    assert refused.stderr.endswith("none.zip: this is no backup: not a ZIP file, or one that was cut off\n")


@pytest.mark.usefixtures("house")
def test_the_queue_and_the_secret_key_are_not_in_a_backup(run, tmp_path):
    run("backup", tmp_path / "backup.zip")

    content = (tmp_path / "backup.zip").read_bytes()
    assert b"queue.db" not in content
    assert b"secret_key" not in content


def test_a_backup_that_cannot_be_noted_is_a_backup_all_the_same(house, run, tmp_path):
    with open_session(house.extensions["engine"], EVERY_ORGANISATION) as session:
        session.connection().exec_driver_sql(
            "CREATE TRIGGER full BEFORE INSERT ON audit_entry BEGIN SELECT RAISE(ABORT, 'full'); END"
        )
        session.commit()

    made = run("backup", tmp_path / "backup.zip")

    assert made.exit_code == 0
    assert "It could not be noted in the trail" in made.stderr
    assert (tmp_path / "backup.zip").is_file()
