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
