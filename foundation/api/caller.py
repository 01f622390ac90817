"""Who asks by the API: the member behind a bearer token."""

import uuid
from dataclasses import dataclass
from typing import cast

from flask import g, request
from werkzeug.exceptions import Unauthorized
from werkzeug.local import LocalProxy

from foundation.access.permissions import Permission, Role, permits
from foundation.access.scope import bind
from foundation.api.tokens.bearer import find_token
from foundation.api.tokens.models import ApiToken
from foundation.audit.actor import Actor
from foundation.web.session import session


@dataclass(frozen=True, slots=True)
class Caller:
    """The member for whom a program acts, for as long as one request lasts."""

    token_id: uuid.UUID
    user_id: uuid.UUID
    name: str
    organisation_id: uuid.UUID
    role: Role
    scopes: frozenset[str]
    lacks_second_factor_of: str | None
    """Name of the organisation, while it requires a second factor that the member does not have."""

    @property
    def actor(self) -> Actor:
        """The same person for the trail."""
        return Actor(self.user_id, self.name)

    def may(self, permission: Permission) -> bool:
        """Tell whether the member's present role allows a deed; what the token allows was checked before."""
        return permits(self.role, permission)


caller: Caller = cast("Caller", LocalProxy(lambda: g.api_caller))
"""The caller of this request, once the gate let it in."""


def identify() -> Caller:
    """Learn whose token the request carries and bind its session to their organisation; raises Unauthorized."""
    token = find_token(session, _bearer_text())
    if token is None:
        raise _unauthorised("This token is unknown, has expired or was revoked.", 'Bearer error="invalid_token"')
    found = _caller(token)
    bind(session, found.organisation_id, oversees=found.role is Role.ADMIN)
    g.api_caller = found
    return found


def _bearer_text() -> str:
    given = request.authorization
    if given is None or given.type != "bearer" or not given.token:
        raise _unauthorised("Send a personal token in the header Authorization, as in: Bearer <token>.", "Bearer")
    return given.token


def _unauthorised(detail: str, challenge: str) -> Unauthorized:
    error = Unauthorized(detail)
    error.get_headers = lambda *_: [("WWW-Authenticate", challenge)]  # type: ignore[method-assign]  # werkzeug's own way knows no bare scheme
    return error


def _caller(token: ApiToken) -> Caller:
    member, home = token.membership, token.membership.organisation
    return Caller(
        token_id=token.id,
        user_id=member.user_id,
        name=member.user.name,
        organisation_id=member.organisation_id,
        role=member.role,
        scopes=frozenset(token.scopes),
        lacks_second_factor_of=home.name if home.requires_second_factor and not member.user.second_factor_at else None,
    )
