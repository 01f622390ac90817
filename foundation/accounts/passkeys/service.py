"""A person's passkeys: added, used, renamed, removed."""

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session
from webauthn.helpers import bytes_to_base64url

from foundation.accounts import letters
from foundation.accounts.factors import recovery
from foundation.accounts.factors.models import Passkey
from foundation.accounts.factors.service import drop, passkeys_of, settle
from foundation.accounts.models import User
from foundation.accounts.passkeys import ceremonies
from foundation.accounts.passkeys.party import Party
from foundation.accounts.signin import record_everywhere
from foundation.accounts.steps.models import Purpose, SignInStep
from foundation.accounts.steps.service import TOO_LATE, begin_step, find_step, finish_step
from foundation.audit.actor import VISITOR
from foundation.clock import now
from foundation.errors import BadInput, Conflict, NotFound

MOST = 20


def ask_for_new(session: Session, user_id: uuid.UUID, party: Party) -> tuple[str, dict[str, Any]]:
    """Begin a new passkey: gives the token of the step, and what the browser is asked. Raises Conflict for too many."""
    user, known = session.get_one(User, user_id), passkeys_of(session, user_id)
    if len(known) >= MOST:
        raise Conflict(f"You have {MOST} passkeys. Remove one that you do not use any more.")
    ids = [one.credential_id for one in known]
    options = ceremonies.creation_options(party, user.id, user.email, user.name, ids)
    return begin_step(session, Purpose.NEW_PASSKEY, user_id=user_id, challenge=options["challenge"]), options


def add_passkey(
    session: Session, user_id: uuid.UUID, token: str | None, answer: str, *, name: str, party: Party
) -> list[str]:
    """Keep a new passkey; gives recovery codes when the person has none left, else nothing.

    Raises BadInput when the answer does not hold, Conflict when it took too long or the key is known.
    """
    step, user = _step(session, Purpose.NEW_PASSKEY, token), session.get_one(User, user_id)
    if step.user_id != user_id:
        raise Conflict(TOO_LATE)
    checked = ceremonies.check_new(party, answer, step.detail["challenge"])
    finish_step(session, step)
    credential_id = bytes_to_base64url(checked.credential_id)
    if session.scalar(sa.select(Passkey.id).where(Passkey.credential_id == credential_id)):
        raise Conflict("This passkey is kept already.")
    row = Passkey(
        user_id=user_id,
        credential_id=credential_id,
        public_key=bytes_to_base64url(checked.credential_public_key),
        sign_count=checked.sign_count,
        transports=ceremonies.transports_in(answer),
        name=name,
    )
    session.add(row)
    session.flush()
    settle(session, user)
    record_everywhere(session, user, "passkey.added", f"Added the passkey {name}")
    letters.tell(session, user, letters.passkey_added(user.name, name))
    return recovery.make_codes(session, user_id) if not recovery.codes_left(session, user_id) else []


def ask_for_answer(session: Session, party: Party, *, target: str) -> tuple[str, dict[str, Any]]:
    """Begin to prove oneself by a passkey: gives the token of the step, and what the browser is asked."""
    options = ceremonies.request_options(party)
    return begin_step(session, Purpose.PASSKEY, challenge=options["challenge"], next=target), options


def use_passkey(session: Session, token: str | None, answer: str, party: Party) -> tuple[User, str]:
    """Take the answer of a passkey; gives whose it is, and where they wanted to go.

    Raises BadInput when it does not hold, Conflict when it took too long. What it notes of a refused answer is to be
    kept although the request refuses.
    """
    step = _step(session, Purpose.PASSKEY, token)
    challenge, target = step.detail["challenge"], step.detail["next"]
    finish_step(session, step)  # first: an answer that does not hold is no chance for a second one
    wanted = sa.select(Passkey).where(Passkey.credential_id == ceremonies.credential_id_in(answer))
    passkey = session.scalar(wanted.with_for_update())
    if passkey is None:
        raise BadInput("This passkey is not kept here any more. Sign in by another way.")
    user = session.get_one(User, passkey.user_id)
    try:
        checked = ceremonies.check_answer(
            party, answer, challenge, public_key=passkey.public_key, sign_count=passkey.sign_count
        )
    except BadInput:
        record_everywhere(session, user, "sign_in.refused", f"A passkey of {user.name} was refused", VISITOR)
        raise
    passkey.sign_count, passkey.last_used_at = checked.new_sign_count, now()
    session.flush()
    return user, target


def fetch_passkey(session: Session, user_id: uuid.UUID, passkey_id: uuid.UUID) -> Passkey:
    """Fetch one of a person's own passkeys; raises NotFound for another's."""
    found = session.scalar(sa.select(Passkey).where(Passkey.id == passkey_id, Passkey.user_id == user_id))
    if found is None:
        raise NotFound("No such passkey.")
    return found


def rename_passkey(session: Session, user_id: uuid.UUID, passkey_id: uuid.UUID, name: str) -> None:
    """Give a passkey another name."""
    passkey, user = fetch_passkey(session, user_id, passkey_id), session.get_one(User, user_id)
    if passkey.name == name:
        return
    summary = f"Renamed the passkey {passkey.name} to {name}"
    passkey.name = name
    record_everywhere(session, user, "passkey.renamed", summary)


def remove_passkey(session: Session, user_id: uuid.UUID, passkey_id: uuid.UUID) -> None:
    """Remove a passkey; raises Conflict when it is the last factor and an organisation requires one."""
    passkey, user = fetch_passkey(session, user_id, passkey_id), session.get_one(User, user_id)
    name = passkey.name
    drop(session, user, passkey)
    record_everywhere(session, user, "passkey.removed", f"Removed the passkey {name}")
    letters.tell(session, user, letters.passkey_removed(user.name, name))


def _step(session: Session, purpose: Purpose, token: str | None) -> SignInStep:
    step = find_step(session, purpose, token)
    if step is None:
        raise Conflict(TOO_LATE)
    return step
