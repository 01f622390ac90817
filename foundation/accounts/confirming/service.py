"""Noting that a person has proved again that it is them."""

import uuid
from collections.abc import Iterable

from sqlalchemy.orm import Session

from foundation.accounts.models import SignIn, User
from foundation.accounts.signin import try_password
from foundation.accounts.throttle.service import Limit
from foundation.accounts.tokens import hash_token, new_token
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput


def check_own_password(session: Session, email: str, password: str, limits: Iterable[Limit]) -> User:
    """Check the password of whoever is signed in; raises BadInput, or TooManyAttempts after too many wrong ones."""
    try:
        return try_password(session, email, password, limits)
    except BadInput as wrong:
        raise BadInput("That is not your password") from wrong


def note_confirmed(session: Session, sign_in_id: uuid.UUID, actor: Actor) -> str:
    """Take a session for proved from now on; gives its new token, and the former one opens nothing any more."""
    row, token = session.get_one(SignIn, sign_in_id), new_token()
    row.token_hash, row.confirmed_at = hash_token(token), now()
    summary = "Confirmed that it is them"
    record(session, actor, "sign_in.confirmed", thing="sign_in", thing_id=sign_in_id, summary=summary)
    session.flush()
    return token
