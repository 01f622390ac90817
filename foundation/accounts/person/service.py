"""A person's own name, password, sessions and choice of organisation."""

import uuid
from dataclasses import dataclass

from sqlalchemy.orm import Session

from foundation.accounts.models import Membership, SignIn, User
from foundation.accounts.passwords import check_new_password, hash_password, password_matches
from foundation.accounts.signin import memberships_of, revoke, revoke_all, sign_ins_of
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import BadInput, NotFound


@dataclass(frozen=True, slots=True)
class OwnSession:
    """One of a person's live sessions, and whether it is the one that asks."""

    row: SignIn
    is_this_one: bool


def change_name(session: Session, user_id: uuid.UUID, name: str, actor: Actor) -> None:
    """Give a person another name."""
    user = session.get_one(User, user_id)
    if user.name == name:
        return
    summary = f"Changed their name from {user.name} to {name}"
    user.name = name
    record(session, actor, "user.renamed", thing="user", thing_id=user.id, summary=summary)
    session.flush()


def change_password(
    session: Session, user_id: uuid.UUID, *, old: str, new: str, this_one: uuid.UUID, actor: Actor
) -> None:
    """Set another password and end all other sessions; raises BadInput when the old one is wrong."""
    user = session.get_one(User, user_id)
    if not password_matches(user.password_hash, old):
        raise BadInput("That is not your present password")
    check_new_password(new, user.email, [user.name])
    user.password_hash = hash_password(new)
    revoke_all(session, user_id, but=this_one)
    summary = "Changed their password; other sessions ended"
    record(session, actor, "password.changed", thing="user", thing_id=user_id, summary=summary)
    session.flush()


def list_sessions(session: Session, user_id: uuid.UUID, this_one: uuid.UUID, *, idle_hours: int) -> list[OwnSession]:
    """List a person's live sessions, this one first."""
    rows = sign_ins_of(session, user_id, idle_hours=idle_hours)
    listed = [OwnSession(row, row.id == this_one) for row in rows]
    return sorted(listed, key=lambda one: not one.is_this_one)


def end_session(session: Session, user_id: uuid.UUID, sign_in_id: uuid.UUID, actor: Actor) -> None:
    """End one of a person's own sessions; raises NotFound for another's."""
    revoke(session, user_id, sign_in_id)
    record(
        session, actor, "sign_in.revoked", thing="sign_in", thing_id=sign_in_id, summary="Ended one of their sessions"
    )
    session.flush()


def end_other_sessions(session: Session, user_id: uuid.UUID, this_one: uuid.UUID, actor: Actor) -> None:
    """End all of a person's sessions but this one."""
    revoke_all(session, user_id, but=this_one)
    summary = "Ended all their other sessions"
    record(session, actor, "sign_in.revoked", thing="user", thing_id=user_id, summary=summary)
    session.flush()


def fetch_own_membership(session: Session, user_id: uuid.UUID, membership_id: uuid.UUID) -> Membership:
    """Fetch one of a person's own memberships; raises NotFound for another's."""
    for membership in memberships_of(session, user_id):
        if membership.id == membership_id:
            return membership
    raise NotFound("You are not a member of that organisation.")
