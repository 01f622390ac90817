"""The outbox: an admin's page, in the demo only."""

import uuid
from dataclasses import replace

import pytest

import foundation.mail.queries
from foundation.access.scope import NOBODY, open_session
from foundation.mail.letters import Letter
from foundation.mail.service import post_letter


@pytest.fixture
def demo(app):
    """Turn the application into a demo."""
    app.extensions["settings"] = replace(app.extensions["settings"], demo=True)


@pytest.fixture
def mail_id(app):
    """The id of a mail that waits."""
    with open_session(app.extensions["engine"], NOBODY) as session:
        post_letter(
            session, Letter("Choose\r\nBcc: all", ("See http://127.0.0.1/x <b>",)), recipient="alice@example.com"
        )
        session.commit()
        return foundation.mail.queries.outbox(session, page=1).rows[0].id


def test_an_admin_reads_the_mails_of_a_demo(sign_in, demo, mail_id):
    ada = sign_in("ada")

    assert "Choose Bcc: all" in ada.get("/outbox").text
    page = ada.get(f"/outbox/{mail_id}").text
    assert 'href="http://127.0.0.1/x"' in page
    assert "&lt;b&gt;" in page


def test_an_empty_outbox_says_what_to_do(sign_in, demo):
    assert "Invite somebody" in sign_in("ada").get("/outbox").text


def test_a_mail_that_does_not_exist(sign_in, demo):
    assert sign_in("ada").get(f"/outbox/{uuid.uuid4()}").status_code == 404


def test_outside_a_demo_there_is_no_outbox(sign_in, mail_id):
    ada = sign_in("ada")

    assert [ada.get(path).status_code for path in ("/outbox", f"/outbox/{mail_id}")] == [404, 404]


@pytest.mark.parametrize(("person", "expected"), [("alice", 403), ("fiona", 403), (None, 302)])
def test_nobody_but_an_admin_reads_it(sign_in, client, demo, mail_id, person, expected):
    browser = sign_in(person) if person else client

    assert [browser.get(path).status_code for path in ("/outbox", f"/outbox/{mail_id}")] == [expected, expected]
