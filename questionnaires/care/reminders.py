"""Reminding owners by mail of what is due: one mail a person, each thing once a week until its day is another."""

from collections.abc import Iterable, Sequence
from datetime import date, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.access.permissions import Role
from foundation.access.scope import scope_of
from foundation.accounts.members.service import list_members
from foundation.accounts.models import Membership, Organisation
from foundation.audit.actor import SERVICE
from foundation.audit.service import record
from foundation.mail.service import post_letter
from questionnaires.care.due import Due, Watched, due_things
from questionnaires.care.letters import due_letter
from questionnaires.care.models import ReviewReminder

AGAIN_AFTER = timedelta(days=7)
TOLD = (Role.OWNER, Role.SECURITY)
"""Who is reminded of what no member owns; only they may change records."""


def remind(session: Session, watched: Sequence[Watched], today: date, base_url: str) -> int:
    """Mail whoever owns what is due, in the transaction that keeps it; gives the number of mails."""
    _take_turns(session)
    due = due_things(session, watched, today)
    fresh = _not_reminded(session, due, today)
    if not fresh:
        return 0
    of_each = _by_recipient(fresh, list_members(session))
    for recipient, things in sorted(of_each.items()):
        post_letter(session, due_letter(things, today, base_url), recipient=recipient)
    if of_each:
        record(
            session,
            SERVICE,
            "reviews.reminded",
            thing="reviews",
            thing_id="reminder",
            summary=f"Sent {len(of_each)} reminders of {len(fresh)} things that are due",
            things=[f"{one.kind} {one.title}" for one in fresh],
        )
    session.flush()
    return len(of_each)


def _take_turns(session: Session) -> None:
    """Let one worker at a time remind an organisation: the second finds everything marked."""
    session.execute(sa.select(Organisation.id).where(Organisation.id == scope_of(session)).with_for_update())


def _not_reminded(session: Session, due: Iterable[Due], today: date) -> list[Due]:
    """Keep what nobody was reminded of lately, and mark it; marks of what is no longer due are forgotten."""
    marks = {(mark.kind, mark.subject_id): mark for mark in session.scalars(sa.select(ReviewReminder))}
    fresh = []
    for one in due:
        mark = marks.pop((one.kind, one.subject_id), None)
        if mark and mark.for_day == one.day and today < mark.reminded_on + AGAIN_AFTER:
            continue
        if mark is None:
            mark = ReviewReminder(kind=one.kind, subject_id=one.subject_id)
            session.add(mark)
        mark.for_day, mark.reminded_on = one.day, today
        fresh.append(one)
    for over in marks.values():
        session.delete(over)
    return fresh


def _by_recipient(due: Iterable[Due], members: Sequence[Membership]) -> dict[str, list[Due]]:
    """Give address -> what to tell there: to the member who is named as owner, else to owners and security."""
    known: dict[str, list[str]] = {}
    for member in members:
        for name in {_folded(member.user.name), _folded(member.user.email)}:
            known.setdefault(name, []).append(member.user.email)
    others = [member.user.email for member in members if member.role in TOLD]
    told: dict[str, list[Due]] = {}
    for one in due:
        for recipient in known.get(_folded(one.owner or ""), others):
            told.setdefault(recipient, []).append(one)
    return told


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())
