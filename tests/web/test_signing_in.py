"""Signing in and out."""

import pytest

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
