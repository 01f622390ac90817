"""The trail of an organisation that goes: its lines stay with the platform, and no longer say who or what it was."""

import secrets
import uuid
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE, VISITOR
from foundation.audit.models import AuditEntry

AT_ONCE = 500
_NOBODYS_NAMES = frozenset({SERVICE.name, VISITOR.name})


@dataclass(slots=True)
class Pseudonyms:
    """Names for the people and things of one organisation, the same for the same one."""

    organisation: str = field(default_factory=lambda: f"deleted organisation {secrets.token_hex(4)}")
    _people: dict[str, int] = field(default_factory=dict)
    _things: dict[tuple[str, str], int] = field(default_factory=dict)

    def person(self, actor_id: uuid.UUID | None, name: str) -> str:
        """Name whoever did something; the service itself and visitors keep the name that everyone of them has."""
        if actor_id is None and name in _NOBODYS_NAMES:
            return f"{name} for {self.organisation}"
        number = self._people.setdefault(str(actor_id or name), len(self._people) + 1)
        return f"Person {number} of {self.organisation}"

    def thing(self, thing: str, thing_id: str) -> str:
        """Name a thing: its id, unless that is a person's or was chosen by people, who may have put names into it."""
        if not _is_uuid(thing_id):
            return f"no. {self._things.setdefault((thing, thing_id), len(self._things) + 1)}"
        return self.person(uuid.UUID(thing_id), "") if thing == "user" else thing_id


def said(action: str) -> str:
    """Say what was done by the action alone.

    >>> said("questionnaire.exported")
    'Questionnaire: exported'
    """
    thing, _dot, deed = action.replace("_", " ").partition(".")
    return f"{thing.capitalize()}: {deed}" if deed else thing.capitalize()


def move_trail(session: Session, organisation_id: uuid.UUID, platform: uuid.UUID, names: Pseudonyms) -> int:
    """Copy each line into the platform's trail under pseudonyms; gives how many. The lines themselves stay.

    The session must reach both organisations.
    """
    mine = sa.select(AuditEntry.id).where(AuditEntry.organisation_id == organisation_id)
    ids = session.scalars(mine.order_by(AuditEntry.at, AuditEntry.id)).all()
    for first in range(0, len(ids), AT_ONCE):
        some = ids[first : first + AT_ONCE]
        session.add_all([AuditEntry(organisation_id=platform, **line) for line in _lines(session, some, names)])
        session.flush()
        session.expunge_all()
    return len(ids)


def _lines(session: Session, ids: Sequence[uuid.UUID], names: Pseudonyms) -> Iterator[dict[str, Any]]:
    columns = (AuditEntry.at, AuditEntry.actor_id, AuditEntry.actor_name, AuditEntry.action, AuditEntry.thing)
    wanted = sa.select(*columns, AuditEntry.thing_id).where(AuditEntry.id.in_(ids))
    for at, actor_id, actor, action, thing, thing_id in session.execute(wanted.order_by(AuditEntry.at, AuditEntry.id)):
        yield {
            "at": at,
            "actor_name": names.person(actor_id, actor),
            "action": action,
            "thing": thing,
            "thing_id": names.thing(thing, thing_id),
            "summary": said(action),
        }


def _is_uuid(text: str) -> bool:
    try:
        return str(uuid.UUID(text)) == text
    except ValueError:
        return False
