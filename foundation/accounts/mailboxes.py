"""Where to write to another organisation. Looks across organisations, and gives one address and nothing else."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.permissions import Role
from foundation.access.scope import across_organisations
from foundation.accounts.models import Membership

_LEADING = (Role.OWNER, Role.FIRM, Role.ADMIN)


def mailbox_of(session: Session, organisation_id: uuid.UUID, *, first: uuid.UUID | None = None) -> str | None:
    """Give the address of the person named as `first`, else of who leads the organisation for longest.

    None when nobody is left who may answer for it.
    """
    wanted = sa.select(Membership).options(joinedload(Membership.user))
    wanted = wanted.where(Membership.organisation_id == organisation_id).order_by(Membership.created_at, Membership.id)
    session.flush()  # what waits to be written belongs to this session's own organisation
    with across_organisations(session):
        members = session.scalars(wanted).all()
        leading = [member for member in members if member.role in _LEADING]
        named = [member for member in members if member.user_id == first]
        chosen = next(iter([*named, *leading]), None)
        return chosen.user.email if chosen else None
