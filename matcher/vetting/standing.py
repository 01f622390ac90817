"""Moving a firm from one status of our vetting to another: by an admin with a reason, or by the nightly look."""

from dataclasses import dataclass, replace
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.clock import today
from foundation.errors import Conflict
from matcher.firms.ledger import change, flush
from matcher.firms.models import Firm, FirmChange
from matcher.firms.rows import profile_of
from matcher.firms.service import check_version, note
from matcher.firms.wording import spelt
from matcher.firms.words import VettingStatus
from matcher.vetting.queries import current_checks
from matcher.vetting.requirements import unmet
from matcher.vetting.status import after_suspension, check_move, standing_of

_FORGETS_VERIFICATION = frozenset({VettingStatus.CANDIDATE, VettingStatus.UNDER_REVIEW})


@dataclass(frozen=True, slots=True)
class Verdict:
    """Where a firm is to stand, why, and the version of the firm that the admin had before them."""

    status: VettingStatus
    reason: str
    version: int | None = None


def missing(session: Session, firm: Firm, *, two_person: bool) -> tuple[str, ...]:
    """Name what the firm lacks to be verified today."""
    return unmet(profile_of(firm), current_checks(session, firm), today(), two_person=two_person)


def move_firm(session: Session, firm: Firm, verdict: Verdict, actor: Actor, *, two_person: bool) -> None:
    """Move a firm to another status; raises Conflict for a move that is none, BadInput while facts are missing."""
    check_version(firm, verdict.version)
    lacks = missing(session, firm, two_person=two_person) if verdict.status is VettingStatus.VERIFIED else ()
    check_move(firm.vetting_status, verdict.status, unmet=lacks)
    before = standing_of(firm.vetting_status)
    put_status(session, firm, verdict.status, actor, reason=verdict.reason)
    deed, summary = _told(firm, before, verdict.status)
    note(session, actor, deed, firm, summary, reason=verdict.reason)


def suspend_firm(session: Session, firm: Firm, reason: str, version: int | None, actor: Actor) -> None:
    """Take a firm out of matching until it is reinstated; raises Conflict when it is suspended already."""
    if firm.vetting_status is VettingStatus.SUSPENDED:
        check_version(firm, version)
        raise Conflict(f"{firm.name} is suspended already.")
    move_firm(session, firm, Verdict(VettingStatus.SUSPENDED, reason, version), actor, two_person=False)


def reinstate_firm(
    session: Session, firm: Firm, reason: str, version: int | None, actor: Actor, *, two_person: bool
) -> None:
    """End a suspension; raises Conflict when the firm is not suspended."""
    check_version(firm, version)
    if firm.vetting_status is not VettingStatus.SUSPENDED:
        raise Conflict(f"{firm.name} is not suspended.")
    status = status_after_suspension(session, firm, two_person=two_person)
    move_firm(session, firm, Verdict(status, reason, version), actor, two_person=two_person)


def status_after_suspension(session: Session, firm: Firm, *, two_person: bool) -> VettingStatus:
    """Tell where a suspended firm stands once it is reinstated."""
    before = _status_before_suspension(session, firm)
    return after_suspension(before, unmet=missing(session, firm, two_person=two_person))


def _status_before_suspension(session: Session, firm: Firm) -> VettingStatus:
    """Tell where a suspended firm stood before; a firm that was never anything else is a candidate."""
    wanted = (
        sa.select(FirmChange.old)
        .where(FirmChange.firm_id == firm.firm_id, FirmChange.field == "vetting_status")
        .where(FirmChange.new == VettingStatus.SUSPENDED)
        .order_by(FirmChange.at.desc())
    )
    return VettingStatus(session.scalars(wanted.limit(1)).first() or VettingStatus.CANDIDATE)


def put_status(session: Session, firm: Firm, status: VettingStatus, actor: Actor, *, reason: str) -> None:
    """Write a status with the day on which it was verified, where it is; the caller has asked whether it may be."""
    profile = replace(profile_of(firm), vetting_status=status, verified_on=_verified_on(firm, status))
    change(session, firm, profile, actor, source=reason)
    flush(session)


def _verified_on(firm: Firm, status: VettingStatus) -> date | None:
    if status is VettingStatus.VERIFIED:
        back = firm.vetting_status is VettingStatus.SUSPENDED and firm.verified_on is not None
        return firm.verified_on if back else today()  # a suspension that ends verifies nothing anew
    return None if status in _FORGETS_VERIFICATION else firm.verified_on


def _told(firm: Firm, before: VettingStatus, after: VettingStatus) -> tuple[str, str]:
    if after is VettingStatus.SUSPENDED:
        return "suspended", f"Suspended {firm.name}"
    if before is VettingStatus.SUSPENDED and after is not VettingStatus.REMOVED:
        return "reinstated", f"Reinstated {firm.name}: {spelt(after).lower()}"
    return "status_changed", f"{firm.name}: from {spelt(before).lower()} to {spelt(after).lower()}"
