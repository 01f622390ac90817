"""Changing a person's own address: a link goes to the new one, a notice to the present one."""

import uuid
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from foundation.accounts.domains.finding import organisation_of_domain
from foundation.accounts.email.letters import asked_letter, changed_letter, confirm_letter, taken_letter
from foundation.accounts.models import User
from foundation.accounts.resets.service import void_resets
from foundation.accounts.signin import memberships_of, record_everywhere, revoke_all
from foundation.accounts.signup import find_user
from foundation.accounts.steps.models import Purpose, SignInStep
from foundation.accounts.steps.service import begin_step, find_step, finish_step, give_up_steps
from foundation.accounts.throttle.service import Limit, count
from foundation.errors import BadInput, Conflict, NotFound
from foundation.mail.service import post_letter

SPENT = (
    "This link was used already, is too old, or is for another account than the one you are signed in to. "
    "Ask for a new one on the page of your account."
)


@dataclass(frozen=True, slots=True)
class AddressLinks:
    """Where the letters lead, and for how many minutes the link holds."""

    confirm: Callable[[str], str]
    sign_in: str
    minutes: int


def ask(session: Session, user_id: uuid.UUID, new: str, *, links: AddressLinks, limits: Iterable[Limit]) -> None:
    """Mail a link to the new address and a notice to the present one; an earlier link is void.

    To an address that has an account goes a letter that says so, and whoever asks is told nothing of it. Raises
    BadInput for an address that will not do, TooManyAttempts when it was asked too often.
    """
    user = session.get_one(User, user_id)
    if new == user.email:
        raise BadInput("That is your address already")
    _keep_domain(session, user, new)
    count(session, limits)
    give_up_steps(session, Purpose.NEW_ADDRESS, user_id)
    token = begin_step(session, Purpose.NEW_ADDRESS, user_id=user_id, minutes=links.minutes, email=new)
    taken = find_user(session, new) is not None
    letter = taken_letter(links.sign_in) if taken else confirm_letter(links.minutes, links.confirm(token))
    post_letter(session, letter, recipient=new, forget_when_sent=True)
    post_letter(session, asked_letter(user.name, new), recipient=user.email)
    record_everywhere(session, user, "address.asked", f"Asked to change their e-mail address to {new}")
    session.flush()


def _keep_domain(session: Session, user: User, new: str) -> None:
    """Whoever has an address of their organisation's domain keeps one: that is how it knows its people."""
    keeper = organisation_of_domain(session, user.email)
    if keeper is None or keeper.id not in {one.organisation_id for one in memberships_of(session, user.id)}:
        return
    holder = organisation_of_domain(session, new)
    if holder is None or holder.id != keeper.id:
        domain = user.email.rpartition("@")[2]
        raise BadInput(
            f"{keeper.name} has shown {domain} to be its own, and its people keep an address there. Enter one at a "
            "domain of it, or ask an owner to add the new domain first"
        )


def address_waiting(session: Session, user_id: uuid.UUID, token: str) -> str:
    """Give the address that a mailed link is to confirm; raises NotFound when it is not this person's or is spent."""
    email: str = _step(session, user_id, token).detail["email"]
    return email


def _step(session: Session, user_id: uuid.UUID, token: str) -> SignInStep:
    step = find_step(session, Purpose.NEW_ADDRESS, token)
    if step is None or step.user_id != user_id:
        raise NotFound(SPENT)
    return step


def change_address(session: Session, user_id: uuid.UUID, token: str, *, this_one: uuid.UUID) -> str:
    """Take the new address into use, end the other sessions and tell the former address; gives the new one.

    Links to choose a new password that went to the former address are void. Raises NotFound as above, Conflict when
    the address has an account by now, BadInput when the organisation's domain no longer allows it.
    """
    step, user = _step(session, user_id, token), session.get_one(User, user_id)
    new: str = step.detail["email"]
    former = user.email
    _keep_domain(session, user, new)
    finish_step(session, step)
    try:
        with session.begin_nested():
            user.email = new
    except IntegrityError as taken:
        raise Conflict("There is an account under this address by now. Sign in to that one, or delete it.") from taken
    void_resets(session, user_id)
    revoke_all(session, user_id, but=this_one)
    post_letter(session, changed_letter(user.name, new), recipient=former, forget_when_sent=True)
    summary = f"Changed their e-mail address from {former} to {new}; other sessions ended"
    record_everywhere(session, user, "address.changed", summary)
    session.flush()
    return new
