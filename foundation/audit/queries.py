"""Reading the trail of the session's organisation."""

import uuid
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.models import AuditEntry
from foundation.web.pages import Page, paginate


@dataclass(frozen=True, slots=True)
class TrailFilter:
    """Which lines to show: of one action, of one person (an id, or the name of whoever has none); empty: all."""

    action: str = ""
    person: str = ""


def trail(session: Session, wanted: TrailFilter, *, page: int) -> Page[AuditEntry]:
    """Fetch one page of the trail, the newest line first."""
    lines = sa.select(AuditEntry).order_by(AuditEntry.at.desc(), AuditEntry.id)
    if wanted.action:
        lines = lines.where(AuditEntry.action == wanted.action)
    if wanted.person:
        lines = lines.where(_by(wanted.person))
    return paginate(session, lines, number=page)


def _by(person: str) -> sa.ColumnElement[bool]:
    try:
        return AuditEntry.actor_id == uuid.UUID(person)
    except ValueError:
        return sa.and_(AuditEntry.actor_id.is_(None), AuditEntry.actor_name == person)


def actions(session: Session) -> list[str]:
    """List the actions that stand in the trail, in alphabetical order."""
    return list(session.scalars(sa.select(AuditEntry.action).distinct().order_by(AuditEntry.action)))


def people(session: Session) -> list[tuple[str, str]]:
    """List who stands in the trail as (value of the filter, name); a person who changed names appears once."""
    found = session.execute(sa.select(AuditEntry.actor_id, AuditEntry.actor_name).distinct())
    named = {str(actor_id or name): name for actor_id, name in found}
    return sorted(named.items(), key=lambda one: (one[1].casefold(), one[0]))
