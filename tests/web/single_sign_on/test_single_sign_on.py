"""Single sign-on by OpenID Connect, against a provider that the test starts."""

from dataclasses import replace
from datetime import timedelta
from urllib.parse import parse_qs, urlsplit

import pytest
import sqlalchemy as sa
from joserfc.jwk import RSAKey

from auditmatch import create_app
from foundation.access.permissions import Role
from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.domains.models import MailDomain
from foundation.accounts.models import Membership, SignIn, User
from foundation.accounts.oidc.models import Identity
from foundation.clock import now
from foundation.mail.models import OutgoingMail
from tests.conftest import Browser, signing_in
from tests.factories.people import PASSWORD
from tests.support.second_factor import code_of, set_up
from tests.support.signing_on import ALICE, NEWCOMER, brought_back, go, link


def test_the_provider_is_asked_with_state_nonce_and_a_challenge(client, provider):
    provider.person = ALICE
    out = urlsplit(client.get("/sign-in/single-sign-on").location)
    asked = parse_qs(out.query)

    assert asked["redirect_uri"] == ["http://localhost/sign-in/single-sign-on/back"]
    assert (asked["code_challenge_method"], asked["response_type"]) == (["S256"], ["code"])
    assert {"state", "nonce", "code_challenge"} <= set(asked)
    assert set(asked["scope"][0].split()) == {"openid", "email", "profile"}


def test_an_account_under_the_address_takes_it_into_use_by_its_own_password(client, provider, look):
    provider.person = ALICE
    answer = go(client, "/sign-in/single-sign-on?next=/trail")

    assert (answer.status_code, answer.location) == (303, "/sign-in?next=/trail")
    assert "There is an account for alice@example.com" in client.get(answer.location).text
    assert client.get("/account").status_code == 302

    client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD, "next": "/trail"})

    assert look(sa.select(Identity.subject)) == ["1001"]
    assert f"Took single sign-on by {provider.issuer} into use" in client.get("/trail").text
    assert look(sa.select(OutgoingMail.subject)) == ["Single sign-on is in use"]


def test_from_then_on_it_lets_in_and_leads_on_whatever_the_address_is(client, provider, app):
    link(client, provider)
    other = app.test_client()
    provider.person = ALICE | {"email": "alice@elsewhere.example", "email_verified": False}

    answer = go(other, "/sign-in/single-sign-on?next=/trail")

    assert (answer.status_code, answer.location) == (303, "/trail")
    assert "Alice" in other.get("/account").text


def test_somebody_elses_sign_in_links_nothing(client, provider, look):
    provider.person = ALICE
    go(client)
    client.post("/sign-in", data={"email": "bob@example.com", "password": PASSWORD})

    assert look(sa.select(Identity.id)) == []


def test_a_second_factor_is_asked_for_all_the_same(client, provider, app):
    link(client, provider)
    secret, _codes = set_up(client)
    other = app.test_client()

    assert go(other).location == "/sign-in/code"
    assert other.get("/account").status_code == 302
    assert other.post("/sign-in/code", data={"code": code_of(secret)}).status_code == 303


@pytest.mark.parametrize("verified", [False, None, "true", 1])
def test_an_address_that_the_provider_does_not_vouch_for_is_not_believed(client, provider, own_domain, look, verified):
    for person in (ALICE, NEWCOMER):
        provider.person = person | {"email_verified": verified}
        answer = go(client)

        assert answer.status_code == 403
        assert "does not vouch for your e-mail address" in answer.text
    assert look(sa.select(Identity.id)) == []


def test_somebody_of_a_shown_domain_joins_in_the_least_role(client, provider, own_domain, look, app):
    provider.person = NEWCOMER

    assert go(client).status_code == 303

    page = client.get("/account").text
    assert "Nina New" in page
    assert look(sa.select(Membership.role).join(Membership.user).where(User.name == "Nina New")) == [Role.SALES]
    trail = signing_in(app)("alice").get("/trail").text
    assert "Nina New (nina@acme.example) joined by single sign-on as Sales" in trail
    assert client.post("/sign-in", data={"email": "nina@acme.example", "password": " "}).status_code == 422


