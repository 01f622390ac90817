"""Mailing a link to choose a new password, and using it up."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.accounts.models import PasswordReset, User
from foundation.accounts.passwords import check_new_password, hash_password
from foundation.accounts.resets.letters import reset_letter
from foundation.accounts.signin import record_everywhere, revoke_all
from foundation.accounts.signup import find_user
from foundation.accounts.throttle.limits import password_subject
from foundation.accounts.throttle.service import forgive
from foundation.accounts.tokens import hash_token, new_token
from foundation.audit.actor import VISITOR
from foundation.clock import now
from foundation.errors import NotFound
from foundation.mail.service import post_letter

SPENT = "This link was used already or is too old. Ask for a new one."


@dataclass(frozen=True, slots=True)
class ResetRules:
    """For how many minutes a link holds, and how many an account gets within an hour."""

    minutes: int
    most_per_hour: int


def request_reset(session: Session, email: str, *, link: Callable[[str], str], rules: ResetRules) -> None:
    """Mail a link; to an address without an account, or with enough links, nothing is mailed, and nobody told."""
    user = find_user(session, email)
    if user is None or _asked_often(session, user, rules.most_per_hour):
        return
    token = open_reset(session, user, rules.minutes)
    post_letter(session, reset_letter(user.name, link(token), rules.minutes), recipient=user.email)
    summary = f"A link to choose a new password was mailed to {user.name}"
    record_everywhere(session, user, "password.reset_asked", summary, VISITOR)
    session.flush()


def open_reset(session: Session, user: User, minutes: int) -> str:
    """Give the token of a link, which is stored nowhere; whoever gets it may choose the person's password."""
    token = new_token()
    ends = now() + timedelta(minutes=minutes)
    session.add(PasswordReset(token_hash=hash_token(token), user_id=user.id, expires_at=ends))
    return token


def _asked_often(session: Session, user: User, most_per_hour: int) -> bool:
    """Count the links of the last hour; who asks holds the person, so that many at once count one after the other."""
    session.execute(sa.select(User.id).where(User.id == user.id).with_for_update())
    lately = PasswordReset.created_at > now() - timedelta(hours=1)
    mailed = session.scalar(sa.select(sa.func.count()).where(PasswordReset.user_id == user.id, lately)) or 0
    return mailed >= most_per_hour


def find_reset(session: Session, token: str) -> PasswordReset:
    """Find the reset behind a mailed token; raises NotFound when it was used or is too old."""
    wanted = sa.select(PasswordReset).options(joinedload(PasswordReset.user))
    found = session.scalar(
        wanted.where(
            PasswordReset.token_hash == hash_token(token),
            PasswordReset.used_at.is_(None),
            PasswordReset.expires_at > now(),
        )
    )
    if found is None:
        raise NotFound(SPENT)
    return found


def choose_password(session: Session, token: str, password: str) -> None:
    """Set a new password by a token, use up every open link of the person and end all their sessions."""
    reset = find_reset(session, token)
    user = reset.user
    check_new_password(password, user.email, [user.name])
    _use_up(session, reset)
    user.password_hash = hash_password(password)
    revoke_all(session, user.id)
    forgive(session, password_subject(user.email))
    record_everywhere(session, user, "password.reset", f"{user.name} chose a new password by a mailed link")
    session.flush()


def void_resets(session: Session, user_id: uuid.UUID) -> None:
    """Make every open link of a person void, as after they took another address."""
    mine = (PasswordReset.user_id == user_id, PasswordReset.used_at.is_(None))
    session.execute(sa.update(PasswordReset).where(*mine).values(used_at=now()))


def _use_up(session: Session, reset: PasswordReset) -> None:
    mine = PasswordReset.user_id == reset.user_id
    used = sa.update(PasswordReset).where(mine, PasswordReset.used_at.is_(None)).values(used_at=now())
    taken = session.scalars(used.returning(PasswordReset.id)).all()
    if reset.id not in taken:  # another request with the same link came first
        raise NotFound(SPENT)
