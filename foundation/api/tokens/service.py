"""A member's own tokens: made, listed, revoked."""

import uuid
from collections.abc import Collection
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Membership
from foundation.accounts.tokens import hash_token, new_token
from foundation.api.tokens.models import ApiToken, TokenScope
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, NotFound

MAX_DAYS = 365
NAME_CHARACTERS = 100


def create_token(
    session: Session, actor: Actor, *, name: str, scopes: Collection[TokenScope], days: int
) -> tuple[str, ApiToken]:
    """Make a token for the actor in the session's organisation; gives its text, which is stored nowhere, and its row.

    Raises BadInput for an empty or long name, no scope, or `days` outside [1, 365]; NotFound for no member.
    """
    _check(name, scopes, days)
    text = new_token()
    row = ApiToken(
        token_hash=hash_token(text),
        membership_id=_membership_of(session, actor),
        name=name,
        scopes=sorted(scopes),
        expires_at=now() + timedelta(days=days),
    )
    session.add(row)
    session.flush()
    summary = f"Made the API token {name} ({', '.join(row.scopes)})"
    record(session, actor, "api_token.created", thing="api_token", thing_id=row.id, summary=summary)
    session.flush()
    return text, row


def list_tokens(session: Session, user_id: uuid.UUID) -> list[ApiToken]:
    """List a person's tokens in the session's organisation that were not revoked, the newest first."""
    listed = _own(user_id).where(ApiToken.revoked_at.is_(None))
    return list(session.scalars(listed.order_by(ApiToken.created_at.desc(), ApiToken.id)))


def revoke_token(session: Session, token_id: uuid.UUID, actor: Actor) -> None:
    """Revoke one of the actor's own tokens; again is no deed. Raises NotFound for another's."""
    row = session.scalar(_own(actor.user_id).where(ApiToken.id == token_id))
    if row is None:
        raise NotFound("No such token.")
    if row.revoked_at is not None:
        return
    row.revoked_at = now()
    summary = f"Revoked the API token {row.name}"
    record(session, actor, "api_token.revoked", thing="api_token", thing_id=row.id, summary=summary)
    session.flush()


def _own(user_id: uuid.UUID | None) -> sa.Select[ApiToken]:
    """Select through the membership, which the session's scope confines to its organisation."""
    return sa.select(ApiToken).join(ApiToken.membership).where(Membership.user_id == user_id)


def _membership_of(session: Session, actor: Actor) -> uuid.UUID:
    found = session.scalar(sa.select(Membership.id).where(Membership.user_id == actor.user_id))
    if found is None:
        raise NotFound("You are not a member of that organisation.")
    return found


def _check(name: str, scopes: Collection[TokenScope], days: int) -> None:
    if not name.strip() or len(name) > NAME_CHARACTERS:
        raise BadInput(f"Enter a name of 1 to {NAME_CHARACTERS} characters")
    if not scopes:
        raise BadInput("Select at least one thing that the token may do")
    if not 1 <= days <= MAX_DAYS:
        raise BadInput(f"Enter a number of days from 1 to {MAX_DAYS}")
