"""Where to write to another organisation."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.access.permissions import Role
from foundation.access.scope import in_organisation
from foundation.accounts.models import Membership

_LEADING = (Role.OWNER, Role.FIRM, Role.ADMIN)


def mailbox_of(session: Session, organisation_id: uuid.UUID, *, first: uuid.UUID | None = None) -> str | None:
    """Give the address of the person named as `first`, else of who leads the organisation for longest.

    None when nobody is left who may answer for it.
    """
    wanted = sa.select(Membership).options(joinedload(Membership.user))
    with in_organisation(session, organisation_id):
        members = session.scalars(wanted.order_by(Membership.created_at, Membership.id)).all()
        leading = [member for member in members if member.role in _LEADING]
        named = [member for member in members if member.user_id == first]
        chosen = next(iter([*named, *leading]), None)
        return chosen.user.email if chosen else None
