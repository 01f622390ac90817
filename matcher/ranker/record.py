"""Reading the record of outcomes as events to learn from."""

from collections.abc import Iterator
from datetime import datetime

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.outcomes.models import OutcomeEvent, OutcomeKind
from matcher.ranking.training import Event, TrainingSet, training_set


def known_outcomes(session: Session, as_of: datetime) -> TrainingSet:
    """Give everything that was known at a moment."""
    return training_set(_events(session, OutcomeEvent.at <= as_of), as_of)


def events_between(session: Session, since: datetime, until: datetime) -> Iterator[Event]:
    """Give what was written down between two moments, both inclusive, in no order."""
    return _events(session, OutcomeEvent.at.between(since, until))


def count_with_outcomes(session: Session) -> int:
    """Count the intakes in which a firm of those shown was asked for an introduction."""
    asked = sa.and_(OutcomeEvent.kind == OutcomeKind.INTRODUCED, OutcomeEvent.probability.is_not(None))
    return session.scalar(sa.select(sa.func.count(OutcomeEvent.run_id.distinct())).where(asked)) or 0


def _events(session: Session, which: sa.ColumnElement[bool]) -> Iterator[Event]:
    read = sa.select(
        OutcomeEvent.at,
        OutcomeEvent.kind,
        OutcomeEvent.run_id,
        OutcomeEvent.firm_id,
        OutcomeEvent.position,
        OutcomeEvent.probability,
        OutcomeEvent.features,
        OutcomeEvent.value,
    ).where(which)
    for row in session.execute(read):
        yield Event(
            row.at, row.kind.value, str(row.run_id), row.firm_id, row.position, row.probability, row.features, row.value
        )
