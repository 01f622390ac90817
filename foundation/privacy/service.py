"""Deeds of owners on all that their organisation keeps, and of people on their own account."""

import uuid
from dataclasses import dataclass, field

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import NOBODY, bind
from foundation.accounts.members.service import leave
from foundation.accounts.models import Organisation, User
from foundation.accounts.passwords import password_matches
from foundation.accounts.signin import memberships_of
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import today
from foundation.errors import BadInput, Conflict
from foundation.jobs.service import enqueue
from foundation.mail.forgetting import forget_addresses
from foundation.mail.service import post_letter
from foundation.privacy.erasing import erase_organisation
from foundation.privacy.letters import account_gone, organisation_gone
from foundation.privacy.models import EXPORT_JOB, DataExport
from foundation.privacy.queries import latest_export
from foundation.storage import Storage

WRONG_PASSWORD = "That is not your password"  # noqa: S105 - words of a page


@dataclass(frozen=True, slots=True)
class Confirmation:
    """What a person gives to show that they mean it."""

    password: str = field(repr=False)
    organisation: str = ""
    """The organisation's name as they typed it; none when the account alone is to go."""


def ask_for_export(session: Session, actor: Actor) -> DataExport:
    """Have the ZIP of everything made in the background; raises Conflict while one is being made."""
    latest = latest_export(session)
    if latest is not None and latest.is_being_made:
        raise Conflict("Everything is being packed already. Wait until that is done.")
    export = DataExport(id=uuid.uuid4(), asked_by=actor.name)
    export.job_id = enqueue(session, EXPORT_JOB, export.id).id
    session.add(export)
    summary = "Asked for a package of everything that is kept"
    record(session, actor, "data.asked_for", thing="data_export", thing_id=export.id, summary=summary)
    session.flush()
    return export


def note_taken_out(session: Session, export: DataExport, actor: Actor) -> None:
    """Leave in the trail who took everything out."""
    summary = "Took out the package of everything that is kept"
    record(session, actor, "data.taken_out", thing="data_export", thing_id=export.id, summary=summary)


def delete_organisation(
    session: Session, organisation_id: uuid.UUID, given: Confirmation, storage: Storage, actor: Actor
) -> None:
    """Delete the session's organisation and tell the person by mail; the session then serves nobody.

    Raises BadInput, before anything is done, when password or name are not right.
    """
    user, organisation = session.get_one(User, actor.user_id), session.get_one(Organisation, organisation_id)
    if given.organisation != organisation.name:
        raise BadInput(f"Type the name as it stands here: {organisation.name}", where="name")
    _check_password(user, given)
    address = user.email
    erase_organisation(session, organisation_id, storage, actor)
    bind(session, NOBODY)
    post_letter(session, organisation_gone(today()), recipient=address, forget_when_sent=True)
    session.flush()


def delete_account(session: Session, given: Confirmation, actor: Actor) -> None:
    """Delete a person's own account and tell them by mail; the session then serves nobody.

    Raises BadInput when the password is not right, Conflict while an organisation would be left without its last owner.
    """
    user = session.get_one(User, actor.user_id)
    _check_password(user, given)
    user_id, address = user.id, user.email
    belonging = [(one.organisation_id, one.id) for one in memberships_of(session, user_id)]
    for organisation_id, membership_id in belonging:
        bind(session, organisation_id)
        leave(session, membership_id, actor)
    bind(session, NOBODY)
    forget_addresses(session, [address])
    session.execute(sa.delete(User).where(User.id == user_id))
    post_letter(session, account_gone(today()), recipient=address, forget_when_sent=True)
    session.flush()


def _check_password(user: User, given: Confirmation) -> None:
    if not password_matches(user.password_hash, given.password):
        raise BadInput(WRONG_PASSWORD, where="password")
