"""Mailing a link to choose a new password, and using it up."""

from collections.abc import Callable
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.accounts.models import PasswordReset, User
from foundation.accounts.passwords import check_new_password, hash_password
from foundation.accounts.signin import record_everywhere, revoke_all
from foundation.accounts.signup import find_user
from foundation.accounts.tokens import hash_token, new_token
from foundation.clock import now
from foundation.errors import NotFound
from foundation.mail.service import post

SPENT = "This link was used already or is too old. Ask for a new one."


def request_reset(session: Session, email: str, *, link: Callable[[str], str], minutes: int) -> None:
    """Mail a link that holds for some minutes; to an address without an account nothing is mailed, and nobody told."""
    user = find_user(session, email)
    if user is None:
        return
    token = new_token()
    row = PasswordReset(token_hash=hash_token(token), user_id=user.id, expires_at=now() + timedelta(minutes=minutes))
    session.add(row)
    post(session, recipient=user.email, subject="Choose a new password", body=_mail(user, link(token), minutes))
    session.flush()


def _mail(user: User, link: str, minutes: int) -> str:
    return (
        f"Hello {user.name},\n\nsomebody, probably you, asked for a new password for auditmatch. Choose it here:\n\n"
        f"{link}\n\nThe link works once and for {minutes} minutes. Choosing a new password signs you out everywhere.\n"
        f"If it was not you, do nothing: your password stays as it is.\n"
    )


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
    check_new_password(password, user.email)
    _use_up(session, reset)
    user.password_hash = hash_password(password)
    revoke_all(session, user.id)
    record_everywhere(session, user, "password.reset", f"{user.name} chose a new password by a mailed link")
    session.flush()


def _use_up(session: Session, reset: PasswordReset) -> None:
    mine = PasswordReset.user_id == reset.user_id
    used = sa.update(PasswordReset).where(mine, PasswordReset.used_at.is_(None)).values(used_at=now())
    taken = session.scalars(used.returning(PasswordReset.id)).all()
    if reset.id not in taken:  # another request with the same link came first
        raise NotFound(SPENT)
