"""What a look reads: firms shown with what came of them, how eligible firms stood, and the time of reference."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

import numpy as np
import sqlalchemy as sa
from sqlalchemy.orm import Session

from matcher.drift.calibration import EARLIER, LATER, RIPE
from matcher.drift.chances import Shown
from matcher.drift.features import NOW, Look, Reference, first_weeks
from matcher.outcomes.models import EligibleSpread
from matcher.ranker.current import current_model, current_row
from matcher.ranker.record import events_between
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.spread import Spread
from matcher.ranking.training import SHOWN, Event, training_set


@dataclass(frozen=True, slots=True)
class InForce:
    """The model that ranks, and the time that it has learnt from; None: the expert prior, which learnt from none."""

    model: AdditiveRanker
    learnt_from: datetime | None = None
    learnt_until: datetime | None = None

    @property
    def said(self) -> str:
        """Name and version."""
        return f"{self.model.name} {self.model.version}"


def in_force(session: Session) -> InForce:
    """Give what ranks; of a promoted model that cannot be read any more that is the prior."""
    model, row = current_model(session), current_row(session)
    if row is None or row.version != model.version or row.learnt_until is None:
        return InForce(model)
    made = json.loads(row.content).get("training") or {}
    return InForce(model, _moment(made.get("shown_from")), row.learnt_until)


def shown_firms(session: Session, model: AdditiveRanker, at: datetime) -> Shown:
    """Give every firm shown in both windows with its score; it counts as asked when that came soon enough."""
    events = list(events_between(session, at - RIPE - LATER - EARLIER, at))
    known = training_set(_in_time(events), at)
    rows = known.of_names(model.feature_names)
    scores = model.predict(rows) if len(rows) else np.zeros(0)
    return Shown(known.groups, known.shown_at, scores, known.positions, known.grades > 0)


def looks_between(session: Session, reference: Reference | None, today: date) -> list[Look]:
    """Give the matches of now and of the time of reference."""
    lately = EligibleSpread.day > today - NOW
    wanted = lately if reference is None else lately | EligibleSpread.day.between(reference.first, reference.last)
    read = sa.select(EligibleSpread.day, EligibleSpread.firms, EligibleSpread.spread)
    return [
        Look(day, firms, {name: Spread(**each) if each else None for name, each in spread.items()})
        for day, firms, spread in session.execute(read.where(wanted))
    ]


def reference_of(session: Session, ranks: InForce) -> Reference | None:
    """Give the time that the model in force has learnt from, or of the prior the first weeks; None: no match yet."""
    first = session.scalar(sa.select(sa.func.min(EligibleSpread.day)))
    if first is None:
        return None
    if ranks.learnt_until is None:
        return first_weeks(first)
    return Reference(ranks.learnt_from.date() if ranks.learnt_from else first, ranks.learnt_until.date())


def _in_time(events: Iterable[Event]) -> list[Event]:
    """Leave out what came later than `RIPE` after a match was shown: of the newest matches it cannot be known yet."""
    told = list(events)
    shown: dict[str, datetime] = {}
    for event in told:
        if event.kind == SHOWN:
            shown[event.run_id] = min(event.at, shown.get(event.run_id, event.at))
    return [event for event in told if event.run_id in shown and event.at - shown[event.run_id] <= RIPE]


def _moment(text: object) -> datetime | None:
    try:
        found = datetime.fromisoformat(text) if isinstance(text, str) else None
    except ValueError:
        return None
    return found if found and found.tzinfo else None
