"""Recording checks: each leaves its line in the trail and writes what it found into the firm, which the gate reads."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.clock import now
from foundation.errors import BadInput, Conflict
from foundation.kept import keep
from foundation.storage import Storage
from foundation.uploads import UploadedFile, refuse_other_kinds
from matcher.firms.ledger import change, flush
from matcher.firms.models import Firm
from matcher.firms.rows import profile_of
from matcher.firms.service import note
from matcher.firms.wording import day_in_words
from matcher.vetting.effects import Found, taken_back, written
from matcher.vetting.facts import Ending, Fact, due_on
from matcher.vetting.models import VettingCheck
from matcher.vetting.requirements import found_by


@dataclass(frozen=True, slots=True, kw_only=True)
class CheckRequest:
    """What an admin found of one fact, where and when, and until when it holds."""

    fact: Fact
    subject: str = ""
    finding: str
    cells: Mapping[str, str]
    """Column of `firms.csv` -> its cell as found; empty where the fact stands in the ledger alone."""
    details: Mapping[str, object]
    source: str
    note: str | None = None
    file: UploadedFile | None = None
    checked_on: date
    valid_until: date | None = None


def record_check(session: Session, firm: Firm, request: CheckRequest, storage: Storage, actor: Actor) -> VettingCheck:
    """Add a check to the ledger; the one that counted before is superseded, never edited. Raises BadInput."""
    if request.file is not None and not request.file.content:
        raise BadInput(f"{request.file.name} is empty. Choose the file again.")
    if request.file is not None:
        refuse_other_kinds(request.file)
    _take_turns(session, firm)
    _supersede(session, firm, request, actor)
    check = _check(firm, request, actor)
    if request.file is not None:
        check.stored_name = keep(session, storage, request.file.content)
        check.filename, check.size_bytes = request.file.name, len(request.file.content)
    session.add(check)
    change(
        session, firm, written(profile_of(firm), Found(request.cells, request.subject)), actor, source=request.source
    )
    flush(session)
    summary = f"Checked {firm.name}. {check.title}: {check.finding}"
    note(session, actor, "checked", firm, summary, source=request.source, check_id=str(check.id))
    return check


def confirm_check(session: Session, firm: Firm, check: VettingCheck, actor: Actor) -> None:
    """Let a second person stand for a check; raises Conflict when it no longer counts, BadInput for the first one."""
    _take_turns(session, firm)
    session.refresh(check)
    _must_count(check)
    if check.confirmed_at is not None:
        raise Conflict(f"{check.confirmed_by} has confirmed this check already.")
    if actor.user_id is not None and actor.user_id == check.checked_by_id:
        raise BadInput("You checked this yourself. Ask another admin to look at the source and confirm it.")
    check.confirmed_by_id, check.confirmed_by, check.confirmed_at = actor.user_id, actor.name, now()
    session.flush()
    summary = f"Confirmed the check of {firm.name}. {check.title}: {check.finding}"
    note(session, actor, "check_confirmed", firm, summary, source=check.source, check_id=str(check.id))


def withdraw_check(session: Session, firm: Firm, check: VettingCheck, reason: str, actor: Actor) -> None:
    """Take back a check that was a mistake: what it wrote into the firm and still stands becomes not known."""
    _take_turns(session, firm)
    session.refresh(check)
    _must_count(check)
    _end(check, Ending.WITHDRAWN, actor, reason)
    change(session, firm, taken_back(profile_of(firm), found_by(check)), actor, source=f"Check withdrawn: {reason}")
    flush(session)
    summary = f"Withdrew the check of {firm.name}. {check.title}: {check.finding}"
    note(session, actor, "check_withdrawn", firm, summary, reason=reason, check_id=str(check.id))


def _take_turns(session: Session, firm: Firm) -> None:
    """Let one person at a time write in the ledger of a firm: the second finds what the first has written."""
    session.execute(sa.select(Firm.id).where(Firm.id == firm.id).with_for_update())


def _must_count(check: VettingCheck) -> None:
    if not check.is_current:
        raise Conflict("This check no longer counts: it was superseded or withdrawn.")


def _supersede(session: Session, firm: Firm, request: CheckRequest, actor: Actor) -> None:
    same = (VettingCheck.firm_id == firm.id, VettingCheck.fact == request.fact, VettingCheck.subject == request.subject)
    for older in session.scalars(sa.select(VettingCheck).where(*same, VettingCheck.ended_at.is_(None))):
        if request.checked_on < older.checked_on:
            day = day_in_words(older.checked_on)
            raise BadInput(f"The ledger has a later check of this, of {day}. Enter a day that is not before it.")
        _end(older, Ending.SUPERSEDED, actor, None)
    session.flush()


def _end(check: VettingCheck, ending: Ending, actor: Actor, reason: str | None) -> None:
    check.ended_at, check.ending, check.ended_by, check.ending_reason = now(), ending, actor.name, reason


def _check(firm: Firm, request: CheckRequest, actor: Actor) -> VettingCheck:
    return VettingCheck(
        firm_id=firm.id,
        fact=request.fact,
        subject=request.subject,
        finding=request.finding,
        cells=dict(request.cells),
        details=dict(request.details),
        source=request.source,
        note=request.note,
        checked_by_id=actor.user_id,
        checked_by=actor.name,
        checked_on=request.checked_on,
        valid_until=request.valid_until,
        due_on=due_on(request.fact, request.checked_on, request.valid_until),
        recorded_at=now(),
    )
