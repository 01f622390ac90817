"""A program that uses the API with a personal token."""

from collections.abc import Collection
from typing import Any

import sqlalchemy as sa
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.datastructures import Headers

from foundation.access.scope import EVERY_ORGANISATION, open_session
from foundation.accounts.models import User
from foundation.accounts.signin import memberships_of
from foundation.api.tokens.models import TokenScope
from foundation.api.tokens.service import create_token
from foundation.audit.actor import Actor

CONTROL = {"title": "Leavers", "statement": "We close accounts within a day.", "status": "implemented"}
FACT = {"value": "Acme Payroll Ltd"}
ANSWER = {"question": "Do you encrypt backups?", "answer": "yes"}
INTAKE = {"organisation": "Acme", "industry": "fintech", "headcount": 50, "report_type": "type_2"}
REASON = {"reason": "The licence is being looked into."}
API_BODIES: dict[tuple[str, str], Any] = {
    ("api_controls.add", "POST"): CONTROL | {"control_id": "AC-77"},
    ("api_controls.replace", "PUT"): CONTROL,
    ("api_controls.change", "PATCH"): {"title": "Leavers"},
    ("api_ask.by_body", "POST"): {"question": "Do you encrypt backups?"},
    ("api_questionnaires.change_answer", "PATCH"): {"answer_text": "We do."},
    ("api_questionnaires.approve_shown", "POST"): {"expected": 0},
    ("api_intakes.add", "POST"): INTAKE,
    ("api_intakes.replace", "PUT"): INTAKE,
    ("api_firms.add", "POST"): {"firm_id": "F-777", "name": "Invented Auditors", "source": "their letter"},
    ("api_firms.change", "PATCH"): {"source": "their letter"},
    ("api_firms.suspend", "POST"): REASON,
    ("api_firms.reinstate", "POST"): REASON,
    ("api_facts.add", "POST"): FACT | {"key": "nickname"},
    ("api_facts.replace", "PUT"): FACT,
    ("api_facts.change", "PATCH"): FACT,
    ("api_library.add", "POST"): ANSWER | {"answer_id": "L-777"},
    ("api_library.replace", "PUT"): ANSWER,
    ("api_library.change", "PATCH"): ANSWER,
}
"""A body that each address takes, by endpoint and method."""


class Program(FlaskClient):
    """A client that sends a token with each request, and the ETag that fits everything with each change."""

    token: str | None = None

    def open(self, *args: Any, **kwargs: Any) -> Any:
        """Send a request; headers that are given win."""
        headers = Headers(kwargs.pop("headers", None))
        if self.token:
            headers.setdefault("Authorization", f"Bearer {self.token}")
        if kwargs.get("method") in ("POST", "PUT", "PATCH", "DELETE"):
            headers.setdefault("If-Match", "*")
        return super().open(*args, headers=headers, **kwargs)


def program(app: Flask, name: str | None, scopes: Collection[TokenScope] = tuple(TokenScope)) -> Program:
    """Give a program acting for one of the standing people by first name, or one without a token."""
    client = Program(app, app.response_class)
    client.token = token_of(app, name, scopes) if name else None
    return client


def token_of(app: Flask, name: str, scopes: Collection[TokenScope] = tuple(TokenScope)) -> str:
    """Make a token for a standing person and give its text."""
    with open_session(app.extensions["engine"], EVERY_ORGANISATION, read_only=True) as session:
        user_id = session.scalars(sa.select(User.id).where(User.email == f"{name}@example.com")).one()
        organisation_id = memberships_of(session, user_id)[0].organisation_id
    with open_session(app.extensions["engine"], organisation_id) as session:
        text, _row = create_token(session, Actor(user_id, name.title()), name="Tests", scopes=scopes, days=1)
        session.commit()
    return text
