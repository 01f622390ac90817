"""The people of an organisation, and which of them belong nowhere else. Looks across organisations, as it must."""

import uuid
from collections.abc import Collection

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Invitation, Membership, User
from foundation.audit.models import AuditEntry


def people_of(session: Session, organisation_id: uuid.UUID) -> set[uuid.UUID]:
    """Give the ids of members and of those who once were and stand in the trail."""
    members = sa.select(Membership.user_id).where(Membership.organisation_id == organisation_id)
    actors = sa.select(AuditEntry.actor_id).where(AuditEntry.organisation_id == organisation_id).distinct()
    return {*session.scalars(members), *(one for one in session.scalars(actors) if one is not None)}


def invited(session: Session, organisation_id: uuid.UUID) -> set[str]:
    """Give the addresses that invitations of an organisation went to."""
    return set(session.scalars(sa.select(Invitation.email).where(Invitation.organisation_id == organisation_id)))


def erase_strays(session: Session, user_ids: Collection[uuid.UUID]) -> set[str]:
    """Erase those people who belong to no organisation any more; gives their addresses."""
    belonging = sa.select(Membership.id).where(Membership.user_id == User.id)
    strays = sa.select(User.id, User.email).where(User.id.in_(user_ids), ~belonging.exists())
    found = {row.id: row.email for row in session.execute(strays)}
    session.execute(sa.delete(User).where(User.id.in_(found)).execution_options(synchronize_session=False))
    return set(found.values())
