"""Writing firms and, in the same breath, their history: nothing else changes what is said of a firm."""

import uuid
from datetime import datetime

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from foundation.audit.actor import Actor
from foundation.clock import now
from foundation.errors import Conflict
from matcher.firms.compare import FieldChange, changes_between
from matcher.firms.models import Firm, FirmChange
from matcher.firms.profile import FirmProfile
from matcher.firms.rows import NAMES, profile_of, put


def enter(session: Session, profile: FirmProfile, actor: Actor, *, source: str, is_sample: bool = False) -> Firm:
    """Add a firm; its history begins with one line for all of its fields. The caller flushes."""
    at = now()
    firm = Firm(is_sample=is_sample, created_at=at, updated_at=at)
    for name in NAMES:
        put(firm, name, getattr(profile, name))
    session.add(firm)
    session.add(_line(profile.firm_id, FieldChange("", None, None), actor, source, at))
    return firm


def change(
    session: Session, firm: Firm, profile: FirmProfile, actor: Actor, *, source: str, told_id: uuid.UUID | None = None
) -> tuple[FieldChange, ...]:
    """Bring a firm to another state, with a line of history for each field that differs. The caller flushes.

    `told_id` names the word of the firm's own people that it rests on.
    """
    at = now()
    differing = changes_between(profile_of(firm), profile)
    for each in differing:
        put(firm, each.field, getattr(profile, each.field))
        session.add(_line(firm.firm_id, each, actor, source, at, told_id))
    if differing:
        firm.updated_at = at
    return differing


def flush(session: Session) -> None:
    """Write what was changed; raises Conflict when somebody else wrote the same firm in the meantime."""
    try:
        session.flush()
    except StaleDataError as stale:
        raise Conflict("Somebody else changed this in the meantime.") from stale


def _line(
    firm_id: str, change: FieldChange, actor: Actor, source: str, at: datetime, told_id: uuid.UUID | None = None
) -> FirmChange:
    return FirmChange(
        firm_id=firm_id,
        at=at,
        field=change.field or None,
        old=change.old,
        new=change.new,
        source=source,
        told_id=told_id,
        actor_id=actor.user_id,
        actor_name=actor.name,
    )
