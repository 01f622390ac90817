"""Writing the trail."""

import uuid
from typing import Any

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry


def record(
    session: Session,
    actor: Actor,
    action: str,
    *,
    thing: str,
    thing_id: object,
    summary: str,
    organisation_id: uuid.UUID | None = None,
    **detail: Any,
) -> None:
    """Add one line to the trail, in the transaction of the deed itself.

    It belongs to the session's organisation; only sign-in, which is bound to none yet, names `organisation_id`.
    `detail` must be fit for JSON.
    """
    session.add(
        AuditEntry(
            organisation_id=organisation_id,
            actor_id=actor.user_id,
            actor_name=actor.name,
            action=action,
            thing=thing,
            thing_id=str(thing_id),
            summary=summary[:500],
            detail=detail,
        )
    )
