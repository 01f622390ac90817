"""Inviting people by mail, and taking an invitation up."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.access.scope import bind
from foundation.accounts.invitations.letters import invitation_letter
from foundation.accounts.models import Invitation, Membership, Organisation, User
from foundation.accounts.roles import LABELS, ROLES
from foundation.accounts.signin import find_invitation
from foundation.accounts.signup import add_user
from foundation.accounts.tokens import hash_token, new_token
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, Conflict, Forbidden, NotFound
from foundation.mail.service import post_letter


@dataclass(frozen=True, slots=True)
class InvitationRequest:
    """Whom to invite, in which role, for how many days."""

    email: str
    role: Role
    days: int


@dataclass(frozen=True, slots=True)
class NewPerson:
    """An invited person without an account."""

    name: str
    password: str = field(repr=False)


def list_open(session: Session) -> list[Invitation]:
    """List the invitations of the session's organisation that nobody took up or withdrew, expired ones too."""
    wanted = sa.select(Invitation).where(Invitation.accepted_at.is_(None), Invitation.withdrawn_at.is_(None))
    return list(session.scalars(wanted.order_by(Invitation.created_at.desc(), Invitation.id)))


def invite(
    session: Session,
    organisation_id: uuid.UUID,
    request: InvitationRequest,
    actor: Actor,
    *,
    link: Callable[[str], str],
) -> Invitation:
    """Mail an invitation; an older one to the same address is withdrawn. Raises BadInput for a member or wrong role."""
    organisation = session.get_one(Organisation, organisation_id)
    if request.role not in ROLES[organisation.kind]:
        raise BadInput("Select one of the roles of this organisation")
    if _is_member(session, request.email):
        raise BadInput("This person is a member already; change their role instead")
    _withdraw_older(session, request.email)
    token = new_token()
    row = Invitation(
        email=request.email,
        role=request.role,
        token_hash=hash_token(token),
        invited_by_id=actor.user_id,
        expires_at=now() + timedelta(days=request.days),
    )
    session.add(row)
    session.flush()
    letter = invitation_letter(organisation.name, actor.name, LABELS[row.role], row.expires_at, link(token))
    post_letter(session, letter, recipient=row.email)
    summary = f"Invited {row.email} as {LABELS[row.role]}"
    record(session, actor, "invitation.sent", thing="invitation", thing_id=row.id, summary=summary)
    return row


def _is_member(session: Session, email: str) -> bool:
    wanted = sa.select(Membership.id).join(User, User.id == Membership.user_id).where(User.email == email)
    return session.scalars(wanted).first() is not None


def _withdraw_older(session: Session, email: str) -> None:
    for older in list_open(session):
        if older.email == email:
            older.withdrawn_at = now()


def withdraw(session: Session, invitation_id: uuid.UUID, actor: Actor) -> Invitation:
    """Withdraw an invitation; raises NotFound for another organisation's, Conflict once it was accepted."""
    row = session.scalar(sa.select(Invitation).where(Invitation.id == invitation_id).with_for_update())
    if row is None:
        raise NotFound("No such invitation.")
    if row.accepted_at:
        raise Conflict("This invitation was accepted already. Remove the member instead.")
    if row.withdrawn_at is None:
        row.withdrawn_at = now()
        summary = f"Withdrew the invitation of {row.email}"
        record(session, actor, "invitation.withdrawn", thing="invitation", thing_id=row.id, summary=summary)
        session.flush()
    return row


def fetch_open(session: Session, token: str) -> Invitation:
    """Fetch an invitation that can still be accepted; raises NotFound saying why it cannot."""
    found = find_invitation(session, token)
    if found.accepted_at:
        raise NotFound("This invitation was accepted already. Sign in instead.")
    if found.withdrawn_at:
        raise NotFound("This invitation was withdrawn. Ask the person who invited you for a new one.")
    if found.expires_at <= now():
        raise NotFound("This invitation is too old. Ask the person who invited you for a new one.")
    return found


def accept_as_new(session: Session, token: str, person: NewPerson) -> Membership:
    """Open an account for the invited address and join; raises BadInput when the address has one already."""
    invitation = fetch_open(session, token)
    user = add_user(session, name=person.name, email=invitation.email, password=person.password)
    return _join(session, invitation, user.id, user.name)


def accept_as(session: Session, token: str, user_id: uuid.UUID) -> Membership:
    """Join with an existing account; raises Forbidden when the invitation went to another address."""
    invitation = fetch_open(session, token)
    user = session.get_one(User, user_id)
    if user.email != invitation.email:
        raise Forbidden(f"This invitation was sent to {invitation.email}, and you are signed in as {user.email}.")
    return _join(session, invitation, user.id, user.name)


def _join(session: Session, invitation: Invitation, user_id: uuid.UUID, name: str) -> Membership:
    """Use the invitation up, once, and make the membership; the session is bound to the organisation from here on."""
    invitation_id, role, email = invitation.id, invitation.role, invitation.email
    bind(session, invitation.organisation_id)
    open_one = sa.select(Invitation).where(Invitation.id == invitation_id).with_for_update()
    row = session.scalars(open_one).one()
    if row.accepted_at or row.withdrawn_at:
        raise Conflict("This invitation was accepted or withdrawn a moment ago.")
    row.accepted_at = now()
    if _is_member(session, email):
        raise Conflict("You are a member of this organisation already.")
    membership = Membership(user_id=user_id, role=role)
    session.add(membership)
    session.flush()
    summary = f"{name} joined as {LABELS[role]}"
    record(
        session,
        Actor(user_id, name),
        "invitation.accepted",
        thing="invitation",
        thing_id=invitation_id,
        summary=summary,
    )
    session.flush()
    return membership
