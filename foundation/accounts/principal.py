"""The signed-in person of a request, as Flask-Login hands it to views and pages."""

import uuid
from dataclasses import dataclass
from datetime import datetime

from flask_login import UserMixin

from foundation.access.permissions import Permission, Role, permits
from foundation.accounts.models import SignIn
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


def principal_of(token: str, sign_in: SignIn) -> Principal:
    """Build the principal from its session row."""
    user, membership = sign_in.user, sign_in.membership
    return Principal(
        token=token,
        sign_in_id=sign_in.id,
        user_id=user.id,
        name=user.name,
        email=user.email,
        organisation_id=membership.organisation_id,
        organisation_name=membership.organisation.name,
        is_demo=membership.organisation.is_demo,
        role=membership.role,
        confirmed_at=sign_in.confirmed_at or sign_in.created_at,
        has_second_factor=user.second_factor_at is not None,
        must_set_up=membership.organisation.requires_second_factor and user.second_factor_at is None,
    )
