"""Writing down what happens to the firms of a match, in the transaction of the deed itself."""

from collections.abc import Mapping

import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.matches.models import MatchRun
from matcher.outcomes.models import OutcomeEvent, OutcomeKind


def note_shown(session: Session, run: MatchRun) -> None:
    """Write down that the matches of a run were shown, each in its place."""
    for match in run.shown:
        note(session, OutcomeKind.SHOWN, run, match["firm"]["firm_id"])


def note(
    session: Session,
    kind: OutcomeKind,
    run: MatchRun,
    firm_id: str,
    *,
    features: Mapping[str, float] | None = None,
    value: float | None = None,
    reason: str | None = None,
) -> None:
    """Add one event; `features` only for a firm that is not among those shown, of which the run keeps none."""
    shown = next((match for match in run.shown if match["firm"]["firm_id"] == firm_id), None)
    places = {each["factor"]: each["place"] for each in shown["contributions"]} if shown else dict(features or {})
    session.add(
        OutcomeEvent(
            kind=kind,
            run_id=run.id,
            firm_id=firm_id,
            position=place_of(run, firm_id),
            probability=1.0 if shown else None,  # without exploration, the order leaves nothing to chance
            model_name=run.model_name,
            model_version=run.model_version,
            features=places,
            value=value,
            reason=reason,
        )
    )


def note_once(session: Session, kind: OutcomeKind, run: MatchRun, firm_id: str, *, value: float | None = None) -> None:
    """Add an event unless the run has it already, as reading a page twice tells nothing new."""
    standing = sa.select(OutcomeEvent.id).where(
        OutcomeEvent.run_id == run.id, OutcomeEvent.firm_id == firm_id, OutcomeEvent.kind == kind
    )
    if session.scalar(standing.limit(1)) is None:
        note(session, kind, run, firm_id, value=value)


def place_of(run: MatchRun, firm_id: str) -> int | None:
    """Give a firm's place among the eligible of a run, from 1; None for a firm that was not eligible."""
    return run.eligible.index(firm_id) + 1 if firm_id in run.eligible else None
