"""The pages of a person's own API tokens."""

import re

import pytest

from foundation.api.tokens.models import TokenScope
from tests.support.api import token_of

TOKENS = "/account/tokens"
TYPED = {"name": "Nightly export", "scopes": ["controls:read", "ask:read"], "days": "30"}


def made(browser, **typed):
    return browser.post(f"{TOKENS}/new", data=TYPED | typed)


def text_on(page):
    return re.search(r'id="token" readonly value="([^"]+)"', page.text)[1]


def test_a_token_that_was_made_opens_what_it_allows(sign_in, client):
    answer = made(sign_in("bob"))

    assert answer.status_code == 201
    headers = {"Authorization": f"Bearer {text_on(answer)}"}
    assert client.get("/api/v1/controls", headers=headers).status_code == 200
    assert client.post("/api/v1/controls", csrf=False, json={}, headers=headers).status_code == 403


def test_the_text_of_a_token_is_shown_only_once(sign_in):
    bob = sign_in("bob")

    text = text_on(made(bob))

    page = bob.get(TOKENS).text
    assert "Nightly export" in page
    assert "Read controls" in page
    assert text not in page


def test_a_revoked_token_leaves_the_list_and_opens_nothing(sign_in, client):
    bob = sign_in("bob")
    text = text_on(made(bob))
    action = re.search(rf'action="({TOKENS}/[^"]+/revoke)"', bob.get(TOKENS).text)[1]

    assert bob.post(action).status_code == 303

    assert "Nightly export" not in bob.get(TOKENS).text
    assert client.get("/api/v1/controls", headers={"Authorization": f"Bearer {text}"}).status_code == 401


def test_making_and_revoking_leave_their_lines_in_the_trail(sign_in):
    bob = sign_in("bob")
    made(bob)
    bob.post(re.search(rf'action="({TOKENS}/[^"]+/revoke)"', bob.get(TOKENS).text)[1])

    trail = sign_in("alice").get("/trail").text

    assert trail.count("Made the API token Nightly export") == 1
    assert trail.count("Revoked the API token Nightly export") == 1


@pytest.mark.parametrize(
    ("wrong", "told"),
    [
        ({"name": " "}, "Enter what the token is for"),
        ({"name": "n" * 101}, "Use at most 100 characters"),
        ({"scopes": []}, "Select at least one thing"),
        ({"scopes": ["firms:write"]}, "firms:write"),
        ({"days": "366"}, "Not a valid choice"),
    ],
)
def test_a_wrong_token_is_told_what_to_enter(sign_in, wrong, told):
    answer = made(sign_in("bob"), **wrong)

    assert answer.status_code == 422
    assert told in answer.text


@pytest.mark.parametrize(
    ("person", "offered"),
    [("sam", False), ("bob", True)],
)
def test_a_person_is_offered_what_their_role_may(sign_in, person, offered):
    page = sign_in(person).get(f"{TOKENS}/new").text

    assert ('value="controls:write"' in page) is offered
    assert 'value="firms:read"' not in page


def test_a_role_without_anything_to_open_is_told(sign_in):
    assert "Nothing to open" in sign_in("fiona").get(TOKENS).text


def test_a_colleagues_tokens_are_not_listed(app, sign_in):
    token_of(app, "bob", [TokenScope.CONTROLS_READ])

    assert "No token yet" in sign_in("alice").get(TOKENS).text
