"""Codes of an app after the password, and recovery codes in their place."""

from dataclasses import replace
from datetime import timedelta

import pytest
import sqlalchemy as sa

from auditmatch import create_app
from foundation import clock
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.factors import recovery
from foundation.accounts.factors.models import RecoveryCode, TotpSecret
from foundation.accounts.models import SignIn
from foundation.accounts.steps import service as steps
from foundation.mail.models import OutgoingMail
from tests.conftest import Browser
from tests.factories.people import PASSWORD
from tests.support.second_factor import code_of, codes_on, forget_used, secret_on, set_up


@pytest.fixture
def alice(sign_in):
    return sign_in("alice")


@pytest.fixture
def look(app):
    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(selection).all()

    return read


def give_password(client, email="alice@example.com", password=PASSWORD, **more):
    return client.post("/sign-in", data={"email": email, "password": password, **more})


def give_code(client, code):
    return client.post("/sign-in/code", data={"code": code})


def test_setting_it_up_shows_picture_and_secret_and_then_ten_codes(alice, look):
    assert "Set up an app" in alice.get("/account/second-factor").text
    alice.post("/account/second-factor/app")
    page = alice.get("/account/second-factor/app").text
    secret = secret_on(page)

    answer = alice.post("/account/second-factor/app/confirm", data={"code": code_of(secret)})

    assert 'src="data:image/svg+xml;charset=utf-8,' in page
    assert (len(secret), answer.status_code, len(set(codes_on(answer.text)))) == (32, 201, 10)
    assert "10 of 10 left" in alice.get("/account/second-factor").text
    assert "Set up an app for sign-in codes" in alice.get("/trail").text
    assert look(sa.select(OutgoingMail.subject)) == ["Sign-in codes are set up"]


def test_neither_secret_nor_codes_stand_in_the_database_as_they_are(alice, look):
    secret, codes = set_up(alice)

    assert secret not in look(sa.select(TotpSecret.sealed_secret))[0]
    assert {code.replace("-", "") for code in codes} & set(look(sa.select(RecoveryCode.code_hash))) == set()


def test_a_wrong_first_code_switches_nothing_on(alice, client):
    alice.post("/account/second-factor/app")
    answer = alice.post("/account/second-factor/app/confirm", data={"code": "000000"})

    assert answer.status_code == 422
    assert "not the code that the app shows" in answer.text
    assert give_password(client).location == "/"


def test_the_secret_is_void_after_ten_minutes(alice, monkeypatch):
    alice.post("/account/second-factor/app")
    later = clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(steps, "now", lambda: later)

    assert alice.get("/account/second-factor/app").location == "/account/second-factor"


def test_the_shown_secret_is_of_the_browser_that_asked(alice, sign_in):
    bob = sign_in("bob")
    alice.post("/account/second-factor/app")
    with alice.session_transaction() as hers, bob.session_transaction() as his:
        his["new_app"] = hers["new_app"]

    assert bob.get("/account/second-factor/app").location == "/account/second-factor"


def test_setting_it_up_ends_the_other_sessions(alice, sign_in):
    elsewhere = sign_in("alice")
    set_up(alice)

    assert (alice.get("/account").status_code, elsewhere.get("/account").status_code) == (200, 302)


def test_the_password_alone_lets_nobody_in(alice, client):
    set_up(alice)

    answer = give_password(client, next="/trail")

    assert (answer.status_code, answer.location) == (303, "/sign-in/code")
    assert client.get("/account").status_code == 302


def test_the_code_lets_in_and_leads_on(alice, client):
    secret, _codes = set_up(alice)
    give_password(client, next="/trail")

    answer = give_code(client, f" {code_of(secret)[:3]} {code_of(secret)[3:]} ")

    assert (answer.status_code, answer.location) == (303, "/trail")
    assert client.get("/trail").status_code == 200


def test_a_code_is_used_once(alice, app):
    secret, _codes = set_up(alice)
    code, first, second = code_of(secret), app.test_client(), app.test_client()
    give_password(first)
    give_password(second)

    assert (give_code(first, code).status_code, give_code(second, code).status_code) == (303, 422)
    assert give_code(second, code_of(secret, 1)).status_code == 303


def test_an_older_code_than_the_last_is_refused_too(alice, client):
    secret, _codes = set_up(alice)
    give_password(client)
    give_code(client, code_of(secret, 1))
    client.post("/sign-out")
    give_password(client)

    assert give_code(client, code_of(secret)).status_code == 422


@pytest.mark.parametrize("steps_away", [-3, 3])
def test_a_code_of_another_time_is_refused(alice, app, client, steps_away):
    secret, _codes = set_up(alice)
    forget_used(app)
    give_password(client)

    assert give_code(client, code_of(secret, steps_away)).status_code == 422