def test_who_has_no_password_confirms_by_the_provider(client, provider, own_domain, app):
    provider.person = NEWCOMER
    go(client)
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(SignIn).values(confirmed_at=now() - timedelta(minutes=11)))
        session.commit()
    assert "Confirm with Acme ID" in client.get("/confirm?next=/account/password").text

    answer = go(client, "/sign-in/single-sign-on?next=/account/password&again=yes")

    assert (provider.asked[-1]["prompt"], provider.asked[-1]["max_age"]) == ("login", "0")
    assert answer.location == "/account/password"
    assert client.get("/account/password").status_code == 200


def test_who_has_not_taken_it_into_use_does_not_confirm_by_it(app):
    assert "Confirm with Acme ID" not in signing_in(app)("alice").get("/confirm").text


@pytest.mark.parametrize(
    ("spoilt", "status"), [({}, 200), ({"auth_time": 1_700_000_000}, 303), ({"auth_time": None}, 303)]
)
def test_only_what_was_just_proved_to_the_provider_is_a_fresh_proof(client, provider, own_domain, spoilt, status):
    provider.person, provider.spoilt = NEWCOMER, spoilt
    go(client, "/sign-in/single-sign-on?again=yes")

    assert client.get("/account").status_code == 200
    assert client.get("/account/password").status_code == status


def test_a_domain_that_was_only_asked_about_lets_nobody_join(client, provider, own_domain, app, look):
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(MailDomain).values(verified_at=None))
        session.commit()
    provider.person = NEWCOMER

    assert go(client).status_code == 403
    assert look(sa.select(User.id).where(User.email == NEWCOMER["email"])) == []


@pytest.mark.parametrize("email", ["nina@sub.acme.example", "nina@acme.example.evil.example", "nina@umbrella.example"])
def test_nobody_else_joins(client, provider, own_domain, look, email):
    provider.person = NEWCOMER | {"email": email}
    answer = go(client)

    assert answer.status_code == 403
    assert "no organisation takes in people of its domain" in answer.text
    assert look(sa.select(User.id).where(User.email == email)) == []


@pytest.mark.parametrize(
    "spoilt",
    [
        {"iss": "http://evil.example"},
        {"aud": "another-service"},
        {"exp": 1},
        {"nonce": "of another sign-in"},
        {"sub": ""},
    ],
    ids=str,
)
def test_a_token_that_does_not_hold_lets_nobody_in(client, provider, spoilt):
    link(client, provider)
    client.post("/sign-out")
    provider.spoilt = spoilt

    answer = go(client)

    assert answer.location == "/sign-in"
    assert "Acme ID did not work" in client.get("/sign-in").text
    assert client.get("/account").status_code == 302


def test_a_token_signed_by_another_key_lets_nobody_in(client, provider):
    link(client, provider)
    client.post("/sign-out")
    provider.signing_key = RSAKey.generate_key(2048, {"kid": "one"})

    assert go(client).location == "/sign-in"
    assert client.get("/account").status_code == 302


def test_an_answer_without_its_state_or_a_second_time_lets_nobody_in(client, provider, app):
    link(client, provider)
    other = app.test_client()
    answer = brought_back(client)

    assert other.get(answer).location == "/sign-in"
    assert client.get(answer).location == "/"
    client.post("/sign-out")
    assert client.get(answer).location == "/sign-in"


def test_a_provider_that_refuses_or_is_away_is_said_plainly(client, provider, app, settings):
    answer = client.get("/sign-in/single-sign-on/back?error=access_denied&state=x")
    away = create_app(replace(settings, oidc_issuer="http://127.0.0.1:9", oidc_label="Acme ID"))
    away.test_client_class = Browser
    other = away.test_client()

    assert answer.location == "/sign-in"
    assert other.get("/sign-in/single-sign-on").location == "/sign-in"
    assert "Acme ID did not work" in other.get("/sign-in").text
    away.extensions["engine"].dispose()


@pytest.mark.parametrize("elsewhere", ["https://evil.example/", "//evil.example"])
def test_it_never_leads_to_another_site(client, provider, elsewhere):
    link(client, provider)

    assert go(client, f"/sign-in/single-sign-on?next={elsewhere}").location == "/"


def test_without_a_provider_there_is_no_button_and_no_way(settings):
    app = create_app(settings)
    app.test_client_class = Browser
    client = app.test_client()

    assert "single sign-on" not in client.get("/sign-in").text
    assert client.get("/sign-in/single-sign-on").location == "/sign-in"
    app.extensions["engine"].dispose()
