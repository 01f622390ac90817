"""Passkeys: added, used in place of password and code, renamed, removed."""

import re

import pytest
import sqlalchemy as sa

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.factors.models import Passkey
from foundation.accounts.models import Membership, SignIn, User
from foundation.clock import now
from foundation.mail.models import OutgoingMail
from tests.factories.people import PASSWORD
from tests.support.authenticator import Authenticator
from tests.support.second_factor import codes_on, set_up


@pytest.fixture
def alice(sign_in):
    return sign_in("alice")


@pytest.fixture
def look(app):
    def read(selection):
        with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
            return session.scalars(selection).all()

    return read


def add(browser, device, name="Phone"):
    options = browser.post("/account/passkeys/new/options").json
    return browser.post("/account/passkeys", data={"name": name, "credential": device.create(options)})


def use(browser, device, **more):
    options = browser.post("/sign-in/passkey/options", data=more).json
    return browser.post("/sign-in/passkey", data={"credential": device.get(options)})


def test_a_passkey_is_asked_to_verify_its_person_and_bound_to_the_service(alice):
    options = alice.post("/account/passkeys/new/options").json

    assert options["rp"] == {"id": "localhost", "name": "auditmatch"}
    assert options["authenticatorSelection"]["userVerification"] == "required"
    assert options["authenticatorSelection"]["residentKey"] == "required"


def test_the_first_passkey_comes_with_recovery_codes_the_second_does_not(alice, look):
    first, second = add(alice, Authenticator()), add(alice, Authenticator(), "Key")

    assert (first.status_code, len(codes_on(first.text))) == (201, 10)
    assert (second.status_code, second.location) == (303, "/account/second-factor")
    assert look(sa.select(Passkey.name).order_by(Passkey.created_at)) == ["Phone", "Key"]
    assert "Added the passkey Phone" in alice.get("/trail").text
    assert look(sa.select(OutgoingMail.subject)) == ["A passkey was added"] * 2


def test_a_passkey_signs_in_without_password_and_code(alice, client):
    device = Authenticator()
    set_up(alice)
    add(alice, device)

    answer = use(client, device, next="/trail")

    assert (answer.status_code, answer.location) == (303, "/trail")
    assert "Alice" in client.get("/account").text
    assert client.get("/account/password").status_code == 200  # it is a fresh proof


def test_with_a_passkey_alone_the_password_asks_for_it_or_a_recovery_code(alice, client):
    codes = codes_on(add(alice, Authenticator()).text)
    answer = client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD})

    assert answer.location == "/sign-in/code"
    assert "Use a passkey instead" in client.get("/sign-in/code").text
    assert client.post("/sign-in/code", data={"code": "123456"}).status_code == 422
    assert client.post("/sign-in/code", data={"code": codes[0]}).status_code == 303


@pytest.mark.parametrize(
    "device",
    [Authenticator(verifies=False), Authenticator(origin="https://evil.example")],
    ids=["asks for nothing", "on another site"],
)
def test_a_passkey_that_does_not_verify_or_of_another_site_is_not_kept(alice, look, device):
    answer = add(alice, device)

    assert answer.status_code == 422
    assert "The passkey was not accepted" in answer.text
    assert look(sa.select(Passkey.id)) == []


@pytest.mark.parametrize("spoilt", [{"verifies": False}, {"origin": "https://evil.example"}, {"key": None}])
def test_an_answer_that_does_not_hold_lets_nobody_in_and_stands_in_the_trail(alice, client, spoilt):
    device = Authenticator()
    add(alice, device)
    for name, value in spoilt.items():
        setattr(device, name, value or (Authenticator().key if name == "key" else value))

    answer = use(client, device)

    assert answer.status_code == 422
    assert client.get("/account").status_code == 302
    assert "A passkey of Alice was refused" in alice.get("/trail").text


def test_a_copied_device_whose_counter_runs_behind_is_refused(alice, client):
    device = Authenticator()
    add(alice, device)
    for _ in range(3):
        use(client, device)
    device.counter = 1

    assert use(client, device).status_code == 422


def test_an_answer_is_good_once_and_in_its_own_browser(alice, client, app):
    device, other = Authenticator(), app.test_client()
    add(alice, device)
    answer = device.get(client.post("/sign-in/passkey/options").json)
    other.post("/sign-in/passkey/options")

    assert other.post("/sign-in/passkey", data={"credential": answer}).status_code == 422
    assert client.post("/sign-in/passkey", data={"credential": answer}).status_code == 303
    client.post("/sign-out")
    assert client.post("/sign-in/passkey", data={"credential": answer}).status_code == 422


