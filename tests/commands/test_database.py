"""A database that is wrong, away or not up to date: each command says so in a sentence and ends with status 2."""

import sqlite3

import pytest
from click.testing import CliRunner

from auditmatch import cli
from foundation.migrations.standing import known_revisions

COMMANDS = (
    ("db", "upgrade"),
    ("db", "downgrade", "base"),
    ("demo",),
    ("seed",),
    ("serve",),
    ("worker",),
    ("backup", "out.zip"),
    ("accounts", "end-sessions", "--everybody"),
    ("accounts", "make-admin", "alice@example.com"),
    ("privacy", "export", "--organisation", "Acme", "--out", "out.zip"),
    ("privacy", "delete", "--organisation", "Acme", "--yes"),
    ("ranker", "train"),
    ("ranker", "drift"),
    ("controls", "import", "controls.csv", "--organisation", "Acme"),
    ("firms", "export", "out.csv"),
)
UPGRADING = {("db", "upgrade"), ("db", "downgrade", "base"), ("demo",)}
"""They make the schema themselves."""
NEEDING = [words for words in COMMANDS if words not in UPGRADING]


@pytest.fixture
def run(tmp_path, monkeypatch):
    """Run a command on a database; gives its refusal, and sees that nothing else was done."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "controls.csv").write_text("control_id,title,statement,status\nA,B,C,planned\n")

    def refused(words, url, **more):
        given = {"AUDITMATCH_DATABASE_URL": url, "AUDITMATCH_INSTANCE": str(tmp_path / "instance"), **more}
        told = CliRunner().invoke(cli, [*words], env=given)
        assert (told.exit_code, type(told.exception)) == (2, SystemExit), told.output
        assert told.stderr.startswith("Error: ")
        assert "Traceback" not in told.output
        assert not [path.name for path in tmp_path.iterdir() if path.name.startswith("out")]
        return told.stderr

    return refused


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_server_that_does_not_answer_is_named_without_its_password(run, words):
    told = run(words, "postgresql://shop:a-secret@127.0.0.1:1/shop?sslpassword=another-secret")

    assert told.startswith("Error: Database postgresql+psycopg://shop:***@127.0.0.1:1/shop: the database cannot be")
    assert "Connection refused" in told
    assert "Check AUDITMATCH_DATABASE_URL, and that it runs" in told
    assert "secret" not in told


@pytest.mark.parametrize("words", COMMANDS, ids=" ".join)
def test_a_file_that_cannot_be_opened_is_named(run, words):
    told = run(words, "sqlite:////nowhere/at/all.db")

    assert told.startswith("Error: Database sqlite:////nowhere/at/all.db: the database cannot be reached (unable to")


@pytest.mark.parametrize(
    "url", ["shop", "postgresql://shop:a-secret@host:port/x", "mysql://shop:a-secret@host/x", "x://a-secret@host"]
)
def test_what_is_no_address_of_a_database_is_refused_and_not_repeated(run, url):
    told = run(("seed",), url)

    assert told.startswith("Error: AUDITMATCH_DATABASE_URL: this is no address of a database. Write postgresql://user")
    assert "secret" not in told


def test_a_file_of_another_kind_is_no_database(run, tmp_path):
    (tmp_path / "controls.csv").write_text("control_id,title,statement,status\n" * 40)

    assert "file is not a database" in run(("seed",), f"sqlite:///{tmp_path}/controls.csv")


@pytest.mark.parametrize("words", NEEDING, ids=" ".join)
def test_a_database_that_nothing_was_made_in_is_told(run, tmp_path, words):
    told = run(words, f"sqlite:///{tmp_path}/new.db")

    expected = "there is nothing here" if words[0] == "backup" else "the database is empty. Run `auditmatch db upgrade`"
    assert expected in told


@pytest.fixture
def at(tmp_path):
    """Make a database at a revision; gives its URL."""

    def made(revision):
        url = f"sqlite:///{tmp_path}/own.db"
        given = {"AUDITMATCH_DATABASE_URL": url, "AUDITMATCH_INSTANCE": str(tmp_path / "instance")}
        known = revision if revision in known_revisions() else "head"
        assert CliRunner().invoke(cli, ["db", "upgrade", known], env=given).exit_code == 0
        with sqlite3.connect(tmp_path / "own.db") as connection:
            connection.execute("UPDATE alembic_version SET version_num = ?", (revision,))
        connection.close()
        return url

    return made


@pytest.mark.parametrize("words", [("serve",), ("worker",), ("accounts", "end-sessions", "--everybody")], ids=" ".join)
def test_an_older_database_is_to_be_upgraded(run, at, words):
    told = run(words, at("0006"))

    assert f"the database is at schema 0006, and this version needs {known_revisions()[0]}" in told
    assert "Run `auditmatch db upgrade` first" in told


@pytest.mark.parametrize("words", [("serve",), ("worker",), ("db", "upgrade"), ("db", "downgrade", "base")])
def test_a_newer_database_needs_the_newer_version(run, at, words):
    told = run(words, at("9999"))

    assert "a newer version of auditmatch has made this database (schema 9999). Install that version." in told


def test_a_revision_that_never_was_is_told_with_those_that_are(run, at):
    told = run(("db", "downgrade", "summer"), at(known_revisions()[0]))

    assert "'summer'. Known are base, 0001, 0002" in told


def test_the_owners_address_is_named_by_its_own_setting(run, tmp_path):
    own = {"AUDITMATCH_OWNER_DATABASE_URL": "postgresql://owner@127.0.0.1:1/shop"}

    assert "Check AUDITMATCH_OWNER_DATABASE_URL" in run(("db", "upgrade"), f"sqlite:///{tmp_path}/own.db", **own)
    own = {"AUDITMATCH_OWNER_DATABASE_URL": "owner"}
    assert "AUDITMATCH_OWNER_DATABASE_URL: this is no" in run(("db", "upgrade"), f"sqlite:///{tmp_path}/own.db", **own)
