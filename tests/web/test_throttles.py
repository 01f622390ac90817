"""Wrong passwords are counted: for an account, for a source, and together over all processes."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from auditmatch import create_app
from foundation import clock
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.resets import service as resets
from foundation.accounts.throttle import service
from foundation.mail.models import OutgoingMail
from tests.conftest import Browser
from tests.factories.people import PASSWORD

ELSEWHERE = {"REMOTE_ADDR": "8.8.4.4"}


def try_in(client, password="wrong", email="alice@example.com", **more):
    return client.post("/sign-in", data={"email": email, "password": password}, **more)


@pytest.fixture
def later(monkeypatch):
    """Move the clock of the counters on by some minutes from now."""

    def move(minutes):
        then = clock.now() + timedelta(minutes=minutes)
        for module in (service, resets):
            monkeypatch.setattr(module, "now", lambda: then)

    return move


def test_the_eleventh_attempt_waits_even_with_the_right_password(client):
    statuses = [try_in(client).status_code for _ in range(10)]
    answer = try_in(client, PASSWORD)

    assert statuses == [422] * 10
    assert answer.status_code == 429
    assert "Try again in 15 minutes" in answer.text


def test_nine_wrong_passwords_are_forgiven_by_the_right_one(client):
    for _ in range(9):
        try_in(client)

    assert try_in(client, PASSWORD).status_code == 303
    assert [try_in(client).status_code for _ in range(9)] == [422] * 9
    assert try_in(client, PASSWORD).status_code == 303


@pytest.mark.parametrize(("minutes", "status"), [(14, 429), (16, 303)])
def test_the_wait_ends_with_its_window(client, later, minutes, status):
    for _ in range(10):
        try_in(client)
    later(minutes)

    assert try_in(client, PASSWORD).status_code == status


def test_one_account_waits_and_others_do_not(client):
    for _ in range(10):
        try_in(client)

    assert try_in(client, PASSWORD, "ALICE@example.com ").status_code == 429
    assert try_in(client, PASSWORD, "bob@example.com").status_code == 303


def test_an_address_that_nobody_has_waits_alike(client):
    statuses = [try_in(client, email="nobody@example.com").status_code for _ in range(11)]

    assert statuses == [422] * 10 + [429]


def test_a_public_source_waits_after_many_accounts_and_another_does_not(settings, client, app):
    app.extensions["settings"] = replace(settings, attempts_per_source=5)
    for number in range(5):
        try_in(client, email=f"nobody-{number}@example.com", environ_overrides=ELSEWHERE)

    assert try_in(client, PASSWORD, environ_overrides=ELSEWHERE).status_code == 429
    assert try_in(client, PASSWORD, environ_overrides={"REMOTE_ADDR": "8.8.8.8"}).status_code == 303


def test_people_behind_a_proxy_that_is_not_trusted_do_not_wait_for_each_other(settings, client, app):
    app.extensions["settings"] = replace(settings, attempts_per_source=2)
    for number in range(5):
        try_in(client, email=f"nobody-{number}@example.com", headers={"X-Forwarded-For": "8.8.4.4"})

    assert try_in(client, PASSWORD, headers={"X-Forwarded-For": "8.8.4.4"}).status_code == 303


def test_behind_a_trusted_proxy_each_source_is_counted_by_itself(settings):
    app = create_app(replace(settings, attempts_per_source=2, trusted_proxies=1))
    app.test_client_class = Browser
    client = app.test_client()
    for number in range(2):
        try_in(client, email=f"nobody-{number}@example.com", headers={"X-Forwarded-For": "8.8.4.4"})

    assert try_in(client, PASSWORD, headers={"X-Forwarded-For": "1.1.1.1, 8.8.4.4"}).status_code == 429
    assert try_in(client, PASSWORD, headers={"X-Forwarded-For": "8.8.4.4, 1.1.1.1"}).status_code == 303
    app.extensions["engine"].dispose()


def test_a_refused_sign_in_and_the_wait_stand_in_the_trail_of_the_person_alone(client, sign_in):
    for _ in range(10):
        try_in(client)

    trail = sign_in("bob").get("/trail").text
    assert trail.count("A wrong password was given for Alice") == 10
    assert trail.count("Sign-in of Alice waits: a wrong password was given too often") == 1
    assert "Alice" not in sign_in("charlie").get("/trail").text


def test_whose_sign_in_waits_is_mailed_it_once_a_day(client, app, later):
    for _ in range(9):
        try_in(client)
    assert mails_to(app, "alice@example.com") == []
    for minutes in (0, 16):
        later(minutes)
        for _ in range(12):
            try_in(client)

    (told,) = mails_to(app, "alice@example.com")
    assert "a wrong password was given for your account on auditmatch again and again" in told
    assert "waits up to 15 minutes" in told

    later(24 * 60 + 16)
    for _ in range(10):
        try_in(client)
    assert len(mails_to(app, "alice@example.com")) == 2


def test_a_source_that_waits_is_no_matter_of_whom_it_tried_last(client, app, sign_in):
    app.extensions["settings"] = replace(app.extensions["settings"], attempts_per_source=2)
    for _ in range(2):
        try_in(client, environ_base=ELSEWHERE)

    assert try_in(client, environ_base=ELSEWHERE).status_code == 429
    assert mails_to(app, "alice@example.com") == []
    assert "Sign-in of Alice waits" not in sign_in("alice").get("/trail").text


def test_signing_out_stands_in_the_trail(sign_in):
    sign_in("alice").post("/sign-out")

    assert "Signed out" in sign_in("bob").get("/trail").text


def test_a_new_password_by_mail_clears_the_count(client, app):
    for _ in range(10):
        try_in(client)
    client.post("/password-reset", data={"email": "alice@example.com"})
    path = mails_to(app, "alice@example.com")[-1].split("http://127.0.0.1:8000")[1].split()[0]

    client.post(path, data={"password": "a heron under the footbridge"})

    assert try_in(client, "a heron under the footbridge").status_code == 303


def test_an_account_gets_three_reset_mails_an_hour_and_nobody_is_told(client, app, later):
    answers = {client.post("/password-reset", data={"email": "alice@example.com"}).location for _ in range(5)}

    assert (answers, len(mails_to(app, "alice@example.com"))) == ({"/password-reset/asked"}, 3)
    later(61)
    client.post("/password-reset", data={"email": "alice@example.com"})
    assert len(mails_to(app, "alice@example.com")) == 4


def mails_to(app, address):
    wanted = sa.select(OutgoingMail.body).where(OutgoingMail.recipient == address).order_by(OutgoingMail.created_at)
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        return session.scalars(wanted).all()


def sign_up(client, number, **more):
    given = {"organisation": f"New {number}", "name": "Nina", "email": f"nina{number}@example.com"}
    return client.post("/sign-up", data=given | {"password": "a heron under bridges"}, **more)


def test_one_source_opens_so_many_accounts_and_intakes_an_hour_and_another_is_not_held_up(settings, later):
    app = create_app(replace(settings, openings_per_source=2))
    app.test_client_class = Browser
    statuses = [sign_up(app.test_client(), number, environ_base=ELSEWHERE).status_code for number in range(3)]
    visitor = app.test_client().post("/intakes/new/company", data={"organisation": "Acme"}, environ_base=ELSEWHERE)
    elsewhere = sign_up(app.test_client(), 4, environ_base={"REMOTE_ADDR": "8.8.8.8"})
    later(61)
    after = sign_up(app.test_client(), 5, environ_base=ELSEWHERE)

    assert statuses == [303, 303, 429]
    assert "too many new accounts or intakes. Try again in 60 minutes" in visitor.text
    assert (visitor.status_code, elsewhere.status_code, after.status_code) == (429, 303, 303)
    app.extensions["engine"].dispose()
