"""A clock that is set back locks nobody out and holds nothing up."""

import uuid
from datetime import timedelta

import pytest
from itsdangerous import TimestampSigner

import foundation.clock
from foundation.accounts import signin
from foundation.api.limits import RequestLimit
from foundation.clock import now
from foundation.jobs.models import Job
from foundation.jobs.worker import claim
from foundation.mail import sender
from foundation.mail.letters import Letter
from foundation.mail.sender import send_waiting
from foundation.mail.service import post_letter
from tests.factories.people import PASSWORD


@pytest.fixture
def set_back(monkeypatch):
    """Set the clock of a module back."""

    def moved(module, by):
        monkeypatch.setattr(module, "now", lambda: foundation.clock.now() - by)

    return moved


@pytest.mark.parametrize("seconds", [2, 3600])
def test_who_signed_in_before_stays_signed_in(client, set_back, monkeypatch, seconds):
    real = TimestampSigner.get_timestamp
    with monkeypatch.context() as later:
        later.setattr(TimestampSigner, "get_timestamp", lambda self: real(self) + seconds)
        client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})
    set_back(signin, timedelta(seconds=seconds))

    assert client.get("/account").status_code == 200


def test_a_cookie_that_was_not_signed_here_is_as_none(client):
    client.set_cookie("auditmatch", "eyJfdXNlcl9pZCI6ImEifQ.aSrZ0Q.forged-forged-forged")

    assert client.get("/account").status_code == 302


def test_work_that_was_held_until_a_time_far_ahead_is_taken_over(app, acting_for):
    engine = app.extensions["engine"]
    with acting_for("Acme") as session:
        session.add(Job(kind="count", subject_id=uuid.uuid4()))
        session.commit()

    assert claim(engine, lease=timedelta(hours=3)).fence == 1
    assert claim(engine).fence == 2


def test_work_of_a_machine_whose_clock_is_a_little_ahead_is_left_to_it(app, acting_for):
    engine = app.extensions["engine"]
    with acting_for("Acme") as session:
        session.add(Job(kind="count", subject_id=uuid.uuid4()))
        session.commit()

    assert claim(engine, lease=timedelta(minutes=5)).fence == 1
    assert claim(engine) is None


def test_a_mail_that_was_claimed_before_the_clock_was_set_back_goes(acting_for, monkeypatch):
    sent = []

    def refuse(_mail):
        raise OSError("no server")

    with acting_for("Acme") as session:
        post_letter(session, Letter("Hello", ("x",)), recipient="one@example.com")
        session.commit()
        with monkeypatch.context() as later:
            later.setattr(sender, "now", lambda: now() + timedelta(hours=3))
            assert send_waiting(session, refuse) == 0

        assert send_waiting(session, lambda mail: sent.append(mail.recipient)) == 1
    assert sent == ["one@example.com"]


def test_a_limit_of_requests_begins_anew():
    limit, token = RequestLimit(1), uuid.uuid4()
    limit.count(token, seconds=7200)

    limit.count(token, seconds=3600)
