"""Signing in and asking for a new password tell nobody whether an address has an account: hashes are counted."""

import re

import pytest
import sqlalchemy as sa
from argon2.exceptions import VerifyMismatchError

from foundation.accounts import passwords
from foundation.accounts.models import User
from foundation.accounts.oidc.service import NO_PASSWORD

UNKNOWN, KNOWN = "nobody@example.com", "alice@example.com"


@pytest.fixture
def hashing(monkeypatch):
    """Count what takes time: each computation of argon2."""
    counted = []

    class Counting:
        def verify(self, password_hash, password):
            try:
                return hasher.verify(password_hash, password)
            except VerifyMismatchError:
                counted.append("verify")  # what is no hash at all is refused before anything is computed
                raise

        def hash(self, password):
            counted.append("hash")
            return hasher.hash(password)

    hasher = passwords._hasher
    passwords._nobodys_hash()  # made once in a process
    monkeypatch.setattr(passwords, "_hasher", Counting())
    return counted


def told(answer, email):
    """Give all that a stranger sees of an answer, without what every answer has of its own and what was typed."""
    page = re.sub(r'name="csrf_token"[^>]*value="[^"]+"', "", answer.text).replace(email, "…")
    headers = {name for name, _ in answer.headers} | {answer.headers.get("Location")}
    return answer.status_code, page, headers


@pytest.mark.parametrize("values", [{"password": "a wrong secret phrase"}, {"password": "x" * 1_000}])
def test_signing_in_answers_and_works_alike_whether_there_is_an_account(app, hashing, values):
    seen = {}
    for email in (KNOWN, UNKNOWN):
        hashing.clear()
        answer = app.test_client().post("/sign-in", data={"email": email, **values})
        seen[email] = told(answer, email), list(hashing)

    assert seen[KNOWN] == seen[UNKNOWN]
    assert seen[KNOWN][1] == ["verify"]


def test_an_account_without_a_password_takes_as_long(app, acting_for, hashing):
    session = acting_for("Acme")
    session.execute(sa.update(User).where(User.email == KNOWN).values(password_hash=NO_PASSWORD))
    session.commit()

    answer = app.test_client().post("/sign-in", data={"email": KNOWN, "password": "a wrong secret phrase"})

    assert answer.status_code == 422
    assert hashing == ["verify"]


def test_a_new_password_is_promised_alike_whether_there_is_an_account(app, hashing):
    seen = {}
    for email in (KNOWN, UNKNOWN):
        browser = app.test_client()
        first = browser.post("/password-reset", data={"email": email})
        seen[email] = told(first, email), told(browser.get(first.location), email), list(hashing)

    assert seen[KNOWN] == seen[UNKNOWN]
    assert seen[KNOWN][2] == []
