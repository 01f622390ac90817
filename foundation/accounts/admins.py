"""Making an admin of the platform from the command line, as the first one, whom nobody can invite."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from email_validator import EmailNotValidError, validate_email
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.accounts import letters
from foundation.accounts.models import Membership, User
from foundation.accounts.oidc.service import NO_PASSWORD
from foundation.accounts.platform import platform_id
from foundation.accounts.resets.service import open_reset
from foundation.accounts.signup import find_user
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.errors import BadInput

PLACE = "ADDRESS"


@dataclass(frozen=True, slots=True)
class MadeAdmin:
    """Who is an admin now, and the token of a link to choose their password; None for who has one."""

    name: str
    token: str | None


def make_admin(session: Session, address: str, *, name: str | None, existing: bool, minutes: int) -> MadeAdmin:
    """Make somebody an admin; whoever has no password yet gets a link for one, also when asked again.

    Who has an account already is mailed that they are one.

    Raises BadInput for an account that stands, unless it is meant (`existing`), and for an admin with a password. The
    session must reach every organisation.
    """
    email = _checked(address)
    user, platform = find_user(session, email), platform_id(session)
    if user is None:
        user = User(email=email, name=" ".join((name or email).split())[:200], password_hash=NO_PASSWORD)
        session.add(user)
        session.flush()
        _join(session, platform, user)
    elif not _belongs(session, platform, user):
        if not existing:
            raise BadInput(f"{user.name} has an account already; add --existing to make them an admin too", PLACE)
        _join(session, platform, user)
        letters.tell(session, user, letters.made_admin(user.name))
    elif user.password_hash != NO_PASSWORD:
        raise BadInput(f"{user.name} is an admin already", PLACE)
    token = open_reset(session, user, minutes) if user.password_hash == NO_PASSWORD else None
    session.flush()
    return MadeAdmin(user.name, token)


def _checked(address: str) -> str:
    email = address.strip().lower()
    try:
        validate_email(email, check_deliverability=False)
    except EmailNotValidError as wrong:
        raise BadInput(f"{address!r} is no e-mail address such as name@example.com", PLACE) from wrong
    if len(email) > 254:
        raise BadInput("use an e-mail address of at most 254 characters", PLACE)
    return email


def _belongs(session: Session, platform: uuid.UUID, user: User) -> bool:
    mine = sa.select(Membership.id).where(Membership.user_id == user.id, Membership.organisation_id == platform)
    return session.scalar(mine) is not None


def _join(session: Session, platform: uuid.UUID, user: User) -> None:
    member = Membership(organisation_id=platform, user_id=user.id, role=Role.ADMIN)
    session.add(member)
    session.flush()
    record(
        session,
        SERVICE,
        "member.joined",
        thing="membership",
        thing_id=member.id,
        summary=f"Made {user.name} ({user.email}) an admin on the command line",
        organisation_id=platform,
    )
