"""Keeping the directory: what admins do with firms, and what matching reads of them."""

import uuid
from dataclasses import dataclass
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.errors import BadInput, Conflict, NotFound
from matcher.firms.ledger import change, enter, flush
from matcher.firms.models import Firm
from matcher.firms.profile import FirmProfile
from matcher.firms.records.write import write_firms
from matcher.firms.rows import columns_as_kept, profile_as_kept
from matcher.firms.words import VettingStatus


@dataclass(frozen=True, slots=True)
class FirmEdit:
    """What an admin says of a firm, where they have it from, and which version of the firm they had before them."""

    profile: FirmProfile
    source: str
    version: int | None = None


def directory(session: Session) -> tuple[FirmProfile, ...]:
    """Give every firm as matching reads it, in the order of their ids."""
    wanted = sa.select(*columns_as_kept()).order_by(Firm.firm_id)  # rows would be objects
    return tuple(map(profile_as_kept, session.execute(wanted)))


def export_firms(session: Session) -> bytes:
    """Write the whole directory as `firms.csv`; imported again it changes nothing."""
    return write_firms(directory(session))


def fetch_firm(session: Session, key: uuid.UUID) -> Firm:
    """Give a firm by its id in URLs; raises NotFound."""
    if (firm := session.get(Firm, key)) is None:
        raise NotFound("There is no such firm in the directory.")
    return firm


def fetch_shown_firm(session: Session, key: uuid.UUID) -> Firm:
    """Give a firm that anyone may see by its id in URLs; raises NotFound, also for a firm that was removed."""
    firm = fetch_firm(session, key)
    if firm.vetting_status is VettingStatus.REMOVED:
        raise NotFound("This firm was removed from the directory.")
    return firm


def create_firm(session: Session, edit: FirmEdit, actor: Actor) -> Firm:
    """Add a firm; raises BadInput when its id is taken."""
    taken = session.scalar(sa.select(sa.exists().where(Firm.firm_id == edit.profile.firm_id)))
    if taken:
        raise BadInput(f"The directory already has a firm {edit.profile.firm_id}; enter another id")
    firm = enter(session, edit.profile, actor, source=edit.source)
    flush(session)
    note(session, actor, "created", firm, f"Added {firm.name}", source=edit.source)
    return firm


def edit_firm(session: Session, firm: Firm, edit: FirmEdit, actor: Actor) -> int:
    """Bring a firm to the state that an admin gave, and count the fields that changed; raises Conflict."""
    check_version(firm, edit.version)
    changed = change(session, firm, edit.profile, actor, source=edit.source)
    flush(session)
    if changed:
        names = [each.field for each in changed]
        note(session, actor, "edited", firm, f"Changed {', '.join(names)} of {firm.name}", source=edit.source)
    return len(changed)


def check_version(firm: Firm, version: int | None) -> None:
    """Raise Conflict when somebody changed the firm since the admin had it before them; None: they had nothing."""
    if version is not None and version != firm.version:
        raise Conflict(f"Somebody else changed {firm.name} while you had it open. Your changes were not saved.")


def note(session: Session, actor: Actor, deed: str, firm: Firm, summary: str, **detail: Any) -> None:
    """Leave the deed's line in the trail of the session's organisation."""
    record(session, actor, f"firm.{deed}", thing="firm", thing_id=firm.firm_id, summary=summary, **detail)
