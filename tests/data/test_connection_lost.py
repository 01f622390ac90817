"""PostgreSQL ends the connection amid a request, or lets nothing be written: told, and nothing half-done."""

import pytest
import sqlalchemy as sa
from sqlalchemy import event

from auditmatch import create_app
from foundation.config import Settings
from foundation.db import open_engine
from tests.conftest import Browser, signing_in
from tests.web.test_trouble import CONTROL, GONE, READ_ONLY, told

pytestmark = [pytest.mark.postgresql, pytest.mark.parametrize("engine", ["postgresql"], indirect=True)]


@pytest.fixture
def app(engine, tmp_path):
    url = engine.url.render_as_string(hide_password=False)
    app = create_app(Settings(instance=tmp_path / "house", database_url=url, secret_key="only for tests"))
    app.test_client_class = Browser
    app.config["PROPAGATE_EXCEPTIONS"] = False
    own = app.extensions["engine"]
    yield app
    own.dispose()  # also where a test has put another in its place
    app.extensions["engine"].dispose()


def rows(engine):
    with engine.connect() as connection:
        counted = "SELECT (SELECT count(*) FROM control), (SELECT count(*) FROM audit_entry)"
        return tuple(connection.exec_driver_sql(counted).one())


def test_a_connection_that_ends_in_the_middle_of_a_deed_is_told_and_the_next_request_has_another(app, unwalled):
    bob, before, ended = signing_in(app)("bob"), rows(unwalled), []

    def end_it(connection, _cursor, statement, _parameters, _context, _many):
        if statement.startswith("INSERT INTO audit_entry") and not ended:
            ended.append(connection.connection.driver_connection.info.backend_pid)
            with unwalled.begin() as other:
                other.execute(sa.select(sa.func.pg_terminate_backend(ended[0])))

    event.listen(app.extensions["engine"], "before_cursor_execute", end_it)
    answer = bob.post("/controls/new", data=CONTROL)

    assert ended
    assert told(answer) == GONE
    assert rows(unwalled) == before
    assert bob.post("/controls/new", data=CONTROL).status_code == 303
    assert rows(unwalled)[0] == before[0] + 1


def test_a_restart_of_the_server_between_requests_is_not_noticed(app, engine):
    bob = signing_in(app)("bob")
    assert bob.get("/controls/").status_code == 200
    with engine.begin() as other:
        others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = "
        other.exec_driver_sql(f"{others}current_database()")

    assert bob.get("/controls/").status_code == 200


def test_a_database_that_lets_nothing_be_written_is_still_read(app, unwalled):
    bob, before = signing_in(app)("bob"), rows(unwalled)
    with unwalled.begin() as other:
        other.exec_driver_sql(f"ALTER DATABASE {unwalled.url.database} SET default_transaction_read_only = on")
    app.extensions["engine"].dispose()

    assert bob.get("/controls/").status_code == 200
    assert told(bob.post("/controls/new", data=CONTROL)) == READ_ONLY
    assert rows(unwalled) == before


def test_a_server_that_is_not_there_is_told(app, engine):
    bob = signing_in(app)("bob")
    app.extensions["engine"] = open_engine("postgresql+psycopg://auditmatch@127.0.0.1:1/none")

    assert told(bob.get("/controls/")) == GONE
