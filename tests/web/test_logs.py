"""Somebody signs in, posts secrets and breaks things; the log of the server knows nothing of it."""

import io
import json
import logging
import uuid

import pytest

from foundation.jobs.service import enqueue
from foundation.jobs.worker import run_waiting
from foundation.logs import install as logs
from tests.factories.people import PASSWORD
from tests.support.api import token_of

SECRETS = ("alice@example.com", PASSWORD, "a-wrong-password-42", "a-token-in-an-address", "Globex", "hunter2", "Alice")


@pytest.fixture
def log(app, monkeypatch):
    """Everything that is logged, as the server would write it."""
    root, written = logging.getLogger(), io.StringIO()
    before, level = root.handlers[:], root.level
    monkeypatch.setattr("sys.stderr", written)
    logs.install(app.extensions["settings"])
    yield written
    root.handlers[:] = before
    root.setLevel(level)


def lines(log):
    return [json.loads(line) for line in log.getvalue().splitlines()]


def test_the_log_tells_what_happened_and_nothing_of_whom(app, client, log, monkeypatch):
    app.config["PROPAGATE_EXCEPTIONS"] = False
    client.post("/sign-in", data={"email": "alice@example.com", "password": "a-wrong-password-42"})
    client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})
    client.get("/invitations/a-token-in-an-address")
    client.get("/controls/?search=Globex")

    def fail():
        raise RuntimeError("hunter2")

    fail.guard = None
    monkeypatch.setitem(app.view_functions, "home.index", fail)
    broken = client.get("/")

    written = lines(log)
    assert [secret for secret in SECRETS if secret in log.getvalue()] == []
    assert {"POST /sign-in 422", "POST /sign-in 303", "GET /controls/ 200", "GET / 500"} <= {
        f"{line['method']} {line['route']} {line['status']}" for line in written if line["message"] == "answered"
    }
    error = next(line for line in written if line["level"] == "error")
    assert error["exception"]["type"] == "builtins.RuntimeError"
    assert error["request_id"] == broken.headers["X-Request-ID"]
    assert f"Error number {error['request_id']}" in broken.text


def test_each_line_names_its_request(client, log):
    numbers = [client.get("/").headers["X-Request-ID"] for _ in range(2)]

    assert [line["request_id"] for line in lines(log)] == numbers


def test_work_in_the_background_is_told_by_its_number(app, acting_for, log):
    with acting_for("Acme") as session:
        jobs = [enqueue(session, kind, uuid.UUID(int=7), filename="hunter2.xlsx") for kind in ("count", "break")]
        session.commit()
        numbers = [str(job.id) for job in jobs]

    def break_down(_work):
        raise RuntimeError("hunter2")

    deeds = {"count": lambda _work: None, "break": break_down}
    with pytest.raises(RuntimeError):
        run_waiting(app.extensions["engine"], deeds)

    told = [(line["message"], line["kind"], line["job_id"]) for line in lines(log)]
    assert sorted(told) == [("job done", "count", numbers[0]), ("job stopped", "break", numbers[1])]
    assert "hunter2" not in log.getvalue()


def test_probes_leave_no_lines(client, log):
    client.get("/healthz")

    assert lines(log) == []


def test_a_refusal_is_told_with_who_asked_for_what(app, sign_in, log):
    sam = sign_in("sam")
    log.truncate(0)
    refused = sam.get("/trail")
    forged = sam.post("/controls/new", csrf=False)

    number = refused.headers["X-Request-ID"]
    told = [line for line in lines_since(log) if line.get("request_id") == number]
    assert [(line["message"], line["status"]) for line in told] == [("refused", 403), ("answered", 403)]
    assert told[0]["kind"] == "Forbidden"
    assert told[1]["route"] == "/trail"
    assert uuid.UUID(told[1]["user"])
    assert uuid.UUID(told[1]["organisation"])
    assert "CSRFError" in {line.get("kind") for line in lines_since(log)}
    assert forged.status_code == 400


def test_a_program_is_told_of_by_its_member_too(app, client, acting_for, log):
    token = token_of(app, "bob")
    client.get("/api/v1/controls", headers={"Authorization": f"Bearer {token}"})

    assert uuid.UUID(lines_since(log)[-1]["user"])


def lines_since(log):
    return [json.loads(line) for line in log.getvalue().lstrip("\0").splitlines()]
