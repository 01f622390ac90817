"""Signing in and out over server-side sessions. Looks across organisations, as it must to learn whose session it is."""

import uuid
from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.scope import across_organisations
from foundation.accounts import letters
from foundation.accounts.models import Invitation, Membership, Organisation, SignIn, User
from foundation.accounts.passwords import hash_password, is_outdated, password_matches, spend_the_same_time
from foundation.accounts.signup import find_user
from foundation.accounts.steps.models import SignInStep
from foundation.accounts.throttle.service import Attempt, Limit, begin_attempt, count
from foundation.accounts.tokens import hash_token, new_token
from foundation.audit.actor import VISITOR, Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.db import TZDateTime
from foundation.errors import BadInput, NotFound, TooManyAttempts

SEEN_EVERY = timedelta(minutes=5)


def check_password(session: Session, email: str, password: str) -> User:
    """Find the person behind an address and password; raises BadInput, the same for either being wrong."""
    user = find_user(session, email.strip().lower())
    if user is None:
        spend_the_same_time(password)
    elif password_matches(user.password_hash, password):
        if is_outdated(user.password_hash):  # only now the password is at hand
            user.password_hash = hash_password(password)
        return user
    raise BadInput("The e-mail address or the password is not right. Check both and try again.")


def try_password(session: Session, email: str, password: str, limits: Iterable[Limit]) -> User:
    """Check a password within limits; raises BadInput when it is wrong, TooManyAttempts when it was wrong too often.

    What it notes of a failure is to be kept although the request refuses.
    """
    attempt = begin_attempt(session, limits)
    try:
        user = check_password(session, email, password)
    except BadInput:
        note_failed(session, attempt, find_user(session, email.strip().lower()), "password")
        raise
    attempt.passed()
    return user


def note_failed(session: Session, attempt: Attempt, user: User | None, what: str) -> None:
    """Count a failure, and tell of it in the trails of the person whose account it was, if there is one."""
    last = attempt.failed()
    if user is None:
        return
    record_everywhere(session, user, "sign_in.refused", f"A wrong {what} was given for {user.name}", VISITOR)
    if last:
        summary = f"Sign-in of {user.name} waits: a wrong {what} was given too often"
        record_everywhere(session, user, "sign_in.throttled", summary, VISITOR)
        _tell_of_wait(session, user, what, attempt.minutes)


def _tell_of_wait(session: Session, user: User, what: str, minutes: int) -> None:
    """Mail it, once a day at most: whoever guesses must not be able to fill a mailbox."""
    try:
        count(session, [Limit(f"told to wait:{user.id}", 1, 24 * 60, forgiven=False)])
    except TooManyAttempts:
        return
    letters.tell(session, user, letters.sign_in_waits(user.name, what, minutes))


def memberships_of(session: Session, user_id: uuid.UUID) -> list[Membership]:
    """List the organisations a person belongs to, the oldest membership first."""
    wanted = sa.select(Membership).options(joinedload(Membership.organisation))
    with across_organisations(session):
        rows = session.scalars(wanted.where(Membership.user_id == user_id).order_by(Membership.created_at))
        return list(rows)


def open_sign_in(
    session: Session, membership: Membership, *, user_agent: str, days: int, confirmed_at: datetime | None = None
) -> str:
    """Open a server-side session; gives its token, which is stored nowhere.

    The person has proved that it is them just now, unless it is said when.
    """
    token = new_token()
    row = SignIn(
        token_hash=hash_token(token),
        user_id=membership.user_id,
        membership_id=membership.id,
        user_agent=user_agent[:300],
        expires_at=now() + timedelta(days=days),
        confirmed_at=confirmed_at or now(),
    )
    session.add(row)
    session.flush()
    return token


_IS_LIVE = (
    SignIn.revoked_at.is_(None),
    SignIn.expires_at > sa.bindparam("now", type_=TZDateTime()),
    SignIn.last_seen_at > sa.bindparam("idle_since", type_=TZDateTime()),
)
"""Not revoked, not past its end, not idle for too long; `_moments` gives the two."""

