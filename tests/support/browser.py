"""A browser without scripts, and people signed in with it."""

import re
from collections.abc import Callable
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import User
from foundation.accounts.signin import memberships_of, open_sign_in


class Browser(FlaskClient):
    """A browser without scripts: it sends the CSRF token of the page it is on with each form."""

    def post(self, *args: Any, csrf: bool = True, **kwargs: Any) -> Any:
        """POST a form with the token of this browser's session, or without it (`csrf=False`)."""
        if csrf and "json" not in kwargs:
            kwargs["data"] = {"csrf_token": self.csrf_token(), **(kwargs.get("data") or {})}
        return super().post(*args, **kwargs)

    def told(self, path: str) -> str:
        """Give what a page says, without the token that every second makes anew."""
        return re.sub(r'name="csrf_token"[^>]*value="[^"]+"', "", self.get(path).text)

    def csrf_token(self) -> str:
        """Read the token out of a page with a form."""
        found = re.search(r'name="csrf_token"[^>]*value="([^"]+)"', self.get("/sign-in").text)
        assert found, "the sign-in page carries a CSRF token"
        return found[1]


def signing_in(app: Flask) -> Callable[[str], FlaskClient]:
    """Make the function that signs people in to an application, without the slow check of a password."""

    def enter(name: str) -> FlaskClient:
        with open_session(app.extensions["engine"], EVERY_ORGANISATION) as session:
            user_id = session.scalars(sa.select(User.id).where(User.email == f"{name}@example.com")).one()
            token = open_sign_in(session, memberships_of(session, user_id)[0], user_agent="test", days=1)
            session.commit()
        browser = app.test_client()
        with browser.session_transaction() as cookie:
            cookie["_user_id"], cookie["_fresh"] = token, True
        return browser

    return enter
