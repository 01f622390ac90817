"""Telling the ranking what came of an introduction. Works for either party, as it needs no row of the company's own."""

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.introductions.models import Introduction
from matcher.outcomes.models import OutcomeEvent, OutcomeKind


def note_outcome(
    session: Session,
    kind: OutcomeKind,
    introduction: Introduction,
    *,
    value: float | None = None,
    reason: str | None = None,
) -> None:
    """Add an event with the place, model and features of the firm's first event in the run."""
    first = (
        sa.select(OutcomeEvent)
        .where(OutcomeEvent.run_id == introduction.run_id, OutcomeEvent.firm_id == introduction.firm.firm_id)
        .order_by(OutcomeEvent.at, OutcomeEvent.id)
    )
    known = session.scalars(first.limit(1)).one()
    session.add(
        OutcomeEvent(
            kind=kind,
            run_id=introduction.run_id,
            firm_id=introduction.firm.firm_id,
            position=known.position,
            probability=known.probability,
            model_name=known.model_name,
            model_version=known.model_version,
            features=known.features,
            value=value,
            reason=reason,
        )
    )
