"""Deleting an organisation, or one's own account, with everything that is kept; what stays bears no name.

Looks across organisations, as it must: people may belong to several, and the trail goes to the platform.
"""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import across_organisations
from foundation.accounts.models import Organisation, OrganisationKind
from foundation.accounts.platform import platform_id
from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry
from foundation.audit.service import record
from foundation.errors import Conflict, NotFound
from foundation.kept import drop
from foundation.mail.forgetting import forget_addresses, forget_organisation
from foundation.mapped import owned_classes
from foundation.privacy.files import stored_names
from foundation.privacy.people import erase_strays, invited, people_of
from foundation.privacy.pseudonyms import Pseudonyms, move_trail
from foundation.storage import Storage


def erase_organisation(session: Session, organisation_id: uuid.UUID, storage: Storage, actor: Actor) -> str:
    """Delete an organisation in the session's transaction; its files go with the commit. Gives its pseudonym.

    The session serves the organisation. Raises Conflict for the platform, NotFound when it is gone already.
    """
    drop(session, storage, *stored_names(session))
    names = Pseudonyms()
    with across_organisations(session):
        _lock(session, organisation_id)
        people, addresses = people_of(session, organisation_id), invited(session, organisation_id)
        forget_organisation(session, organisation_id)
        platform = platform_id(session)
        lines = move_trail(session, organisation_id, platform, names)
        _delete_rows(session, organisation_id)
        forget_addresses(session, addresses | erase_strays(session, people))
        record(
            session,
            Actor(None, names.person(actor.user_id, actor.name)),
            "organisation.deleted",
            thing="organisation",
            thing_id=organisation_id,
            summary=f"Deleted the organisation with everything it kept; {lines:,} lines of its trail stay",
            organisation_id=platform,
        )
    return names.organisation


def _lock(session: Session, organisation_id: uuid.UUID) -> None:
    """Hold the organisation, so that nobody adds to it meanwhile."""
    wanted = sa.select(Organisation.kind).where(Organisation.id == organisation_id).with_for_update()
    kind = session.scalar(wanted)
    if kind is None:
        raise NotFound("The organisation is deleted already.")
    if kind is OrganisationKind.PLATFORM:
        raise Conflict("The platform itself cannot be deleted: the trails of what was deleted are kept there.")


def _delete_rows(session: Session, organisation_id: uuid.UUID) -> None:
    """Delete its rows, those that others refer to last, as a cascade would look each of them up; then itself.

    The lines of the trail go with the organisation alone: the database refuses to delete them before.
    """
    for mapped in reversed(owned_classes()):
        if mapped is not AuditEntry:
            _delete(session, mapped, mapped.organisation_id == organisation_id)
    _delete(session, Organisation, Organisation.id == organisation_id)
    session.expunge_all()


def _delete(session: Session, mapped: type, which: sa.ColumnElement[bool]) -> None:
    session.execute(sa.delete(mapped).where(which).execution_options(synchronize_session=False))
