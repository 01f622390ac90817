"""Deciding about two approved answers that are asked alike: one of them stands for both, or they are not the same."""

from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.audit.actor import Actor
from foundation.audit.service import record as leave_trail
from foundation.clock import today
from foundation.errors import BadInput, Conflict
from foundation.imports.collection import as_texts, record_of
from foundation.imports.deeds import flush_or_conflict
from foundation.imports.plan import FieldChange
from questionnaires.library.authors import own_words
from questionnaires.library.comparing import folded
from questionnaires.library.models import ApprovedAnswer, DistinctAnswers, Held, MergedAnswer
from questionnaires.library.service import ANSWERS, note_change, note_removal, released
from questionnaires.library.shelf import contradictions

Seen = tuple[int, int]
"""The versions that the person saw, in the order of the two answers."""


def merge(session: Session, kept: ApprovedAnswer, gone: ApprovedAnswer, *, seen: Seen, actor: Actor) -> None:
    """Let one answer stand for two; raises Conflict when either was changed since it was seen.

    The other one is removed and its texts stay in the trail; for whatever cites its id that now means the kept one.
    """
    _require(kept, gone, seen)
    _pass_on(session, kept, gone)
    was, origin = as_texts(record_of(ANSWERS, gone)), _origin_of(gone)
    key, gone_key = kept.answer_id, gone.answer_id
    note_removal(session, gone, actor)
    session.delete(gone)
    kept.origin_digest = ""
    flush_or_conflict(session, ANSWERS)
    note_change(session, kept, FieldChange("stands_for", key, f"{key}; {gone_key}"), actor)
    _release_if_agreed(session, kept, actor)
    summary = f"Merged {gone_key} into {key}"
    for thing_id in (key, gone_key):
        _trail(session, actor, "merged", thing_id, summary, kept=key, removed=gone_key, was=was, origin=origin)
    flush_or_conflict(session, ANSWERS)


def tell_apart(session: Session, one: ApprovedAnswer, other: ApprovedAnswer, *, seen: Seen, actor: Actor) -> None:
    """Remember that two answers are not the same, so that they are not offered again; raises Conflict as `merge`."""
    _require(one, other, seen)
    first, second = sorted((one.id, other.id))
    pair = (DistinctAnswers.first_id == first, DistinctAnswers.second_id == second)
    if session.scalar(sa.select(DistinctAnswers.id).where(*pair)) is None:
        session.add(DistinctAnswers(first_id=first, second_id=second))
        flush_or_conflict(session, ANSWERS)
    for row in (one, other):
        _release_if_agreed(session, row, actor)
    summary = f"Told {one.answer_id} and {other.answer_id} apart"
    for thing_id in (one.answer_id, other.answer_id):
        _trail(session, actor, "told_apart", thing_id, summary, answers=[one.answer_id, other.answer_id])
    flush_or_conflict(session, ANSWERS)


def _require(one: ApprovedAnswer, other: ApprovedAnswer, seen: Seen) -> None:
    if one.id == other.id:
        raise BadInput("Choose two answers, not one and the same.")
    for row, version in zip((one, other), seen, strict=True):
        if row.version != version:
            raise Conflict(f"Somebody changed '{row.answer_id}' while you had it open.")


def _pass_on(session: Session, kept: ApprovedAnswer, gone: ApprovedAnswer) -> None:
    """Let the removed one's id, and ids that were merged into it before, mean the kept one."""
    record, removed = record_of(ANSWERS, kept), record_of(ANSWERS, gone)
    alike = record.word == removed.word and (record.word is not None or folded(record.answer) == folded(removed.answer))
    either = MergedAnswer.old_id.in_([kept.answer_id, gone.answer_id])
    session.execute(sa.delete(MergedAnswer).where(either))
    for earlier in session.scalars(sa.select(MergedAnswer).where(MergedAnswer.kept_id == gone.answer_id)):
        earlier.alike = earlier.alike and alike and earlier.kept_said == removed.said
        earlier.kept_id, earlier.kept_said = kept.answer_id, record.said
    session.add(
        MergedAnswer(
            old_id=gone.answer_id,
            kept_id=kept.answer_id,
            question=gone.question,
            said=removed.said,
            kept_said=record.said,
            alike=alike,
            merged_on=today(),
        )
    )


def _release_if_agreed(session: Session, row: ApprovedAnswer, actor: Actor) -> None:
    """Put an answer into use that was held back for a contradiction, once none is left; one's own words stay held."""
    agreed = row.held is Held.CONTRADICTS and row not in contradictions(session, [row], today())
    if agreed and not own_words(session, [row], actor):
        row.held = None
        flush_or_conflict(session, ANSWERS)
        note_change(session, row, released(Held.CONTRADICTS), actor)


def _origin_of(row: ApprovedAnswer) -> dict[str, str]:
    names = ("origin_buyer", "origin_filename", "origin_ref", "owner")
    return {name: value for name in names if (value := getattr(row, name))}


def _trail(session: Session, actor: Actor, deed: str, key: str, summary: str, **detail: Any) -> None:
    leave_trail(session, actor, f"answers.{deed}", thing="answers", thing_id=key[:80], summary=summary, **detail)
