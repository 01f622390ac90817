"""Outcomes of invented companies: three firms shown an intake, looked at from the top, the one asked whom they like."""

import uuid
from collections.abc import Iterable, Iterator
from datetime import datetime, timedelta

import numpy as np
from sqlalchemy.orm import Session

from matcher.outcomes.models import OutcomeEvent, OutcomeKind
from matcher.ranking.features import FEATURES
from matcher.ranking.training import Event

LIKED = "price"
"""The one feature that the invented companies care for; the expert cares for many."""
NAMES = tuple(feature.name for feature in FEATURES)


def told(at: datetime, kind: str, run: str = "run-1", firm: str = "F-1", position: int | None = 1, **more) -> Event:
    """Give one dull event."""
    values = {"probability": 1.0, "features": {}} | more
    return Event(at, kind, run, firm, position, **values)


def invented_outcomes(intakes: int, first: datetime, *, seed: int = 7) -> Iterator[Event]:
    """Give the events of intakes that come one an hour."""
    rng = np.random.default_rng(seed)
    for number in range(intakes):
        yield from _intake(rng, str(uuid.UUID(int=number + 1)), first + timedelta(hours=number))


def _intake(rng: np.random.Generator, run: str, at: datetime) -> Iterator[Event]:
    places = rng.random((3, len(NAMES)))
    liked = places[:, NAMES.index(LIKED)]
    for place in range(3):
        features = {name: float(value) for name, value in zip(NAMES, places[place], strict=True)}
        yield told(at, "shown", run, f"F-{place}", place + 1, features=features)
        if rng.random() < (1.0, 0.8, 0.6)[place]:
            yield told(at + timedelta(minutes=1), "opened", run, f"F-{place}", place + 1)
            if liked[place] + 0.15 * rng.normal() > 0.6:
                yield told(at + timedelta(minutes=2), "introduced", run, f"F-{place}", place + 1)


def keep_outcomes(session: Session, intakes: int, first: datetime, *, seed: int = 7) -> None:
    """Keep such events in the record of outcomes."""
    keep_events(session, invented_outcomes(intakes, first, seed=seed))


def keep_events(session: Session, events: Iterable[Event]) -> None:
    """Keep some events in the record of outcomes."""
    for event in events:
        session.add(
            OutcomeEvent(
                at=event.at,
                kind=OutcomeKind(event.kind),
                run_id=uuid.UUID(event.run_id),
                firm_id=event.firm_id,
                position=event.position,
                probability=event.probability,
                model_name="expert-prior",
                model_version="1",
                features=dict(event.features),
                value=event.value,
            )
        )
    session.flush()
