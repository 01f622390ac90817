"""Noting that a person has proved again that it is them."""

import uuid
from collections.abc import Iterable

from sqlalchemy.orm import Session

from foundation.accounts.models import SignIn
from foundation.accounts.signin import try_password
from foundation.accounts.throttle.service import Limit
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now


def confirm(session: Session, sign_in_id: uuid.UUID, actor: Actor) -> None:
    """Take a session for proved from now on."""
    session.get_one(SignIn, sign_in_id).confirmed_at = now()
    summary = "Confirmed that it is them"
    record(session, actor, "sign_in.confirmed", thing="sign_in", thing_id=sign_in_id, summary=summary)
    session.flush()


def confirm_by_password(
    session: Session, sign_in_id: uuid.UUID, email: str, password: str, *, limits: Iterable[Limit], actor: Actor
) -> None:
    """Confirm by the password; raises BadInput when it is wrong, TooManyAttempts when it was wrong too often."""
    try_password(session, email, password, limits)
    confirm(session, sign_in_id, actor)
