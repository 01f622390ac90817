"""Beginning a step, finding it again, finishing it once."""

import uuid
from datetime import timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.steps.models import Purpose, SignInStep
from foundation.accounts.tokens import hash_token, new_token
from foundation.clock import now
from foundation.errors import Conflict

SECOND_STEP = "second_step"
"""The name under which a browser's cookie keeps the token of that step."""
LINK = "link"
"""The same of the step that takes single sign-on into use."""
TOO_LATE = "This took too long, or was done already. Begin again."


def begin_step(
    session: Session, purpose: Purpose, *, user_id: uuid.UUID | None = None, minutes: int = 10, **detail: Any
) -> str:
    """Begin a step and give its token, which is stored nowhere; steps that ran out are removed on the way."""
    session.execute(sa.delete(SignInStep).where(SignInStep.expires_at <= now()))
    token = new_token()
    ends = now() + timedelta(minutes=minutes)
    row = SignInStep(token_hash=hash_token(token), purpose=purpose, user_id=user_id, detail=detail, expires_at=ends)
    session.add(row)
    session.flush()
    return token


def find_step(session: Session, purpose: Purpose, token: str | None) -> SignInStep | None:
    """Find a step that still holds; None when there is none."""
    if not token:
        return None
    wanted = sa.select(SignInStep).where(SignInStep.token_hash == hash_token(token), SignInStep.purpose == purpose)
    return session.scalar(wanted.where(SignInStep.expires_at > now()))


def give_up_steps(session: Session, purpose: Purpose, user_id: uuid.UUID) -> None:
    """Make what a person has begun for a purpose void."""
    session.execute(sa.delete(SignInStep).where(SignInStep.user_id == user_id, SignInStep.purpose == purpose))


def finish_step(session: Session, step: SignInStep) -> None:
    """Use a step up; raises Conflict when another request came first."""
    gone = sa.delete(SignInStep).where(SignInStep.id == step.id).returning(SignInStep.id)
    if session.scalar(gone.execution_options(synchronize_session=False)) is None:
        raise Conflict(TOO_LATE)
    session.expunge(step)
