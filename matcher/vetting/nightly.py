"""The nightly look through the ledger: what is past its day becomes stale, and admins are told in one mail."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session, contains_eager

from foundation.access.permissions import Role
from foundation.access.scope import scope_of
from foundation.accounts.members.service import list_members
from foundation.accounts.models import Organisation
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.clock import now
from foundation.mail.letters import Letter
from foundation.mail.service import post_letter
from matcher.firms.models import Firm
from matcher.firms.rows import profile_of
from matcher.firms.service import note
from matcher.firms.wording import day_in_words
from matcher.firms.words import VettingStatus
from matcher.vetting.facts import REQUIRED
from matcher.vetting.letters import due_letter
from matcher.vetting.models import VettingCheck, VettingRound
from matcher.vetting.queries import checks_of_firms
from matcher.vetting.requirements import overdue
from matcher.vetting.standing import put_status


@dataclass(frozen=True, slots=True)
class StaleFirm:
    """A firm that was verified, and why it no longer counts as that."""

    firm: Firm
    why: tuple[str, ...]


def look_through(session: Session, today: date, base_url: str) -> bool:
    """Make stale what is past its day, once a day, in one transaction; False when that day was looked through already.

    The session must be bound to the platform, whose trail and admins are told.
    """
    _take_turns(session)
    if session.scalar(sa.select(sa.exists().where(VettingRound.day == today))):
        return False
    checks, firms = _mark_checks(session, today), _mark_firms(session, today)
    session.add(VettingRound(day=today, at=now(), stale_checks=len(checks), stale_firms=len(firms)))
    if checks or firms:
        _tell(session, checks, firms, today, base_url)
    session.flush()
    return True


def _take_turns(session: Session) -> None:
    """Let one worker at a time look: the second finds the day looked through."""
    session.execute(sa.select(Organisation.id).where(Organisation.id == scope_of(session)).with_for_update())


def _mark_checks(session: Session, today: date) -> Sequence[VettingCheck]:
    past = sa.select(VettingCheck).join(VettingCheck.firm).options(contains_eager(VettingCheck.firm))
    past = past.where(VettingCheck.ended_at.is_(None), VettingCheck.stale_since.is_(None), VettingCheck.due_on < today)
    found = session.scalars(past.order_by(VettingCheck.due_on, sa.func.lower(Firm.name), VettingCheck.fact)).all()
    for check in found:
        check.stale_since = today
    return [check for check in found if check.firm.vetting_status is not VettingStatus.REMOVED]


def _mark_firms(session: Session, today: date) -> list[StaleFirm]:
    wanted = sa.select(Firm).where(Firm.vetting_status == VettingStatus.VERIFIED).order_by(sa.func.lower(Firm.name))
    verified = session.scalars(wanted).all()
    checks = checks_of_firms(session, verified, REQUIRED)
    stale = [StaleFirm(firm, why) for firm in verified if (why := overdue(profile_of(firm), checks[firm.id], today))]
    for one in stale:
        reason = " ".join(one.why)
        put_status(session, one.firm, VettingStatus.STALE, SERVICE, reason=reason)
        note(session, SERVICE, "became_stale", one.firm, f"{one.firm.name} is stale. {reason}", reason=reason)
    return stale


def _tell(
    session: Session, checks: Sequence[VettingCheck], firms: Sequence[StaleFirm], today: date, base_url: str
) -> None:
    letter = _letter(checks, firms, base_url.rstrip("/"))
    for admin in (member for member in list_members(session) if member.role is Role.ADMIN):
        post_letter(session, letter, recipient=admin.user.email)
    record(
        session,
        SERVICE,
        "vetting.looked_through",
        thing="vetting",
        thing_id=today,
        summary=letter.subject,
        checks=[f"{check.firm.firm_id} {check.title}" for check in checks],
        firms=[one.firm.firm_id for one in firms],
    )


def _letter(checks: Sequence[VettingCheck], firms: Sequence[StaleFirm], base_url: str) -> Letter:
    stale = [(f"{one.firm.name}: {' '.join(one.why)}", _page(base_url, one.firm)) for one in firms]
    past = [
        (f"{check.firm.name}: {check.title}, held until {day_in_words(check.due_on)}", _page(base_url, check.firm))
        for check in checks
    ]
    return due_letter(stale, past, base_url)


def _page(base_url: str, firm: Firm) -> str:
    return f"{base_url}/admin/firms/{firm.id}/vetting"
