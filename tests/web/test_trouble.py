"""Disk full, disk read-only, database gone: a plain 503 with a number, and nothing half-written."""

import errno
import io
import re
from datetime import timedelta

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import SignIn
from foundation.clock import now
from foundation.db import Base, open_engine
from foundation.storage import FolderStorage
from tests.support.api import program

CONTROL = {
    "control_id": "AC-77",
    "title": "Doors",
    "statement": "Doors are locked.",
    "status": "implemented",
    "sensitivity": "public",
    "test_result": "",
}
FULL = "There is no room left where this service keeps its data."
READ_ONLY = "Where this service keeps its data nothing can be written at the moment."
GONE = "The database does not answer at the moment."


@pytest.fixture(autouse=True)
def as_in_production(app):
    app.config["PROPAGATE_EXCEPTIONS"] = False


@pytest.fixture
def spoil(app):
    """Make SQLite refuse, from now on and on every connection."""
    engine = app.extensions["engine"]

    def spoilt(pragma):
        engine.dispose()
        event.listen(engine, "connect", lambda connection, _record: connection.execute(f"PRAGMA {pragma}"))

    return spoilt


def pages_of(app):
    with app.extensions["engine"].connect() as connection:
        return connection.exec_driver_sql("PRAGMA page_count").scalar()


def content_of(app):
    engine = app.extensions["engine"].execution_options(sqlite_transaction="DEFERRED")
    with engine.connect() as connection:
        return {name: connection.execute(sa.select(table)).all() for name, table in Base.metadata.tables.items()}


def files_of(app):
    folder = app.extensions["settings"].files
    return sorted(folder.iterdir()) if folder.is_dir() else []


def told(answer):
    """Give the page's sentence, and hold that its number is that of the answer."""
    assert answer.status_code == 503
    sentence, number = re.search(
        r'<p class="app-problem">(.*?) Error number ([0-9a-f]{16})\.</p>', answer.text
    ).groups()
    assert number == answer.headers["X-Request-ID"]
    assert "Nothing was changed. Try again in a minute" in answer.text
    return sentence


def upload(browser):
    file = (io.BytesIO(b"control_id,title,statement,status\nAC-1,One,We do.,implemented\n"), "buyer.csv")
    return browser.post("/questionnaires/new", data={"buyer": "Globex", "file": file})


@pytest.mark.parametrize(
    ("number", "expected"),
    [(errno.ENOSPC, FULL), (errno.EDQUOT, FULL), (errno.EROFS, READ_ONLY), (errno.EIO, READ_ONLY)],
)
def test_a_disk_that_takes_no_file_is_told_and_nothing_of_the_upload_is_kept(
    app, sign_in, monkeypatch, number, expected
):
    sam = sign_in("sam")
    before = content_of(app)

    def refuse(_from, _to, *_more):
        raise OSError(number, "as the system says it")

    monkeypatch.setattr("foundation.storage.shutil.copyfileobj", refuse)
    answer = upload(sam)

    assert told(answer) == expected
    assert content_of(app) == before
    assert files_of(app) == []


def test_a_database_that_is_full_is_told_and_the_file_stored_before_goes_too(app, sign_in, spoil):
    sam, before = sign_in("sam"), content_of(app)
    spoil(f"max_page_count={pages_of(app)}")

    big = (io.BytesIO(b"ID,Question,Answer\n" + b"".join(b"Q%d,Do you?,\n" % n for n in range(5))), "buyer.csv")
    answer = sam.post("/questionnaires/new", data={"buyer": "G" * 200, "file": big})
    for _more in range(200):
        if answer.status_code == 503:
            break
        before, stored = content_of(app), files_of(app)
        answer = upload(sam)

    assert told(answer) == FULL
    assert content_of(app) == before
    assert files_of(app) == stored


def test_a_database_that_can_only_be_read_is_still_read(app, sign_in, spoil):
    bob = sign_in("bob")
    token = bob.csrf_token()
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(SignIn).values(last_seen_at=now() - timedelta(minutes=30)))
        session.commit()
    before = content_of(app)
    spoil("query_only=ON")

    assert bob.get("/controls/").status_code == 200
    assert told(bob.post("/controls/new", data=CONTROL | {"csrf_token": token}, csrf=False)) == READ_ONLY
    assert content_of(app) == before


def test_a_database_that_is_gone_is_told_to_visitors_and_to_people_alike(app, sign_in, client):
    alice = sign_in("alice")
    app.extensions["engine"] = open_engine("sqlite:////nowhere/at/all.db")

    assert told(alice.get("/controls/")) == GONE
    assert client.get("/").status_code == 200


def test_a_commit_that_fails_is_told_too(app, sign_in, monkeypatch):
    bob, before = sign_in("bob"), content_of(app)

    def refuse(_session):
        raise sa.exc.OperationalError("COMMIT", {}, Exception("database or disk is full"))

    event.listen(sa.orm.Session, "before_commit", refuse)
    try:
        answer = bob.post("/controls/new", data=CONTROL)
    finally:
        event.remove(sa.orm.Session, "before_commit", refuse)

    assert told(answer) == FULL
    assert content_of(app) == before


def test_programs_are_told_by_a_problem(app, monkeypatch):
    bob = program(app, "bob")

    def refuse(*_given, **_more):
        raise OSError(errno.ENOSPC, "as the system says it")

    monkeypatch.setattr("questionnaires.controls.queries.find_controls", refuse)
    answer = bob.get("/api/v1/controls")

    assert (answer.status_code, answer.content_type) == (503, "application/problem+json")
    assert answer.json["detail"] == f"{FULL} Error number {answer.headers['X-Request-ID']}."


def test_a_mistake_of_ours_stays_a_mistake(app, client, monkeypatch):
    def fail():
        raise FileNotFoundError(errno.ENOENT, "no such file")

    fail.guard = None
    monkeypatch.setitem(app.view_functions, "home.index", fail)

    assert client.get("/").status_code == 500


def test_half_a_file_does_not_stay(tmp_path, monkeypatch):
    def refuse(_from, to, *_more):
        to.write(b"half")
        raise OSError(errno.ENOSPC, "as the system says it")

    monkeypatch.setattr("foundation.storage.shutil.copyfileobj", refuse)

    with pytest.raises(OSError, match="as the system says it"):
        FolderStorage(tmp_path / "files").store(b"a whole file")
    assert list((tmp_path / "files").iterdir()) == []
