"""Leaving a line for the admins about what people of no organisation, or of a firm's, did to the directory."""

import uuid
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.scope import in_organisation
from foundation.accounts.models import Organisation, OrganisationKind
from foundation.audit.actor import Actor
from foundation.audit.service import record


def note_for_admins(session: Session, actor: Actor, action: str, *, thing_id: str, summary: str, **detail: Any) -> None:
    """Add a line about a firm to the trail of the platform, which keeps the directory."""
    platforms: list[uuid.UUID] = list(
        session.scalars(sa.select(Organisation.id).where(Organisation.kind == OrganisationKind.PLATFORM))
    )
    for platform in platforms:
        with in_organisation(session, platform):
            record(session, actor, action, thing="firm", thing_id=thing_id, summary=summary, **detail)
