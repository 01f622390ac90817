"""What admins do about what firms told of themselves: note that they saw it, or take changes back."""

import uuid
from collections.abc import Collection, Sequence
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.members.service import addresses_of
from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from foundation.mail.service import post_letter
from matcher.firms.compare import FieldChange, ranges_that_run_backwards
from matcher.firms.ledger import change, flush
from matcher.firms.models import Firm, FirmTold
from matcher.firms.questions import TITLES
from matcher.firms.rows import profile_of
from matcher.firms.service import check_version
from matcher.firms.told.letters import taken_back_letter
from matcher.firms.told.queries import fetch_told, word_of
from matcher.firms.told.standing import without


@dataclass(frozen=True, slots=True)
class TakeBack:
    """Which fields go back to what they were, why, and the version of the firm that the page showed."""

    fields: tuple[str, ...]
    reason: str
    version: int


def see(session: Session, told_ids: Collection[uuid.UUID], actor: Actor) -> int:
    """Note that an admin looked at what firms told; counts what was unseen until now."""
    unseen = sa.update(FirmTold).where(FirmTold.id.in_(told_ids), FirmTold.seen_at.is_(None))
    seen = session.scalars(unseen.values(seen_at=now(), seen_by=actor.name).returning(FirmTold.firm_id)).all()
    for firm_id in sorted(set(seen)):
        summary = f"Saw what {firm_id} told of itself"
        record(session, actor, "firm.told_seen", thing="firm", thing_id=firm_id, summary=summary)
    return len(seen)


def take_back(session: Session, told_id: uuid.UUID, request: TakeBack, actor: Actor) -> int:
    """Give fields of a firm the values that they had before its people changed them; mails those people.

    Raises Conflict when a field has another value by now, BadInput when a range would run backwards.
    """
    told = fetch_told(session, told_id)
    firm = told.firm
    check_version(firm, request.version)
    chosen = _chosen(told, request.fields)
    before = without(chosen, profile_of(firm))
    if backwards := ranges_that_run_backwards(before):
        raise BadInput(f"{TITLES[backwards[0]]} would be below its lower end. Take both ends back together.")
    change(session, firm, before, actor, source=f"Taken back: {request.reason}")
    told.seen_at, told.seen_by = told.seen_at or now(), told.seen_by or actor.name
    flush(session)
    names = ", ".join(each.field for each in chosen)
    summary = f"Took back {names} of {firm.name}"
    reason = request.reason
    record(session, actor, "firm.taken_back", thing="firm", thing_id=firm.firm_id, summary=summary, reason=reason)
    _tell(session, firm, chosen, reason)
    return len(chosen)


def _chosen(told: FirmTold, fields: Collection[str]) -> list[FieldChange]:
    standing = [each for each, stands in word_of(told).changes if stands]
    if set(fields) - {each.field for each in standing}:
        raise Conflict("One of these values has changed again since. Nothing was taken back.")
    return [each for each in standing if each.field in fields]


def _tell(session: Session, firm: Firm, chosen: Sequence[FieldChange], reason: str) -> None:
    if firm.organisation_id is None:
        return
    values = tuple((TITLES[each.field], each.old or "not known") for each in chosen)
    letter = taken_back_letter(firm.name, values, reason)
    for address in addresses_of(session, firm.organisation_id):
        post_letter(session, letter, recipient=address)
