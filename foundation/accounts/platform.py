"""The organisation that runs the service: it keeps the directory, and its trail tells of what is nobody else's."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation, OrganisationKind


def the_platform(session: Session) -> Sequence[uuid.UUID]:
    """Name the platform where there is one, for a chore that is done for it alone."""
    wanted = sa.select(Organisation.id).where(Organisation.kind == OrganisationKind.PLATFORM)
    return session.scalars(wanted.order_by(Organisation.created_at).limit(1)).all()


def platform_id(session: Session) -> uuid.UUID:
    """Find the platform; made when there is none yet."""
    wanted = sa.select(Organisation).where(Organisation.kind == OrganisationKind.PLATFORM)
    found = session.scalars(wanted.order_by(Organisation.created_at).limit(1)).one_or_none()
    platform = found or Organisation(name="The platform", kind=OrganisationKind.PLATFORM)
    session.add(platform)
    session.flush()
    return platform.id
