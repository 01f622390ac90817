"""Importing a file into a collection: by way of a preview, or all or nothing."""

import uuid
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import PurePath

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.clock import now
from foundation.errors import BadInput, Conflict, NotFound
from foundation.imports.collection import Collection, Record, Row, new_row, records_of, rows_of, write_to
from foundation.imports.deeds import flush_or_conflict, next_position
from foundation.imports.models import ImportDraft, VersionDeed
from foundation.imports.plan import ImportPlan, plan_import, without
from foundation.imports.versions import Cause, changes_detail, keep_version
from foundation.tables.model import Problem, raise_if_any

LONGEST_KEY = 200
"""Characters."""
DRAFTS_LAST = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class ImportOutcome:
    """What an import did, in numbers of records; `refused` counts the rows that were left out."""

    added: int
    changed: int
    unchanged: int
    refused: int = 0
    extra_columns: tuple[str, ...] = ()

    def __str__(self) -> str:
        told = f"{self.added} added, {self.changed} changed, {self.unchanged} unchanged"
        told += f", {self.refused} refused" if self.refused else ""
        return told + (f"; columns left aside: {', '.join(self.extra_columns)}" if self.extra_columns else "")


@dataclass(frozen=True, slots=True)
class Seen:
    """What the person looked at before saying yes: the fingerprint of the plan, and what they decided."""

    fingerprint: str
    leave_out_refused: bool = False
    keep: frozenset[str] = frozenset()
    """Keys of changed records that stay as they are, whatever the file says."""


def plan_file(
    session: Session, collection: Collection[Row, Record], content: bytes, *, filename: str
) -> ImportPlan[Record]:
    """Tell what importing a file would do; raises Unreadable or BadInput for a file that is no such table."""
    read = collection.read(content, filename=filename)
    too_long = [record for record in read.records if len(getattr(record, collection.key)) > LONGEST_KEY]
    problems = [*read.problems, *(_too_long(collection, filename, record) for record in too_long)]
    good = [record for record in read.records if record not in too_long] if too_long else read.records
    existing = {getattr(record, collection.key): record for record in records_of(session, collection)}
    return plan_import(
        existing,
        good,
        problems,
        key=collection.key,
        extra_columns=read.extra_columns,
        missing_columns=read.missing_columns,
    )


def import_file(
    session: Session, collection: Collection[Row, Record], content: bytes, *, filename: str, actor: Actor
) -> ImportOutcome:
    """Import a file all or nothing; raises BadInput with every problem where a row is refused."""
    plan = plan_file(session, collection, content, filename=filename)
    raise_if_any(plan.refused)
    return carry_out(session, collection, plan, filename=filename, actor=actor)


def carry_out(
    session: Session, collection: Collection[Row, Record], plan: ImportPlan[Record], *, filename: str, actor: Actor
) -> ImportOutcome:
    """Add and change what a plan says, and leave a line in the trail; refused rows stay out."""
    kept = {getattr(row, collection.key): row for row in rows_of(session, collection)} if plan.changed else {}
    for changed in plan.changed:
        write_to(kept[changed.key], changed.record)
    first = next_position(session, collection)
    added = [new_row(collection, record, position) for position, record in enumerate(plan.new, start=first)]
    session.add_all(added)
    flush_or_conflict(session, collection)
    for changed in plan.changed:
        cause = Cause(VersionDeed.CHANGED, actor, filename)
        keep_version(session, collection, kept[changed.key], cause, changed.fields)
    for row in added:
        keep_version(session, collection, row, Cause(VersionDeed.ADDED, actor, filename))
    outcome = ImportOutcome(
        len(plan.new), len(plan.changed), len(plan.unchanged), plan.refused_rows, plan.extra_columns
    )
    _leave_trail(session, collection, plan, outcome, filename, actor)
    return outcome


def stage(
    session: Session, collection: Collection[Row, Record], content: bytes, *, filename: str, actor: Actor
) -> ImportDraft:
    """Keep an uploaded file for its preview; raises Unreadable or BadInput for a file that is no such table."""
    name = PurePath(filename.replace("\\", "/")).name[-LONGEST_KEY:] or f"{collection.code}.csv"
    plan_file(session, collection, content, filename=name)
    for old in session.scalars(sa.select(ImportDraft).where(ImportDraft.created_at < now() - DRAFTS_LAST)):
        session.delete(old)
    draft = ImportDraft(collection=collection.code, filename=name, content=content, uploaded_by_id=actor.user_id)
    session.add(draft)
    session.flush()
    return draft


def fetch_draft(session: Session, collection: Collection[Row, Record], draft_id: uuid.UUID) -> ImportDraft:
    """Fetch a file that waits; raises NotFound, also for another organisation's or another collection's."""
    wanted = sa.select(ImportDraft).where(ImportDraft.id == draft_id, ImportDraft.collection == collection.code)
    if (draft := session.scalar(wanted)) is None:
        raise NotFound("This upload was imported or given up already. Upload the file again to see what it changes.")
    return draft


def confirm(
    session: Session, collection: Collection[Row, Record], draft: ImportDraft, seen: Seen, actor: Actor
) -> ImportOutcome:
    """Import a previewed file.

    Raises Conflict when the plan would be another one by now than the person saw, and BadInput when rows are refused
    and the person did not say that they may be left out.
    """
    plan = plan_file(session, collection, draft.content, filename=draft.filename)
    if plan.fingerprint != seen.fingerprint:
        raise Conflict(f"Your {collection.plural} changed since this preview was made.")
    if plan.refused and not seen.leave_out_refused:
        raise BadInput("Nothing was imported: tick that the refused rows may be left out, or correct the file.")
    chosen = without(plan, seen.keep)
    outcome = carry_out(session, collection, chosen, filename=draft.filename, actor=actor)
    session.delete(draft)
    session.flush()
    return outcome


def give_up(session: Session, draft: ImportDraft) -> None:
    """Forget a file that waits."""
    session.delete(draft)
    session.flush()


def _too_long(collection: Collection[Row, Record], filename: str, record: Record) -> Problem:
    found = getattr(record, collection.key)[:40]
    return Problem(filename, None, None, collection.key, f"expected at most {LONGEST_KEY} characters, found '{found}…'")


def _leave_trail(
    session: Session,
    collection: Collection[Row, Record],
    plan: ImportPlan[Record],
    outcome: ImportOutcome,
    filename: str,
    actor: Actor,
) -> None:
    leave_trail(
        session,
        actor,
        f"{collection.code}.imported",
        thing=collection.code,
        thing_id=filename[:80],
        summary=f"Imported {collection.plural} from {filename}: {replace(outcome, extra_columns=())}",
        added=[getattr(record, collection.key) for record in plan.new],
        changed={one.key: changes_detail(one.fields) for one in plan.changed},
    )
