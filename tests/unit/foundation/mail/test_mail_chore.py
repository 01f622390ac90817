"""The worker sends mail each minute, when a server is set."""

from dataclasses import replace

import pytest

from foundation.access.scope import NOBODY, open_session
from foundation.mail.chore import mail_chores
from foundation.mail.letters import Letter
from foundation.mail.queries import outbox
from foundation.mail.service import post_letter
from tests.support.mail_server import running_mail_server


@pytest.fixture
def server():
    with running_mail_server() as server:
        yield server


def test_a_waiting_mail_reaches_the_server_that_is_set(app, settings, server):
    engine = app.extensions["engine"]
    with open_session(engine, NOBODY) as session:
        post_letter(session, Letter("Hello", ("Good day",)), recipient="alice@example.com")
        session.commit()
    set_up = replace(settings, smtp_url=f"smtp://127.0.0.1:{server.port}", mail_from="us@example.com")

    sent = [chore() for chore in mail_chores(set_up, engine)]

    assert sent == [1]
    assert "From: us@example.com" in server.taken[0]
    assert "Good day" in server.taken[0]
    with open_session(engine, NOBODY, read_only=True) as session:
        assert outbox(session, page=1).rows[0].sent_at is not None


def test_without_a_server_there_is_no_chore(app, settings):
    assert mail_chores(settings, app.extensions["engine"]) == ()
