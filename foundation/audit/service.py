"""Writing the trail."""

from typing import Any

from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.models import AuditEntry


def record(
    session: Session, actor: Actor, action: str, *, thing: str, thing_id: object, summary: str, **detail: Any
) -> None:
    """Add one line to the trail of the session's organisation, in the transaction of the deed itself."""
    session.add(
        AuditEntry(
            actor_id=actor.user_id,
            actor_name=actor.name,
            action=action,
            thing=thing,
            thing_id=str(thing_id),
            summary=summary[:500],
            detail=detail,
        )
    )
