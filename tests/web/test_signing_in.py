"""Signing in and out."""

import time
from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa
from argon2 import PasswordHasher

from auditmatch import create_app
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import SignIn, User
from foundation.accounts.tokens import new_token
from foundation.clock import now
from tests.factories.people import PASSWORD


def test_the_start_page_opens_without_an_account(client):
    assert client.get("/").status_code == 200


def test_the_right_password_signs_in_and_leads_on(client):
    answer = client.post("/sign-in", data={"email": "Alice@example.com", "password": PASSWORD, "next": "/account"})

    assert (answer.status_code, answer.location) == (303, "/account")
    assert "Alice" in client.get("/account").text


@pytest.mark.parametrize(("email", "password"), [("alice@example.com", "wrong"), ("nobody@example.com", PASSWORD)])
def test_a_wrong_address_and_a_wrong_password_are_told_alike(client, email, password):
    answer = client.post("/sign-in", data={"email": email, "password": password})

    assert answer.status_code == 422
    assert "The e-mail address or the password is not right" in answer.text


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example", "/\\evil.example"])
def test_signing_in_never_leads_to_another_site(client, elsewhere):
    answer = client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD, "next": elsewhere})

    assert answer.location == "/"


def test_signing_out_ends_the_session_on_the_server(sign_in, app):
    alice = sign_in("alice")
    stolen = app.test_client()
    with alice.session_transaction() as hers, stolen.session_transaction() as copy:
        copy.update(hers)
    assert stolen.get("/account").status_code == 200

    alice.post("/sign-out")

    assert stolen.get("/account").status_code == 302


def test_a_form_without_its_token_is_refused(client):
    answer = client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD}, csrf=False)

    assert answer.status_code == 400


@pytest.mark.parametrize(("hours_idle", "days_old", "status"), [(11, 1, 200), (13, 1, 302), (1, 13, 200), (1, 15, 302)])
def test_a_session_ends_when_idle_for_12_hours_and_after_14_days_in_any_case(app, client, hours_idle, days_old, status):
    client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        row = session.scalars(sa.select(SignIn)).one()
        row.last_seen_at = now() - timedelta(hours=hours_idle)
        row.created_at -= timedelta(days=days_old)
        row.expires_at -= timedelta(days=days_old)
        session.commit()

    assert client.get("/account").status_code == status


def test_a_form_sent_after_a_pause_is_noted_as_use_of_the_session_without_a_wait(app, sign_in):
    """On SQLite the request holds the lock from its first question on: noting use must not wait for that."""
    alice = sign_in("alice")
    sent = {"csrf_token": alice.csrf_token(), "name": "Alice B."}
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(SignIn).values(last_seen_at=now() - timedelta(minutes=6)))
        session.commit()
    began = time.monotonic()

    assert alice.post("/account/name", data=sent, csrf=False).status_code == 303
    assert time.monotonic() - began < 10
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        assert session.scalars(sa.select(SignIn.last_seen_at)).one() > now() - timedelta(minutes=1)


@pytest.mark.parametrize("typed", [PASSWORD.upper(), f" {PASSWORD}", f"{PASSWORD} ", PASSWORD[:-1]])
def test_a_password_counts_exactly_as_it_was_typed(client, typed):
    assert client.post("/sign-in", data={"email": "alice@example.com", "password": typed}).status_code == 422


def test_a_password_holds_however_old_the_account_is(app, client):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(User).values(created_at=now() - timedelta(days=3650)))
        session.commit()

    assert client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD}).location == "/"


def test_a_hash_of_former_parameters_is_made_anew_at_the_next_sign_in(app, client):
    weaker = PasswordHasher(time_cost=1, memory_cost=8192).hash(PASSWORD)
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(User).values(password_hash=weaker))
        session.commit()
    client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})

    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        kept = session.scalars(sa.select(User.password_hash).where(User.email == "alice@example.com")).one()
    assert kept.startswith("$argon2id$v=19$m=65536,t=3,p=4$")
    assert client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD}).location == "/"


def test_an_account_knows_no_hint_and_no_secret_question():
    kept = [column.name for column in User.__table__.columns]

    assert "password_hash" in kept
    assert [name for name in kept if any(word in name for word in ("hint", "question", "answer", "reminder"))] == []


def test_tokens_hold_256_random_bits():
    tokens = {new_token() for _ in range(100)}

    assert len(tokens) == 100
    assert {len(token) for token in tokens} == {43}


def test_under_a_new_key_whoever_is_signed_in_stays_so_while_the_former_is_named(app, settings, client):
    client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})
    cookie = client.get_cookie("auditmatch").value

    for former, status in ((settings.secret_key, 200), ("", 302)):
        other = create_app(replace(settings, secret_key="another key", former_secret_keys=former))
        browser = other.test_client()
        browser.set_cookie("auditmatch", cookie)
        assert browser.get("/account").status_code == status
        other.extensions["engine"].dispose()
