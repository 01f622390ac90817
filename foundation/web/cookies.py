"""The cookie of the session, whose age is nobody's matter here."""

import hashlib
from typing import Any

from flask import Flask, Request
from flask.sessions import SecureCookieSession, SecureCookieSessionInterface
from itsdangerous import BadSignature


class AgelessCookies(SecureCookieSessionInterface):
    """Reads a cookie by its signature alone.

    How long a sign-in holds stands in the database. Flask also refuses a cookie that is younger than now, as after a
    clock was set back by a second: everybody who was signed in would be sent to the sign-in page.
    """

    digest_method = staticmethod(hashlib.sha256)  # Flask's own is SHA-1

    def open_session(self, app: Flask, request: Request) -> SecureCookieSession | None:
        """Read the cookie; one that was not signed here is as none."""
        serializer = self.get_signing_serializer(app)
        if serializer is None:
            return None
        try:
            content: dict[str, Any] = serializer.loads(request.cookies.get(self.get_cookie_name(app), ""))
        except BadSignature:
            return self.session_class()
        return self.session_class(content)
