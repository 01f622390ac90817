"""What the admin desk looks at. The session oversees: it sees what companies and firms share, nothing of their own."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import sqlalchemy as sa
from sqlalchemy.orm import Session, joinedload

from foundation.accounts.models import Organisation
from matcher.complaints.models import Complaint
from matcher.firms.capacity import UNCONFIRMED_DAYS
from matcher.firms.models import Firm
from matcher.firms.words import VettingStatus
from matcher.introductions.models import Introduction
from matcher.introductions.states import Stage

SHOWN = 10
"""Rows of each part; the pages behind have them all."""
BREACHES_DAYS = 30
CAPACITY_DAYS = UNCONFIRMED_DAYS
"""After so many days what a firm told of its capacity is unconfirmed (DOMAIN: `capacity_unconfirmed`)."""
_MATCHED = (VettingStatus.VERIFIED, VettingStatus.STALE)


@dataclass(frozen=True, slots=True)
class Part:
    """One part of the desk: how many there are, and the first of them."""

    count: int
    rows: Sequence[Any]


@dataclass(frozen=True, slots=True)
class Unanswered:
    """An intake whose every request came to nothing."""

    company: str
    asked: int
    """Firms that were asked, in all."""
    since: datetime
    """When the last request was over."""
    last_introduction: uuid.UUID


@dataclass(frozen=True, slots=True)
class Desk:
    """All that needs an admin."""

    running_out: Part
    """Requests whose clock runs out within four hours."""
    breaches: Part
    """Requests that no firm answered, in the last 30 days."""
    unanswered: Part
    stale: Part
    """Firms whose vetting went stale."""
    without_capacity: Part
    """Verified firms that have no open place, or of which nobody knows whether they have."""
    complaints: Part


def desk(session: Session, at: datetime) -> Desk:
    """Look at everything that needs an admin at a moment."""
    return Desk(
        running_out=_requests(session, _running_out(at), Introduction.answer_by),
        breaches=_requests(session, _breached(at), Introduction.closed_at.desc()),
        unanswered=_unanswered(session),
        stale=_firms(session, Firm.vetting_status == VettingStatus.STALE, Firm.licence_checked_on.asc().nulls_first()),
        without_capacity=_firms(session, lacks_capacity(at.date()), Firm.capacity_as_of.asc().nulls_first()),
        complaints=_complaints(session),
    )


def lacks_capacity(today: date) -> sa.ColumnElement[bool]:
    """Say which firms that may be matched have no open place, or have not said so for 60 days."""
    too_old = Firm.capacity_as_of < today - timedelta(days=CAPACITY_DAYS)
    nothing = sa.or_(Firm.open_slots == 0, Firm.open_slots.is_(None), Firm.capacity_as_of.is_(None), too_old)
    return sa.and_(Firm.vetting_status.in_(_MATCHED), nothing)


def _running_out(at: datetime) -> sa.ColumnElement[bool]:
    return sa.and_(Introduction.stage == Stage.OFFERED, Introduction.answer_by <= at + timedelta(hours=4))


def _breached(at: datetime) -> sa.ColumnElement[bool]:
    recently = Introduction.closed_at >= at - timedelta(days=BREACHES_DAYS)
    return sa.and_(Introduction.stage == Stage.EXPIRED, recently)


def _requests(session: Session, which: sa.ColumnElement[bool], order: Any) -> Part:
    wanted = sa.select(Introduction).options(joinedload(Introduction.firm)).where(which)
    rows = session.scalars(wanted.order_by(order, Introduction.id).limit(SHOWN)).all()
    return Part(_count(session, Introduction, which), rows)


def _firms(session: Session, which: sa.ColumnElement[bool], order: Any) -> Part:
    rows = session.scalars(sa.select(Firm).where(which).order_by(order, Firm.firm_id).limit(SHOWN)).all()
    return Part(_count(session, Firm, which), rows)


def _complaints(session: Session) -> Part:
    which = Complaint.answer.is_(None)
    wanted = sa.select(Complaint).options(joinedload(Complaint.introduction).joinedload(Introduction.firm)).where(which)
    rows = session.scalars(wanted.order_by(Complaint.written_at, Complaint.id).limit(SHOWN)).all()
    return Part(_count(session, Complaint, which), rows)


def _unanswered(session: Session) -> Part:
    """Find intakes with requests none of which is open: no firm is asked, and none was introduced and stayed."""
    of_each = (
        sa.select(
            Introduction.intake_id,
            Introduction.organisation_id,
            sa.func.count().label("asked"),
            sa.func.max(Introduction.closed_at).label("since"),
        )
        .group_by(Introduction.intake_id, Introduction.organisation_id)
        .having(sa.func.count() == sa.func.count(Introduction.closed_at))
        .having(sa.func.sum(sa.case((Introduction.stage == Stage.WITHDRAWN, 1), else_=0)) == 0)
    )
    count = session.scalar(sa.select(sa.func.count()).select_from(of_each.subquery())) or 0
    found = session.execute(of_each.order_by(sa.desc("since")).limit(SHOWN)).all()
    names = _names(session, [row.organisation_id for row in found])
    last = _last_introductions(session, [row.intake_id for row in found])
    rows = [Unanswered(names[row.organisation_id], row.asked, row.since, last[row.intake_id]) for row in found]
    return Part(count, rows)


def _last_introductions(session: Session, intakes: Sequence[uuid.UUID]) -> dict[uuid.UUID, uuid.UUID]:
    wanted = sa.select(Introduction).where(Introduction.intake_id.in_(intakes)).order_by(Introduction.offered_at)
    return {one.intake_id: one.id for one in session.scalars(wanted)}


def _names(session: Session, organisations: Sequence[uuid.UUID]) -> dict[uuid.UUID, str]:
    rows = session.scalars(sa.select(Organisation).where(Organisation.id.in_(organisations)))
    return {row.id: row.name for row in rows}


def _count(session: Session, model: type, which: sa.ColumnElement[bool]) -> int:
    return session.scalar(sa.select(sa.func.count()).select_from(model).where(which)) or 0
