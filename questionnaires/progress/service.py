"""Measuring coverage: written down when it differs from what was measured last, and never changed."""

import uuid
from collections import Counter
from collections.abc import Sequence
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.criteria import Category
from questionnaires.controls.models import Control
from questionnaires.controls.readiness import CoverageState, readiness
from questionnaires.controls.service import control_records
from questionnaires.progress.history import Measured
from questionnaires.progress.models import CoverageSnapshot

MOST_SNAPSHOTS = 5_000
"""The latest ones are read: years of a control set that changes each day."""


def measure(session: Session, at: datetime) -> int:
    """Measure each category and keep those that differ from the last time; gives how many were kept."""
    held = readiness(control_records(session), Category)
    last = {one.category: counts_of(one) for one in snapshots(session)}
    kept = 0
    for category in Category:
        found = Counter(one.state for one in held.criteria if one.criterion.category is category)
        counts = {state: found[state] for state in CoverageState}
        if last.get(category) != counts:
            session.add(
                CoverageSnapshot(at=at, category=category, **{state.value: count for state, count in counts.items()})
            )
            kept += 1
    session.flush()
    return kept


def snapshots(session: Session) -> Sequence[CoverageSnapshot]:
    """List what was measured, the oldest first."""
    latest = sa.select(CoverageSnapshot).order_by(CoverageSnapshot.at.desc(), CoverageSnapshot.id)
    return session.scalars(latest.limit(MOST_SNAPSHOTS)).all()[::-1]


def measured(session: Session) -> list[Measured]:
    """Give what was measured as values, the oldest first."""
    return [Measured(one.at, one.category, counts_of(one)) for one in snapshots(session)]


def counts_of(snapshot: CoverageSnapshot) -> dict[CoverageState, int]:
    """Give the criteria in each state."""
    return {state: getattr(snapshot, state.value) for state in CoverageState}


def to_measure(session: Session, *, everybody: bool) -> Sequence[uuid.UUID]:
    """List the organisations to measure: those with controls that never were, or `everybody` who has or had some.

    For a session that reaches every organisation.
    """
    having = sa.select(Control.organisation_id).distinct()
    measured = sa.select(CoverageSnapshot.organisation_id).distinct()
    if everybody:
        return session.scalars(having.union(measured)).all()
    return session.scalars(having.where(Control.organisation_id.not_in(measured))).all()
