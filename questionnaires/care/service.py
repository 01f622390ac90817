"""Looking after one record: who may be named as its owner, and that somebody looked at it."""

import calendar
from datetime import date
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.members.service import list_members
from foundation.audit.actor import Actor
from foundation.imports.collection import Collection
from foundation.imports.deeds import note_review
from questionnaires.care.models import CaredRow

A_YEAR = 12
"""Months between two reviews, unless somebody says otherwise."""


def months_after(day: date, months: int) -> date:
    """Give the same day some months later; in a shorter month its last day.

    >>> months_after(date(2027, 8, 31), 6), months_after(date(2026, 12, 1), 12)
    (datetime.date(2028, 2, 29), datetime.date(2027, 12, 1))
    """
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    return date(year, month + 1, min(day.day, calendar.monthrange(year, month + 1)[1]))


def mark_reviewed(
    session: Session,
    collection: Collection[Any, Any],
    row: CaredRow,
    *,
    today: date,
    months: int,
    version: int,
    actor: Actor,
) -> date:
    """Keep that a record was looked at today and holds, and give when it is looked at next; raises Conflict."""
    following = months_after(today, months)
    note_review(session, collection, row, version=version, actor=actor, care={"next_review_on": following})
    return following


def nameable_owners(session: Session) -> list[str]:
    """Name the members, who are reminded by mail; of two with one name each by their address."""
    users = [member.user for member in list_members(session)]
    names = [user.name for user in users]
    return sorted({user.email if names.count(user.name) > 1 else user.name for user in users}, key=str.casefold)


def owners_of(session: Session, row: type[CaredRow]) -> list[str]:
    """List who owns rows of a kind, each once, by name."""
    named = sa.select(row.owner).where(row.owner.is_not(None)).distinct()
    return sorted((owner for owner in session.scalars(named) if owner), key=str.casefold)