def test_a_challenge_is_answered_once_even_by_a_device_that_does_not_count(alice, client):
    device = Authenticator()
    add(alice, device)
    device.counter = -1
    answer = device.get(client.post("/sign-in/passkey/options").json)
    with client.session_transaction() as cookie:
        token = cookie["passkey"]

    assert client.post("/sign-in/passkey", data={"credential": answer}).status_code == 303
    client.post("/sign-out")
    with client.session_transaction() as cookie:
        cookie["passkey"] = token
    assert client.post("/sign-in/passkey", data={"credential": answer}).status_code == 422


@pytest.mark.parametrize("rubbish", ["", "[]", "{}", '{"rawId": 1}', '{"rawId": "é"}', "x" * 20_001, "null", '"a"'])
def test_what_is_no_answer_is_refused_plainly(alice, client, rubbish):
    client.post("/sign-in/passkey/options")
    alice.post("/account/passkeys/new/options")

    assert client.post("/sign-in/passkey", data={"credential": rubbish}).status_code == 422
    assert alice.post("/account/passkeys", data={"name": "x", "credential": rubbish}).status_code == 422


def test_the_same_passkey_is_not_kept_twice(alice, sign_in):
    device = Authenticator()
    add(alice, device)

    assert add(sign_in("bob"), device).status_code == 409


def test_a_new_passkey_is_of_the_browser_that_asked(alice, sign_in, look):
    bob = sign_in("bob")
    answer = Authenticator().create(alice.post("/account/passkeys/new/options").json)
    with alice.session_transaction() as hers, bob.session_transaction() as his:
        his["passkey"] = hers["passkey"]

    assert bob.post("/account/passkeys", data={"name": "x", "credential": answer}).status_code == 409
    assert look(sa.select(Passkey.id)) == []


def test_renaming_and_removing(alice, client, look):
    device = Authenticator()
    add(alice, device)
    address = re.search(r"/account/passkeys/[0-9a-f-]{36}", alice.get("/account/second-factor").text)[0]

    alice.post(address, data={"name": "Old phone"})
    assert "Old phone" in alice.get("/account/second-factor").text
    assert alice.post(f"{address}/remove").status_code == 303

    assert use(client, device).status_code == 422
    assert "Removed the passkey Old phone" in alice.get("/trail").text
    assert client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD}).location == "/"


def test_anothers_passkey_does_not_exist(alice, sign_in):
    add(alice, Authenticator())
    address = re.search(r"/account/passkeys/[0-9a-f-]{36}", alice.get("/account/second-factor").text)[0]
    bob = sign_in("bob")

    assert (bob.get(address).status_code, bob.post(f"{address}/remove").status_code) == (404, 404)


def test_the_last_factor_stays_while_an_organisation_requires_one(alice):
    add(alice, Authenticator())
    alice.post("/organisation/second-factor", data={"required": "yes"})
    address = re.search(r"/account/passkeys/[0-9a-f-]{36}", alice.get("/account/second-factor").text)[0]

    assert alice.post(f"{address}/remove").status_code == 409
    set_up(alice)
    assert alice.post(f"{address}/remove").status_code == 303


def test_a_passkey_confirms_that_it_is_its_person_and_nobody_else(alice, sign_in, app):
    hers, bobs = Authenticator(), Authenticator()
    add(alice, hers)
    add(sign_in("bob"), bobs)
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(SignIn).values(confirmed_at=now().replace(year=2020)))
        session.commit()

    def confirm(device):
        options = alice.post("/sign-in/passkey/options", data={"next": "/account/password"}).json
        return alice.post("/confirm/passkey", data={"credential": device.get(options)})

    assert confirm(bobs).status_code == 422
    assert alice.get("/account/password").status_code == 303
    assert confirm(hers).location == "/account/password"
    assert alice.get("/account/password").status_code == 200


def test_a_reset_takes_passkeys_away_too(alice, sign_in, client, app):
    device = Authenticator()
    add(sign_in("bob"), device)
    bobs = sa.select(Membership.id).join(User, User.id == Membership.user_id).where(User.name == "Bob")
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        member = session.scalars(bobs).one()

    alice.post(f"/organisation/members/{member}/second-factor/reset")

    assert use(client, device).status_code == 422


def test_the_options_name_no_account(client, alice):
    add(alice, Authenticator())

    assert client.post("/sign-in/passkey/options").json.get("allowCredentials", []) == []
