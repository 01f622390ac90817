"""A forgotten password: a mailed link that works once and for an hour."""

import re
from datetime import timedelta

import pytest
import sqlalchemy as sa

from foundation import clock
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.resets import service
from foundation.mail.models import OutgoingMail
from tests.factories.people import PASSWORD
from tests.support.second_factor import code_of, set_up

NEW = "another long password"


@pytest.fixture
def mails(app):
    """Give the mails of the outbox."""

    def read():
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(sa.select(OutgoingMail).order_by(OutgoingMail.created_at)).all()

    return read


@pytest.fixture
def link(client, mails):
    """The path that Alice was mailed."""
    client.post("/password-reset", data={"email": "Alice@example.com"})
    return re.search(r"http://127\.0\.0\.1:8000(/password-reset/\S+)", mails()[-1].body)[1]


def sign_in_with(client, password):
    return client.post("/sign-in", data={"email": "alice@example.com", "password": password}).status_code


def test_the_answer_is_the_same_whether_the_address_is_known(client, mails):
    known = client.post("/password-reset", data={"email": "alice@example.com"}, follow_redirects=True)
    unknown = client.post("/password-reset", data={"email": "nobody@example.com"}, follow_redirects=True)

    assert known.text == unknown.text
    assert [mail.recipient for mail in mails()] == ["alice@example.com"]


def test_the_mailed_link_sets_a_new_password_and_ends_every_session(client, link, sign_in):
    signed_in = sign_in("alice")

    assert client.get(link).status_code == 200
    assert client.post(link, data={"password": NEW}).status_code == 303

    assert signed_in.get("/account").status_code == 302
    assert (sign_in_with(client, PASSWORD), sign_in_with(client, NEW)) == (422, 303)


def test_the_link_works_once(client, link):
    client.post(link, data={"password": NEW})

    assert client.get(link).status_code == 404
    assert client.post(link, data={"password": "yet another password"}).status_code == 404


def test_using_one_link_uses_up_the_others(client, link, mails):
    client.post("/password-reset", data={"email": "alice@example.com"})
    newer = re.search(r"(/password-reset/\S+)", mails()[-1].body)[1]

    client.post(newer, data={"password": NEW})

    assert newer != link
    assert client.get(link).status_code == 404


@pytest.mark.parametrize(("minutes", "status"), [(59, 200), (60, 404)])
def test_the_link_holds_for_an_hour(client, link, monkeypatch, minutes, status):
    later = clock.now() + timedelta(minutes=minutes)
    monkeypatch.setattr(service, "now", lambda: later)

    assert client.get(link).status_code == status


def test_a_weak_password_is_refused_and_leaves_the_link_as_it_is(client, link):
    answer = client.post(link, data={"password": "short"})

    assert answer.status_code == 422
    assert "Use at least 12 characters" in answer.text
    assert client.get(link).status_code == 200


def test_a_made_up_link_does_not_exist(client):
    assert client.get("/password-reset/made-up").status_code == 404


def test_a_reset_stands_in_the_trail_of_the_persons_organisation(client, link, sign_in):
    client.post(link, data={"password": NEW})

    assert "Alice chose a new password by a mailed link" in sign_in("bob").get("/trail").text
    assert "Alice" not in sign_in("charlie").get("/trail").text


def test_a_new_password_by_mail_does_not_stand_in_for_the_second_factor(app, client, link, sign_in):
    secret, _codes = set_up(sign_in("alice"))
    client.post(link, data={"password": NEW})
    answer = client.post("/sign-in", data={"email": "alice@example.com", "password": NEW})

    assert answer.location == "/sign-in/code"
    assert client.get("/account").status_code == 302
    assert client.post("/sign-in/code", data={"code": code_of(secret)}).status_code == 303


def test_a_password_of_ones_own_name_is_refused_by_the_mailed_link_too(client, link):
    answer = client.post(link, data={"password": "Alice-auditmatch-1"})

    assert answer.status_code == 422
    assert "made of the name of this service" in answer.text