_WHO_ASKS = (
    sa.select(
        SignIn.id.label("sign_in_id"),
        SignIn.last_seen_at,
        sa.func.coalesce(SignIn.confirmed_at, SignIn.created_at).label("confirmed_at"),
        User.id.label("user_id"),
        User.name,
        User.email,
        User.second_factor_at.is_not(None).label("has_second_factor"),
        Membership.organisation_id,
        Membership.role,
        Organisation.name.label("organisation_name"),
        Organisation.is_demo,
        Organisation.requires_second_factor,
    )
    .join(SignIn.user)
    .join(SignIn.membership)
    .join(Membership.organisation)
    .where(*_IS_LIVE, SignIn.token_hash == sa.bindparam("token_hash"))
)
"""Built once and as columns, since every page asks it."""


def find_sign_in(session: Session, token: str, *, idle_hours: int) -> sa.Row[*tuple[Any, ...]] | None:
    """Find the live session behind a token, with whom it lets in: what a principal is built from.

    The connection is asked itself: what a session does besides for rows of tables takes longer than this, and there
    is no organisation yet that it could confine the statement to.
    """
    given = _moments(idle_hours) | {"token_hash": hash_token(token)}
    with across_organisations(session):
        return session.connection().execute(_WHO_ASKS, given).one_or_none()


def sign_ins_of(session: Session, user_id: uuid.UUID, *, idle_hours: int) -> list[SignIn]:
    """List a person's live sessions, for whichever organisation, the last used first."""
    everything = joinedload(SignIn.membership).joinedload(Membership.organisation)
    wanted = sa.select(SignIn).options(joinedload(SignIn.user), everything).where(*_IS_LIVE, SignIn.user_id == user_id)
    with across_organisations(session):
        return list(session.scalars(wanted.order_by(SignIn.last_seen_at.desc(), SignIn.id), _moments(idle_hours)))


def _moments(idle_hours: int) -> dict[str, Any]:
    moment = now()
    return {"now": moment, "idle_since": moment - timedelta(hours=idle_hours)}


def find_invitation(session: Session, token: str) -> Invitation:
    """Find the invitation behind a mailed token, used up or not; raises NotFound."""
    wanted = sa.select(Invitation).options(joinedload(Invitation.organisation))
    with across_organisations(session):
        found = session.scalar(wanted.where(Invitation.token_hash == hash_token(token)))
    if found is None:
        raise NotFound("This invitation does not exist. Check that the whole link was copied from the mail.")
    return found


def record_everywhere(session: Session, user: User, action: str, summary: str, actor: Actor | None = None) -> None:
    """Leave a line in the trail of each organisation of a person, whether they are signed in to it or not.

    It was the person's own deed, unless an actor is named.
    """
    organisations = [membership.organisation_id for membership in memberships_of(session, user.id)]
    actor = actor or Actor(user.id, user.name)
    with across_organisations(session):
        for organisation_id in organisations:
            record(
                session,
                actor,
                action,
                thing="user",
                thing_id=user.id,
                summary=summary,
                organisation_id=organisation_id,
            )


def touch(session: Session, sign_in_id: uuid.UUID) -> None:
    """Note that a session is in use."""
    session.execute(sa.update(SignIn).where(SignIn.id == sign_in_id).values(last_seen_at=now()))


def revoke(session: Session, user_id: uuid.UUID, sign_in_id: uuid.UUID) -> None:
    """End one of a person's own sessions; raises NotFound for another's."""
    row = session.scalar(sa.select(SignIn).where(SignIn.id == sign_in_id, SignIn.user_id == user_id))
    if row is None:
        raise NotFound("No such session.")
    row.revoked_at = now()


def note_left(session: Session, sign_in_id: uuid.UUID, actor: Actor) -> None:
    """Leave in the trail that a person has signed out."""
    record(session, actor, "sign_in.closed", thing="sign_in", thing_id=sign_in_id, summary="Signed out")


def revoke_all(session: Session, user_id: uuid.UUID, *, but: uuid.UUID | None = None) -> None:
    """End all of a person's sessions, as after a new password, but for one that is named; and what they began."""
    session.execute(sa.delete(SignInStep).where(SignInStep.user_id == user_id))
    ended = sa.update(SignIn).where(SignIn.user_id == user_id, SignIn.revoked_at.is_(None))
    session.execute(ended.where(SignIn.id != but if but else sa.true()).values(revoked_at=now()))


def signed_in_people(session: Session) -> list[User]:
    """List everybody who has a session that nobody has ended."""
    open_ones = sa.select(SignIn.user_id).where(SignIn.revoked_at.is_(None))
    return list(session.scalars(sa.select(User).where(User.id.in_(open_ones)).order_by(User.email)))
