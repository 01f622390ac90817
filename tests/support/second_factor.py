"""Second factors for tests: an app whose clock the test knows, and people who have set one up."""

import re

import pyotp
import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.factors.models import TotpSecret
from foundation.clock import now


def set_up(browser: FlaskClient) -> tuple[str, list[str]]:
    """Set up an app through the pages; gives its secret and the recovery codes."""
    browser.post("/account/second-factor/app")
    secret = secret_on(browser.get("/account/second-factor/app").text)
    answer = browser.post("/account/second-factor/app/confirm", data={"code": code_of(secret, -1)})
    assert answer.status_code == 201, answer.text
    return secret, codes_on(answer.text)


def secret_on(page: str) -> str:
    """Read the secret off the page that shows it."""
    return "".join(re.findall(r"<span>([A-Z2-7]{4})</span>", page))


def codes_on(page: str) -> list[str]:
    """Read the recovery codes off the page that shows them."""
    return re.findall(r"<code>([A-Z2-9]{4}(?:-[A-Z2-9]{4}){5})</code>", page)


def code_of(secret: str, steps: int = 0) -> str:
    """Give the code that the app shows some steps from now."""
    return pyotp.TOTP(secret).at(now(), counter_offset=steps)


def forget_used(app: Flask) -> None:
    """Let codes count as not used, as if half a minute had passed."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
        session.execute(sa.update(TotpSecret).values(last_step=None))
        session.commit()
