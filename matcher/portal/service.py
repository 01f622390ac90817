"""What a firm's own people do with their firm. Whatever they send, only the columns of `MAY_TELL` can change."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import SERVICE, Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, NotFound
from matcher.firms.compare import DAYS_TOLD, changes_between, ranges_that_run_backwards
from matcher.firms.ledger import change, flush
from matcher.firms.models import Firm, FirmTold
from matcher.firms.profile import FirmProfile
from matcher.firms.rows import profile_of
from matcher.firms.service import check_version
from matcher.portal.facts import COMMERCIAL, FEES, SOURCE

MOST_CONFLICTS = 500
"""Companies that a firm may name as not to be examined by it."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What a firm says of its offer, and which version of the firm its page showed."""

    values: Mapping[str, Any]
    """Column -> value; a column that is not of `COMMERCIAL` is a bug."""
    version: int
    fees_confirmed: bool = False
    """The fees were looked at and still hold, also where none changed."""
    further_conflicts: tuple[str, ...] = ()
    """Companies that the firm must not examine, beside those that it named before."""


@dataclass(frozen=True, slots=True)
class Capacity:
    """How many more engagements a firm can take, from which day on, and the version that its page showed."""

    open_slots: int | None
    next_start_on: date | None
    version: int


def find_firm(session: Session, organisation_id: uuid.UUID) -> Firm | None:
    """Give the firm that an organisation keeps; None when it keeps none, or none any more."""
    return session.scalar(sa.select(Firm).where(Firm.organisation_id == organisation_id))


def fetch_own_firm(session: Session, organisation_id: uuid.UUID) -> Firm:
    """Give the firm that an organisation keeps; raises NotFound."""
    if (firm := find_firm(session, organisation_id)) is None:
        raise NotFound("Your organisation keeps no firm's profile. Claim it on the firm's page.")
    return firm


def tell_offer(session: Session, firm: Firm, offer: Offer, actor: Actor, *, today: date) -> int:
    """Bring a firm's offer to what its people say, and count the fields that changed.

    Raises Conflict for another version than the page showed, ValueError for a column that is not the firm's.
    """
    if strays := set(offer.values) - COMMERCIAL:
        raise ValueError(f"not the firm's to tell: {sorted(strays)}")
    check_version(firm, offer.version)
    standing = profile_of(firm)
    told = replace(standing, **offer.values)
    if backwards := ranges_that_run_backwards(told):
        raise BadInput(f"The upper end of {backwards[0]} is below its lower end. Enter a higher one.")
    conflicts = _with_further(standing.conflict_clients, offer.further_conflicts)
    told = replace(told, conflict_clients=conflicts, fees_as_of=_fees_as_of(standing, told, offer, today))
    return _save(session, firm, told, actor)


def _fees_as_of(standing: FirmProfile, told: FirmProfile, offer: Offer, today: date) -> date | None:
    fees = [getattr(told, name) for name in FEES]
    if all(fee is None for fee in fees):
        return None
    changed = fees != [getattr(standing, name) for name in FEES]
    return today if changed or offer.fees_confirmed else standing.fees_as_of


def _with_further(standing: tuple[str, ...], further: tuple[str, ...]) -> tuple[str, ...]:
    """Add companies at the end; none goes, however it is sent again, as that protects their independence."""
    known, added = {_folded(name) for name in standing}, []
    for name in further:
        if _folded(name) not in known:
            known.add(_folded(name))
            added.append(name)
    if added and len(standing) + len(added) > MOST_CONFLICTS:
        raise BadInput(f"A firm may name at most {MOST_CONFLICTS} companies here. Write to us about more.")
    return (*standing, *added)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


def tell_capacity(session: Session, firm: Firm, capacity: Capacity, actor: Actor, *, today: date) -> int:
    """Keep what a firm says of its capacity, as of today; counts the fields that changed. Raises Conflict."""
    check_version(firm, capacity.version)
    told = replace(
        profile_of(firm),
        open_slots=capacity.open_slots,
        next_start_on=capacity.next_start_on,
        capacity_as_of=today,
    )
    return _save(session, firm, told, actor)


def confirm_capacity(session: Session, firm: Firm, version: int, actor: Actor, *, today: date) -> int:
    """Keep that a firm's capacity is as it was told before; raises BadInput when nothing was, and Conflict."""
    if firm.open_slots is None:
        raise BadInput("There is nothing to confirm yet. Enter how many engagements you can take.")
    return tell_capacity(session, firm, Capacity(firm.open_slots, firm.next_start_on, version), actor, today=today)


def _save(session: Session, firm: Firm, told: FirmProfile, actor: Actor) -> int:
    """Write the difference to the ledger as the firm's own word, for admins to look through, and to the trail."""
    differing = changes_between(profile_of(firm), told)
    if not differing:
        return 0
    word = FirmTold(firm_id=firm.firm_id, at=now(), actor_id=actor.user_id, actor_name=actor.name)
    if all(each.field in DAYS_TOLD for each in differing):  # a confirmation leaves nothing to look through
        word.seen_at, word.seen_by = word.at, SERVICE.name
    session.add(word)
    session.flush()
    changed = change(session, firm, told, actor, source=SOURCE, told_id=word.id)
    flush(session)
    names = [each.field for each in changed]
    summary = f"Told {', '.join(names)} of {firm.name}"
    record(session, actor, "firm.told", thing="firm", thing_id=firm.firm_id, summary=summary, fields=names)
    return len(changed)
