"""A line of the log is JSON and holds nothing that people entered."""

import json
import logging
import sqlite3
import sys
import uuid

import pytest
from sqlalchemy.exc import OperationalError

from foundation.logs.context import in_hand, job_id, request_id
from foundation.logs.lines import JsonLines


def line(message, *given, name="foundation.somewhere", level=logging.WARNING, error=None, **extra):
    record = logging.LogRecord(name, level, __file__, 1, message, given, error)
    record.__dict__ |= extra
    return json.loads(JsonLines().format(record))


def raised(error):
    try:
        raise error
    except type(error):
        return sys.exc_info()


def test_numbers_and_ids_are_told_and_texts_are_not():
    told = line("job %s of %s took %d ms", uuid.UUID(int=7), "alice@example.com", 12)

    assert told["message"] == "job 00000000-0000-0000-0000-000000000007 of … took 12 ms"
    assert (told["level"], told["logger"]) == ("warning", "foundation.somewhere")
    assert told["at"].endswith("+00:00")


@pytest.mark.parametrize(
    ("message", "given", "expected"),
    [
        ("100 % full", (), "100 % full"),
        ("took %d ms", ("a text",), "took %d ms"),
        ("%(who)s left", ({"who": "Alice"},), "… left"),
        ("two %s", ("one", "too many"), "two %s"),
    ],
)
def test_a_message_that_does_not_fit_its_values_is_told_without_them(message, given, expected):
    assert line(message, *given)["message"] == expected


def test_of_an_exception_the_words_are_not_told():
    told = line("failed", error=raised(ValueError("no such password: hunter2")))

    assert told["exception"]["type"] == "builtins.ValueError"
    assert "test_lines.py" in told["exception"]["at"][0]
    assert "hunter2" not in json.dumps(told)


def test_what_a_database_says_of_itself_is_told_and_the_cause_too():
    full = OperationalError("INSERT", {}, sqlite3.OperationalError("database or disk is full"))

    assert line("failed", error=raised(full))["exception"]["database"] == "database or disk is full"

    second = RuntimeError("on top")
    second.__cause__ = ValueError("hunter2")
    assert line("failed", error=raised(second))["exception"]["cause"]["type"] == "builtins.ValueError"


def test_the_request_and_the_job_in_hand_are_named():
    token = request_id.set("0123456789abcdef")
    try:
        with in_hand(job_id, uuid.UUID(int=9)):
            told = line("x", status=200, route="/controls/<uuid:row_id>")
    finally:
        request_id.reset(token)

    assert told["request_id"] == "0123456789abcdef"
    assert told["job_id"] == "00000000-0000-0000-0000-000000000009"
    assert (told["status"], told["route"]) == (200, "/controls/<uuid:row_id>")
    assert "job_id" not in line("x")


def test_what_the_server_says_at_its_start_is_told_whole_and_later_it_is_not():
    start = line("Listening at: %s", "http://127.0.0.1:8000", name="gunicorn.error", level=logging.INFO)
    later = line("Error handling request %s", "/invitations/a-token", name="gunicorn.error", level=logging.ERROR)

    assert start["message"] == "Listening at: http://127.0.0.1:8000"
    assert later["message"] == "Error handling request …"


def test_what_looks_like_a_line_of_its_own_stays_inside_one():
    record = logging.LogRecord("somewhere", logging.WARNING, __file__, 1, 'x\n{"level": "error"}\r\u2028', (), None)

    written = JsonLines().format(record)

    assert len(written.splitlines()) == 1
    assert json.loads(written)["level"] == "warning"
