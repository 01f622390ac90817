"""Opening an account: a new person as the owner of a new company."""

from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.access.scope import bind
from foundation.accounts.models import Membership, Organisation, OrganisationKind, User
from foundation.accounts.passwords import hash_password
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import BadInput

TAKEN = "There is an account under this address already. Sign in, or ask for a new password if you forgot it."


@dataclass(frozen=True, slots=True)
class SignUpRequest:
    """Who wants an account, and for which organisation."""

    organisation: str
    name: str
    email: str
    password: str = field(repr=False)


def sign_up(session: Session, request: SignUpRequest) -> Membership:
    """Open an account and its organisation, and bind the session to it; raises BadInput when the address is taken."""
    user = add_user(session, name=request.name, email=request.email, password=request.password)
    organisation = Organisation(name=request.organisation, kind=OrganisationKind.COMPANY)
    session.add(organisation)
    session.flush()
    bind(session, organisation.id)
    membership = Membership(organisation_id=organisation.id, user_id=user.id, role=Role.OWNER)
    session.add(membership)
    actor, summary = Actor(user.id, user.name), f"Opened the account of {organisation.name}"
    record(session, actor, "organisation.created", thing="organisation", thing_id=organisation.id, summary=summary)
    session.flush()
    return membership


def add_user(session: Session, *, name: str, email: str, password: str) -> User:
    """Add a person; raises BadInput when the address is taken."""
    if find_user(session, email) is not None:
        raise BadInput(TAKEN)
    user = User(email=email, name=name, password_hash=hash_password(password))
    try:
        with session.begin_nested():
            session.add(user)
    except IntegrityError as taken:  # somebody signed up with the same address in the meantime
        raise BadInput(TAKEN) from taken
    return user


def find_user(session: Session, email: str) -> User | None:
    """Find a person by their address, as kept: in lower case."""
    return session.scalar(sa.select(User).where(User.email == email))
