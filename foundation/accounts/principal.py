"""The signed-in person of a request, as Flask-Login hands it to views and pages."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import sqlalchemy as sa
from flask_login import UserMixin

from foundation.access.permissions import Permission, Role, permits
from foundation.audit.actor import Actor


@dataclass(frozen=True, slots=True)
class Principal(UserMixin):  # type: ignore[misc]  # Flask-Login ships no types
    """Who asks, for which organisation, in which role; built from the row of the server-side session."""

    token: str
    sign_in_id: uuid.UUID
    user_id: uuid.UUID
    name: str
    email: str
    organisation_id: uuid.UUID
    organisation_name: str
    is_demo: bool
    role: Role
    confirmed_at: datetime
    """When the person last proved that it is them: by signing in, or since then."""
    has_second_factor: bool
    must_set_up: bool
    """Whether the organisation requires a second factor that the person does not have."""

    def get_id(self) -> str:
        """What Flask-Login keeps in the cookie: the token of the server-side session, not the user's id."""
        return self.token

    @property
    def actor(self) -> Actor:
        """The same person for the trail."""
        return Actor(self.user_id, self.name)

    def may(self, permission: str) -> bool:
        """Tell a page whether to offer a deed."""
        return permits(self.role, Permission(permission))


def principal_of(token: str, found: sa.Row[*tuple[Any, ...]]) -> Principal:
    """Build the principal from what `find_sign_in` gives."""
    return Principal(
        token=token,
        sign_in_id=found.sign_in_id,
        user_id=found.user_id,
        name=found.name,
        email=found.email,
        organisation_id=found.organisation_id,
        organisation_name=found.organisation_name,
        is_demo=found.is_demo,
        role=found.role,
        confirmed_at=found.confirmed_at,
        has_second_factor=found.has_second_factor,
        must_set_up=found.requires_second_factor and not found.has_second_factor,
    )
