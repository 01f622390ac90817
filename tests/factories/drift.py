"""What a look at drift reads, and what it keeps."""

import uuid
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

import numpy as np
from sqlalchemy.orm import Session

from matcher.drift.calibration import calibration
from matcher.drift.chances import Shown
from matcher.drift.features import FeatureDrift, Usual
from matcher.drift.fees import fees
from matcher.drift.models import DriftCheck
from matcher.drift.service import Found, monday_of
from matcher.outcomes.models import EligibleSpread
from matcher.ranking.features import FEATURES
from matcher.ranking.training import Event
from tests.factories.outcomes import keep_events, told

NAMES = tuple(feature.name for feature in FEATURES)
MONDAY = datetime(2027, 3, 1, 12, tzinfo=UTC)
NO_MATCHES = Shown(
    np.zeros(0, dtype=np.int64), (), np.zeros(0), np.zeros(0, dtype=np.int64), np.zeros(0, dtype=np.bool_)
)
AS_USUAL: dict[str, Any] = {"unknown": 0, "low": 0.0, "high": 1.0, "deviation": 0.25}


def keep_asking(session: Session, shown: Shown, *, days: int = 3) -> None:
    """Keep matches as events, firms asked so many days after they were shown.

    A firm that stands at the same place on every feature has that place as its score.
    """
    keep_events(session, _events(shown, timedelta(days=days)))


def _events(shown: Shown, later: timedelta) -> Iterator[Event]:
    for match, score, place, asked in zip(shown.match, shown.score, shown.place, shown.asked, strict=True):
        at, run = shown.at[match], str(uuid.UUID(int=int(match) + 1))
        features = dict.fromkeys(NAMES, float(score))
        yield told(at, "shown", run, f"F-{place}", int(place), features=features)
        if asked:
            yield told(at + later, "introduced", run, f"F-{place}", int(place), features=features)


def keep_looks(session: Session, day: date, matches: int = 12, *, firms: int = 40, **spreads: Any) -> None:
    """Keep matches of a day in which every feature stands as usual, but those that are told."""
    for _ in range(matches):
        spread = {name: AS_USUAL | spreads.get(name, {}) for name in NAMES}
        session.add(EligibleSpread(day=day, firms=firms, spread=spread))
    session.flush()


def usual(matches: int = 12, firms: float = 40, unknown: float = 0.1, constant: int = 0) -> Usual:
    """Give a feature over the matches of some weeks."""
    return Usual(matches, firms, unknown, constant, 0.0 if constant else 0.25)


def add_check(session: Session, at: datetime, *features: FeatureDrift, model: str = "expert-prior 1") -> DriftCheck:
    """Keep a look that knew too little of everything but the features told."""
    found = Found(model, calibration(NO_MATCHES, at), features, None, fees(None, None, at))
    row = DriftCheck(
        week=monday_of(at.date()), at=at, model=model, found=found.to_json(), off=[line.code for line in found.lines]
    )
    session.add(row)
    session.flush()
    return row
