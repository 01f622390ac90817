"""A person's second factor: set up, asked for, removed."""

import uuid
from collections.abc import Iterable

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts import letters
from foundation.accounts.factors import recovery, totp
from foundation.accounts.factors.models import Passkey, TotpSecret
from foundation.accounts.models import User
from foundation.accounts.signin import memberships_of, note_failed, record_everywhere, revoke_all
from foundation.accounts.steps.models import Purpose
from foundation.accounts.steps.service import TOO_LATE, begin_step, find_step, finish_step
from foundation.accounts.throttle.service import Limit, begin_attempt
from foundation.audit.actor import Actor
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from foundation.sealing import BrokenSeal, Sealer

WRONG_CODE = "That code is not right, or was used already. Wait for the next one and enter that."
REQUIRED = "{name} requires a second factor of everybody, so your last one cannot be removed. Set up another first."
_UNREADABLE = (
    "The service cannot read the secret of your app any more. Use a recovery code, or ask an owner to reset it."
)


def begin_app(session: Session, user_id: uuid.UUID, sealer: Sealer) -> str:
    """Make a secret for a new app and give the token of this step; the app in use stays until the new one is proved."""
    return begin_step(session, Purpose.NEW_APP, user_id=user_id, sealed_secret=sealer.sealed(totp.new_secret()))


def secret_to_show(session: Session, user_id: uuid.UUID, token: str | None, sealer: Sealer) -> str | None:
    """Give the secret that waits for its first code; None when there is none."""
    step = find_step(session, Purpose.NEW_APP, token)
    return sealer.unsealed(step.detail["sealed_secret"]) if step and step.user_id == user_id else None


def confirm_app(
    session: Session, user_id: uuid.UUID, token: str | None, code: str, *, this_one: uuid.UUID, sealer: Sealer
) -> list[str]:
    """Take the new app into use by its first code and end the other sessions; gives ten recovery codes.

    Raises BadInput when the code is wrong, Conflict when it took too long.
    """
    step, user = find_step(session, Purpose.NEW_APP, token), session.get_one(User, user_id)
    if step is None or step.user_id != user_id:
        raise Conflict(TOO_LATE)
    secret = sealer.unsealed(step.detail["sealed_secret"])
    counted = totp.step_of(secret, _plain(code), now())
    if counted is None:
        raise BadInput("That is not the code that the app shows for this secret. Enter the one it shows now.")
    finish_step(session, step)
    totp.keep_secret(session, user_id, secret, counted, sealer)
    settle(session, user)
    revoke_all(session, user_id, but=this_one)
    record_everywhere(session, user, "second_factor.set_up", "Set up an app for sign-in codes; other sessions ended")
    letters.tell(session, user, letters.app_set_up(user.name))
    return recovery.make_codes(session, user_id)


def make_recovery_codes(session: Session, user_id: uuid.UUID) -> list[str]:
    """Make ten new recovery codes; the former ones are worth nothing from then on. Raises Conflict without a factor."""
    user = session.get_one(User, user_id)
    if user.second_factor_at is None:
        raise Conflict("Set up a second factor first: recovery codes stand in for it.")
    codes = recovery.make_codes(session, user_id)
    record_everywhere(session, user, "recovery_codes.made", "Made new recovery codes; the former ones are void")
    letters.tell(session, user, letters.codes_made(user.name))
    return codes


def remove_app(session: Session, user_id: uuid.UUID) -> None:
    """Do without the app; raises Conflict while an organisation of the person requires a second factor."""
    user, row = session.get_one(User, user_id), totp.find_secret(session, user_id)
    if row is None:
        return
    drop(session, user, row)
    record_everywhere(session, user, "second_factor.removed", "Removed the app for sign-in codes")
    letters.tell(session, user, letters.app_removed(user.name))


def try_code(session: Session, user: User, given: str, *, sealer: Sealer, limits: Iterable[Limit]) -> None:
    """Use up a code of the app or a recovery code; raises BadInput, or TooManyAttempts after too many wrong ones.

    What it notes of a failure is to be kept although the request refuses.
    """
    attempt = begin_attempt(session, limits)
    if not _code_is_right(session, user, _plain(given), sealer):
        note_failed(session, attempt, user, "code")
        raise BadInput(WRONG_CODE)
    attempt.passed()
    session.flush()


def _code_is_right(session: Session, user: User, code: str, sealer: Sealer) -> bool:
    row = totp.find_secret(session, user.id)
    if row is not None and code.isdecimal():
        try:
            return totp.use_code(session, row, code, now(), sealer)
        except BrokenSeal as broken:
            raise BadInput(_UNREADABLE) from broken
    if user.second_factor_at is None or not recovery.use_recovery_code(session, user.id, code):
        return False
    left = recovery.codes_left(session, user.id)
    record_everywhere(session, user, "recovery_code.used", f"Used a recovery code; {left} are left")
    letters.tell(session, user, letters.code_used(user.name, left))
    return True


def reset_factors(session: Session, user: User, actor: Actor) -> None:
    """Take away whatever a person has beside the password, at another's word, and end their sessions."""
    for factor in (TotpSecret, Passkey):
        session.execute(sa.delete(factor).where(factor.user_id == user.id))
    settle(session, user)
    revoke_all(session, user.id)
    summary = f"Reset the second factor of {user.name}; their sessions ended"
    record_everywhere(session, user, "second_factor.reset", summary, actor)
    letters.tell(session, user, letters.factors_reset(user.name, actor.name))


def drop(session: Session, user: User, factor: TotpSecret | Passkey) -> None:
    """Remove one factor; raises Conflict when it is the last one and an organisation of the person requires one."""
    session.delete(factor)
    session.flush()
    settle(session, user)
    if user.second_factor_at is not None:
        return
    for membership in memberships_of(session, user.id):
        if membership.organisation.requires_second_factor:
            raise Conflict(REQUIRED.format(name=membership.organisation.name))


def passkeys_of(session: Session, user_id: uuid.UUID) -> list[Passkey]:
    """List a person's passkeys, the oldest first."""
    mine = sa.select(Passkey).where(Passkey.user_id == user_id)
    return list(session.scalars(mine.order_by(Passkey.created_at, Passkey.id)))


def settle(session: Session, user: User) -> None:
    """Note on the person whether sign-in asks for a second factor; without one recovery codes are void."""
    if totp.find_secret(session, user.id) is None and not passkeys_of(session, user.id):
        user.second_factor_at = None
        recovery.void_codes(session, user.id)
    elif user.second_factor_at is None:
        user.second_factor_at = now()
    session.flush()


def _plain(code: str) -> str:
    return "".join(code.split())
