"""Writing down what happens to the firms of a match, in the transaction of the deed itself."""

import uuid
from collections.abc import Mapping
from dataclasses import dataclass

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.outcomes.models import OutcomeEvent, OutcomeKind


@dataclass(frozen=True, slots=True)
class Known:
    """What the ranking knew of a firm when it placed it."""

    model_name: str
    model_version: str
    features: Mapping[str, float]
    """Feature -> place in [0, 1]."""
    position: int | None
    """Among the eligible, from 1."""
    probability: float | None
    """With which it was to be shown there, in (0, 1]; None: it was not among the shown."""


def note(
    session: Session,
    kind: OutcomeKind,
    run_id: uuid.UUID,
    firm_id: str,
    known: Known,
    *,
    value: float | None = None,
    reason: str | None = None,
) -> None:
    """Add one event."""
    session.add(
        OutcomeEvent(
            kind=kind,
            run_id=run_id,
            firm_id=firm_id,
            position=known.position,
            probability=known.probability,
            model_name=known.model_name,
            model_version=known.model_version,
            features=dict(known.features),
            value=value,
            reason=reason,
        )
    )


def note_further(
    session: Session,
    kind: OutcomeKind,
    run_id: uuid.UUID,
    firm_id: str,
    *,
    value: float | None = None,
    reason: str | None = None,
) -> None:
    """Add an event of a firm that the run has one of already, with what was known at the first."""
    first = _events(run_id, firm_id).order_by(OutcomeEvent.at, OutcomeEvent.id).limit(1)
    then = session.scalars(first).one()
    known = Known(then.model_name, then.model_version, then.features, then.position, then.probability)
    note(session, kind, run_id, firm_id, known, value=value, reason=reason)


def note_once(session: Session, kind: OutcomeKind, run_id: uuid.UUID, firm_id: str) -> None:
    """Add a further event unless the run has it already, as reading a page twice tells nothing new."""
    if session.scalar(_events(run_id, firm_id).where(OutcomeEvent.kind == kind).limit(1)) is None:
        note_further(session, kind, run_id, firm_id)


def _events(run_id: uuid.UUID, firm_id: str) -> sa.Select[OutcomeEvent]:
    return sa.select(OutcomeEvent).where(OutcomeEvent.run_id == run_id, OutcomeEvent.firm_id == firm_id)