def test_ten_wrong_codes_and_the_account_waits_while_others_do_not(alice, client, app, sign_in):
    secret, _codes = set_up(alice)
    give_password(client)
    statuses = [give_code(client, "000000").status_code for _ in range(10)]

    assert statuses == [422] * 10
    assert give_code(client, code_of(secret)).status_code == 429
    again = app.test_client()
    give_password(again)
    assert give_code(again, code_of(secret)).status_code == 429
    assert "A wrong code was given for Alice" in sign_in("bob").get("/trail").text


def test_the_code_page_without_a_password_leads_to_signing_in(client):
    assert client.get("/sign-in/code").location == "/sign-in"
    assert give_code(client, "123456").location == "/sign-in"


def test_the_second_step_is_void_after_ten_minutes_and_after_a_new_password(alice, client, app, monkeypatch):
    secret, _codes = set_up(alice)
    give_password(client)
    alice.post("/account/password", data={"old": PASSWORD, "new": "a heron under the footbridge"})

    assert give_code(client, code_of(secret)).location == "/sign-in"
    give_password(client, password="a heron under the footbridge")
    later = clock.now() + timedelta(minutes=10, seconds=1)
    monkeypatch.setattr(steps, "now", lambda: later)
    assert give_code(client, code_of(secret)).location == "/sign-in"


def test_a_recovery_code_lets_in_once_and_is_mailed(alice, client, look):
    _secret, codes = set_up(alice)
    give_password(client)
    assert give_code(client, codes[3].lower().replace("-", " ")).status_code == 303
    assert "9 of 10 left" in client.get("/account/second-factor").text
    assert "Used a recovery code; 9 are left" in client.get("/trail").text
    assert "A recovery code was used" in look(sa.select(OutgoingMail.subject))

    client.post("/sign-out")
    give_password(client)

    assert give_code(client, codes[3]).status_code == 422
    assert give_code(client, codes[4]).status_code == 303


def test_anothers_recovery_code_lets_nobody_in(alice, sign_in, client):
    set_up(alice)
    _secret, bobs = set_up(sign_in("bob"))
    give_password(client)

    assert give_code(client, bobs[0]).status_code == 422


def test_new_recovery_codes_make_the_former_ones_void(alice, client):
    _secret, codes = set_up(alice)
    newer = codes_on(alice.post("/account/second-factor/codes").text)
    give_password(client)

    assert give_code(client, codes[0]).status_code == 422
    assert give_code(client, newer[0]).status_code == 303


def test_recovery_codes_need_a_factor_that_they_stand_in_for(alice):
    assert alice.post("/account/second-factor/codes").status_code == 409


def test_removing_the_app_leaves_the_password_alone_and_is_mailed(alice, client, look):
    set_up(alice)

    assert alice.post("/account/second-factor/app/remove").status_code == 303

    assert give_password(client).location == "/"
    assert look(sa.select(RecoveryCode.id)) == []
    assert "Sign-in codes are switched off" in look(sa.select(OutgoingMail.subject))


def test_another_app_takes_the_place_of_the_first_only_when_it_is_proved(alice, client, app):
    first, _codes = set_up(alice)
    alice.post("/account/second-factor/app")
    give_password(client)
    assert give_code(client, code_of(first)).status_code == 303

    second, _codes = set_up(client)

    give_password(alice)
    assert give_code(alice, code_of(first, 1)).status_code == 422
    assert give_code(alice, code_of(second)).status_code == 303


@pytest.mark.parametrize("path", ["app", "app/confirm", "app/remove", "codes"])
def test_each_deed_needs_a_fresh_proof_with_the_code(alice, app, path):
    secret, _codes = set_up(alice)
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(SignIn).values(confirmed_at=clock.now() - timedelta(minutes=11)))
        session.commit()

    assert alice.post(f"/account/second-factor/{path}").location.startswith("/confirm")
    assert alice.post("/confirm", data={"password": PASSWORD}).status_code == 422
    assert alice.post("/confirm", data={"password": PASSWORD, "code": "000000"}).status_code == 422
    assert alice.post("/confirm", data={"password": PASSWORD, "code": code_of(secret)}).status_code == 303


def test_a_new_key_of_the_service_leaves_recovery_codes_as_the_way_in(alice, settings):
    secret, codes = set_up(alice)
    other = create_app(replace(settings, secret_key="another key"))
    other.test_client_class = Browser
    client = other.test_client()
    give_password(client)

    answer = give_code(client, code_of(secret))

    assert answer.status_code == 422
    assert "Use a recovery code" in answer.text
    assert give_code(client, codes[0]).status_code == 303
    other.extensions["engine"].dispose()


def test_recovery_codes_have_120_random_bits(sign_in):
    _secret, codes = set_up(sign_in("alice"))

    assert {len(code.replace("-", "")) for code in codes} == {24}
    assert len(set(recovery.ALPHABET)) == 32
    assert len(set(codes)) == 10
