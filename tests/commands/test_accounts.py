"""`auditmatch accounts`: helping people who cannot sign in."""

import pytest

from foundation.accounts.cli import accounts
from foundation.errors import BadInput
from tests.factories.people import PASSWORD
from tests.support.second_factor import set_up


@pytest.fixture
def run(app):
    return lambda *words: app.test_cli_runner().invoke(accounts, [*words])


def test_the_second_factor_of_a_person_is_reset(run, sign_in, client):
    alice = sign_in("alice")
    set_up(alice)

    done = run("reset-second-factor", "Alice@example.com")

    assert done.output == "The second factor of Alice is reset, their sessions have ended, and a mail tells them.\n"
    assert client.post("/sign-in", data={"email": "alice@example.com", "password": PASSWORD}).location == "/"
    assert "Reset the second factor of Alice" in client.get("/trail").text


def test_an_unknown_address_is_refused(run):
    assert isinstance(run("reset-second-factor", "nobody@example.com").exception, BadInput)


def test_a_person_is_signed_out_everywhere_and_others_are_not(run, sign_in):
    alice, bob = sign_in("alice"), sign_in("bob")

    done = run("end-sessions", "Alice@example.com")

    assert done.output == "Signed out everywhere: 1.\n"
    assert (alice.get("/account").status_code, bob.get("/account").status_code) == (302, 200)
    assert "All sessions of Alice were ended" in sign_in("alice").get("/trail").text


def test_everybody_is_signed_out(run, sign_in):
    browsers = [sign_in("alice"), sign_in("bob"), sign_in("charlie")]

    assert run("end-sessions", "--everybody").output == "Signed out everywhere: 3.\n"
    assert [browser.get("/account").status_code for browser in browsers] == [302, 302, 302]


@pytest.mark.parametrize("words", [[], ["alice@example.com", "--everybody"], ["nobody@example.com"]])
def test_whose_sessions_end_is_said_once(run, sign_in, words):
    alice = sign_in("alice")

    assert isinstance(run("end-sessions", *words).exception, BadInput)
    assert alice.get("/account").status_code == 200
