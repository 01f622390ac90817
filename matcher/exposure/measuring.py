"""Writing down who was eligible for a run and who was shown, and counting it with what came of it."""

from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import sqlalchemy as sa
from sqlalchemy.orm import Session, aliased

from matcher.exposure.models import ExposureCount, RankedRun
from matcher.outcomes.models import OutcomeEvent, OutcomeKind

Cell = tuple[str, str]
"""firm_id and version of the model."""
AT_ONCE = 1_000


@dataclass(frozen=True, slots=True)
class Ranked:
    """What one run of matches found."""

    day: date
    model_name: str
    model_version: str
    eligible: Sequence[str]
    shown: Sequence[str]
    """By their places."""


def note_run(session: Session, ranked: Ranked) -> None:
    """Add one run to the record, without its company; eligible firms by their ids, as their order would say more."""
    session.add(
        RankedRun(
            day=ranked.day,
            model_name=ranked.model_name,
            model_version=ranked.model_version,
            eligible=sorted(ranked.eligible),
            shown=list(ranked.shown),
        )
    )


def count_exposure(session: Session, at: datetime) -> None:
    """Count everything anew, in place of what was counted before."""
    begun = recorded_since(session)
    session.execute(sa.delete(ExposureCount))
    if begun is None:
        return
    eligible, shown, expected = _from_runs(session)
    came = _from_outcomes(session, datetime.combine(begun, time.min, tzinfo=UTC))
    for cell, number in eligible.items():
        seen = shown[cell]
        asked = min(came[OutcomeKind.INTRODUCED][cell], seen)  # a run of the day on which the record began may lack
        session.add(
            ExposureCount(
                at=at,
                firm_id=cell[0],
                model_version=cell[1],
                eligible=number,
                shown=seen,
                expected=expected[cell],
                asked=asked,
                engaged=min(came[OutcomeKind.SIGNED][cell], asked),
            )
        )
    session.flush()


def recorded_since(session: Session) -> date | None:
    """Give the first day of the record."""
    return session.scalar(sa.select(sa.func.min(RankedRun.day)))


def last_counted(session: Session) -> datetime | None:
    """Give when it was counted last; None: never, or there was nothing to count."""
    return session.scalar(sa.select(sa.func.max(ExposureCount.at)))


def _from_runs(session: Session) -> tuple[Counter[Cell], Counter[Cell], Mapping[Cell, float]]:
    """Count runs in which a firm was eligible, in which it was shown, and in which a lot would have shown it."""
    eligible: Counter[Cell] = Counter()
    shown: Counter[Cell] = Counter()
    expected: defaultdict[Cell, float] = defaultdict(float)
    wanted = sa.select(RankedRun.model_version, RankedRun.eligible, RankedRun.shown)
    for version, could, were in session.execute(wanted.execution_options(yield_per=AT_ONCE)):
        eligible.update((firm_id, version) for firm_id in could)
        shown.update((firm_id, version) for firm_id in were)
        for firm_id in could:
            expected[firm_id, version] += len(were) / len(could)
    return eligible, shown, expected


def _from_outcomes(session: Session, begun: datetime) -> Mapping[OutcomeKind, Counter[Cell]]:
    """Count runs of the record in which a firm that was shown was asked, and in which it was engaged."""
    first = aliased(OutcomeEvent)
    shown = sa.select(first.id).where(
        first.run_id == OutcomeEvent.run_id,
        first.firm_id == OutcomeEvent.firm_id,
        first.kind == OutcomeKind.SHOWN,
        first.at >= begun,
    )
    wanted = (
        sa.select(
            OutcomeEvent.kind,
            OutcomeEvent.firm_id,
            OutcomeEvent.model_version,
            sa.func.count(OutcomeEvent.run_id.distinct()),
        )
        .where(OutcomeEvent.kind.in_((OutcomeKind.INTRODUCED, OutcomeKind.SIGNED)), shown.exists())
        .group_by(OutcomeEvent.kind, OutcomeEvent.firm_id, OutcomeEvent.model_version)
    )
    found: dict[OutcomeKind, Counter[Cell]] = {OutcomeKind.INTRODUCED: Counter(), OutcomeKind.SIGNED: Counter()}
    for kind, firm_id, version, number in session.execute(wanted):
        found[kind][firm_id, version] = number
    return found
