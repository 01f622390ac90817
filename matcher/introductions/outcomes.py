"""Telling the ranking what came of an introduction. Works for either party, as it needs no row of the company's own."""

from sqlalchemy.orm import Session

from matcher.introductions.models import Introduction
from matcher.outcomes.models import OutcomeKind
from matcher.outcomes.service import note_further


def note_outcome(
    session: Session,
    kind: OutcomeKind,
    introduction: Introduction,
    *,
    value: float | None = None,
    reason: str | None = None,
) -> None:
    """Add an event with the place, model and features of the firm's first event in the run."""
    note_further(session, kind, introduction.run_id, introduction.firm.firm_id, value=value, reason=reason)
