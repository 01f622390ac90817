"""What machines ask: /healthz, /readyz and /metrics."""

from dataclasses import replace

import pytest
import sqlalchemy as sa

from auditmatch import create_app
from foundation.migrations.run import downgrade, upgrade
from tests.conftest import Browser

TOKEN = {"Authorization": "Bearer a-token-for-tests"}


@pytest.fixture
def migrated(settings):
    """An application on a database made by the migrations."""
    for path in settings.instance.glob("auditmatch.db*"):
        path.unlink()
    app = create_app(settings)
    upgrade(app.extensions["engine"])
    yield app
    app.extensions["engine"].dispose()


@pytest.fixture
def measured(settings):
    """An application whose numbers may be read."""
    app = create_app(replace(settings, metrics_token="a-token-for-tests"))
    app.test_client_class = Browser
    yield app
    app.extensions["engine"].dispose()


def numbers(app):
    text = app.test_client().get("/metrics", headers=TOKEN).text
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return {name: float(value) for name, _, value in (line.rpartition(" ") for line in lines)}


def test_a_process_that_answers_is_alive_whatever_its_database_does(app, client):
    app.extensions["engine"] = sa.create_engine("sqlite:////nowhere/at/all.db")

    assert (client.get("/healthz").status_code, client.get("/healthz").text) == (200, "ok\n")


def test_an_installation_that_is_up_to_date_is_ready(migrated):
    answer = migrated.test_client().get("/readyz")

    assert (answer.status_code, answer.json) == (200, {"database": "ok", "files": "ok", "schema": "ok"})


def test_one_that_was_not_upgraded_is_not_ready(migrated):
    downgrade(migrated.extensions["engine"], "0012")

    answer = migrated.test_client().get("/readyz")

    assert (answer.status_code, answer.json) == (503, {"database": "ok", "files": "ok", "schema": "not ok"})


def test_one_without_its_database_is_not_ready_and_tells_nothing_of_why(migrated):
    migrated.extensions["engine"] = sa.create_engine("sqlite:////nowhere/at/all.db")

    answer = migrated.test_client().get("/readyz")

    assert (answer.status_code, answer.json["database"]) == (503, "not ok")
    assert "nowhere" not in answer.text


def test_one_that_can_keep_no_files_is_not_ready(migrated, monkeypatch):
    monkeypatch.setattr("foundation.health.probes.os.access", lambda _path, _how: False)

    assert migrated.test_client().get("/readyz").json["files"] == "not ok"


def test_looking_whether_it_is_ready_waits_for_nobody_who_writes(migrated):
    with migrated.extensions["engine"].begin() as writing:
        writing.exec_driver_sql("DELETE FROM outgoing_mail")
        assert migrated.test_client().get("/readyz").status_code == 200


def test_without_a_token_in_the_settings_there_are_no_numbers(client):
    assert client.get("/metrics").status_code == 404
    assert client.get("/metrics", headers={"Authorization": "Bearer "}).status_code == 404


@pytest.mark.parametrize("sent", [{}, {"Authorization": "Bearer another"}, {"Authorization": "Bearer "}])
def test_the_numbers_are_for_whoever_has_the_token(measured, sent):
    assert measured.test_client().get("/metrics", headers=sent).status_code == 401


def test_requests_are_counted_by_the_rule_of_their_address(measured):
    counted = 'auditmatch_requests_total{method="GET",route="/intakes/link/<token>",status="404"}'
    before = numbers(measured).get(counted, 0)
    measured.test_client().get("/intakes/link/secret-of-a-link")

    found = numbers(measured)

    assert found[counted] == before + 1
    assert not [name for name in found if "secret-of-a-link" in name]


def test_the_numbers_of_the_status_page_are_there(measured):
    found = numbers(measured)

    assert found['auditmatch_jobs{state="waiting"}'] == 0
    assert found["auditmatch_jobs_given_up"] == 0
    assert found["auditmatch_mails_waiting"] == 0
    assert found["auditmatch_disk_free_bytes"] > 0
    assert found["auditmatch_database_bytes"] > 10_000
    assert found['auditmatch_info{database="sqlite",version="0.1.0"}'] == 1


def test_every_answer_has_a_number_of_its_own_that_nobody_sends_along(client):
    first = client.get("/", headers={"X-Request-ID": "chosen-by-somebody"}).headers["X-Request-ID"]
    second = client.get("/").headers["X-Request-ID"]

    assert len(first) == len(second) == 16
    assert len({first, second, "chosen-by-somebody"}) == 3
