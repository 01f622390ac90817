"""Bringing directory files in: at once by a trusted operator, or after a preview by an admin."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record
from foundation.clock import now
from foundation.errors import BadInput, Conflict, NotFound
from foundation.tables.model import column_key, raise_if_any
from foundation.tables.read import read_table
from matcher.firms.imports.models import FirmImport
from matcher.firms.imports.plan import ImportPlan, held_back, plan_import, without_rises
from matcher.firms.ledger import change, enter, flush
from matcher.firms.models import Firm
from matcher.firms.profile import FirmProfile
from matcher.firms.records.read import read_firms
from matcher.firms.rows import NAMES, profile_of

WAITING_DAYS = 7
"""Days after which a file that nobody confirmed is forgotten."""


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """How many firms of a file were added, changed and found unchanged, the rows left out, and whom nobody raised."""

    new: int
    changed: int
    unchanged: int
    refused: int
    extra_columns: tuple[str, ...] = ()
    held_back: int = 0
    """Firms that stand lower in our vetting than the file has them."""

    def __str__(self) -> str:
        return f"{self.new} new, {self.changed} changed, {self.unchanged} unchanged, {self.refused} refused"


@dataclass(frozen=True, slots=True)
class ImportRequest:
    """A file as it was uploaded, and where the admin says it is from."""

    filename: str
    content: bytes
    source: str


@dataclass(frozen=True, slots=True)
class ImportDecision:
    """What an admin said to a preview, and which preview it was."""

    fingerprint: str
    leave_out_refused: bool = False
    take_over_vetting: bool = False


def import_firms(
    session: Session, content: bytes, filename: str, actor: Actor, *, source: str, take_over_vetting: bool = False
) -> ImportOutcome:
    """Bring a whole file in, as a trusted operator asks for it; unless they take its vetting over, no firm rises.

    All or nothing: raises BadInput listing every problem when a single row is refused, Unreadable when the bytes
    are no table. The session must be bound to the organisation whose trail tells of it (the platform's).
    """
    plan = _plan(session, content, filename)
    raise_if_any(plan.problems)
    return _carry_out(session, plan, filename, actor, source, take_over_vetting)


def keep_upload(session: Session, request: ImportRequest, actor: Actor) -> FirmImport:
    """Keep an uploaded file until it is confirmed; raises Unreadable or BadInput when it is no table at all."""
    read_firms(request.content, filename=request.filename)
    _forget_old_uploads(session)
    waiting = FirmImport(
        filename=request.filename,
        content=request.content,
        source=request.source,
        actor_id=actor.user_id,
        actor_name=actor.name,
    )
    session.add(waiting)
    session.flush()
    return waiting


def fetch_upload(session: Session, key: uuid.UUID) -> FirmImport:
    """Give a file that waits; raises NotFound once it was imported or forgotten."""
    waiting = session.get(FirmImport, key)
    if waiting is None or waiting.imported_at is not None:
        raise NotFound("This import was finished or given up. Upload the file again to see it anew.")
    return waiting


def preview(session: Session, waiting: FirmImport) -> ImportPlan:
    """Tell what a waiting file would do to the directory as it stands now."""
    return _plan(session, waiting.content, waiting.filename)


def confirm_import(session: Session, waiting: FirmImport, decision: ImportDecision, actor: Actor) -> ImportOutcome:
    """Bring a previewed file in.

    Raises Conflict when the directory changed since the preview, BadInput when rows are refused and the admin did
    not say that the others may come in without them. Unless the admin takes the file's vetting over, no firm rises.
    """
    plan = preview(session, waiting)
    if plan.fingerprint != decision.fingerprint:
        raise Conflict("The directory changed since you saw this preview. Look at it again before you import.")
    if plan.problems and not decision.leave_out_refused:
        raise BadInput("Some rows are refused. Tick that the others may be imported without them, or correct the file.")
    waiting.imported_at, waiting.content = now(), b""  # the trail and each firm's history keep what came in
    flush(session)
    return _carry_out(session, plan, waiting.filename, actor, waiting.source, decision.take_over_vetting)


def give_up(session: Session, waiting: FirmImport) -> None:
    """Forget a file that waits."""
    session.delete(waiting)
    flush(session)


def _plan(session: Session, content: bytes, filename: str) -> ImportPlan:
    read = read_firms(content, filename=filename)
    header = {column_key(name) for name in read_table(content, filename=filename).header}
    standing = {firm.firm_id: profile_of(firm) for firm in _named(session, read.profiles).values()}
    return plan_import(
        read.profiles,
        [name for name in NAMES if name in header],
        standing,
        problems=read.problems,
        extra_columns=read.extra_columns,
        file=filename,
    )


def _carry_out(
    session: Session, planned: ImportPlan, filename: str, actor: Actor, source: str, take_over_vetting: bool
) -> ImportOutcome:
    plan = planned if take_over_vetting else without_rises(planned)
    rows = _named(session, [each.after for each in plan.changed])
    for firm in plan.new:
        enter(session, firm, actor, source=source)
    for each in plan.changed:
        row = rows[each.after.firm_id]
        row.is_sample = row.is_sample and each.before.name == each.after.name  # another name: no longer the sample
        change(session, row, each.after, actor, source=source)
    flush(session)
    held = 0 if take_over_vetting else held_back(planned)
    outcome = ImportOutcome(len(plan.new), len(plan.changed), plan.unchanged, plan.refused, plan.extra_columns, held)
    _leave_trail(session, outcome, filename, actor, source, take_over_vetting)
    return outcome


def _leave_trail(
    session: Session, outcome: ImportOutcome, filename: str, actor: Actor, source: str, take_over_vetting: bool
) -> None:
    record(
        session,
        actor,
        "firms.imported",
        thing="firm",
        thing_id=filename[:80],
        summary=f"Imported {filename}: {outcome}",
        source=source,
        took_vetting_over=take_over_vetting,
        held_back=outcome.held_back,
    )


def _named(session: Session, profiles: Sequence[FirmProfile]) -> dict[str, Firm]:
    wanted = {firm.firm_id for firm in profiles}
    return {firm.firm_id: firm for firm in session.scalars(sa.select(Firm)) if firm.firm_id in wanted}


def _forget_old_uploads(session: Session) -> None:
    before = now() - timedelta(days=WAITING_DAYS)
    old = sa.select(FirmImport).where(FirmImport.imported_at.is_(None), FirmImport.created_at < before)
    for waiting in session.scalars(old):
        session.delete(waiting)
