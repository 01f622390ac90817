"""What came of matches as rows to learn from, as known at one moment: nothing later is read."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

import numpy as np
from numpy.typing import NDArray

from matcher.ranking.candidates import Floats
from matcher.ranking.features import FEATURE_BY_NAME, FEATURES

Flags = NDArray[np.bool_]
Ints = NDArray[np.int64]

SHOWN, OPENED, RATED = "shown", "opened", "rated"
GRADES: Mapping[str, int] = {"introduced": 1, "quoted": 2, "signed": 3}
"""What an event is worth; shown, opened, compared and dismissed are worth 0."""
SIGNED, DELIGHTED, REGRETTED = 3, 4, 1
GOOD_STARS, POOR_STARS = 4, 3
"""A signed firm rated with at least so many stars counts 4; one with fewer than the second counts 1."""
LOOKED_AT = frozenset([OPENED, "compared", "dismissed", RATED, *GRADES])
"""Events by which a firm was seen, not only shown."""


@dataclass(frozen=True, slots=True)
class Event:
    """One thing that happened to one firm of one run of matches."""

    at: datetime
    kind: str
    """As the record of outcomes calls it."""
    run_id: str
    """Stands for the intake: the record leads from no run to its company."""
    firm_id: str
    position: int | None
    """Place in which it was shown, from 1."""
    probability: float | None
    """With which it was to be shown there; None: it was not among the shown."""
    features: Mapping[str, float]
    """Feature -> place in [0, 1]; read of what was shown alone."""
    value: float | None = None
    """Of a rating: 1 to 5 stars."""


@dataclass(frozen=True, slots=True)
class TrainingSet:
    """One row for each firm shown, intakes in the order in which they were matched, firms by their place."""

    names: tuple[str, ...]
    """Columns of `rows`."""
    rows: Floats
    """(n, n_features) in [0, 1]."""
    grades: Floats
    """(n,) 0 shown, 1 introduction asked, 2 quoted, 3 signed, 4 signed and rated well."""
    groups: Ints
    """(n,) the intake of each row: where it stands in `shown_at`."""
    positions: Ints
    probabilities: Floats
    weights: Floats
    """(n,) 0 for a firm never looked at where another of its intake was opened, else 1."""
    looked: Flags
    shown_at: tuple[datetime, ...]
    as_of: datetime
    asked_unshown: int
    """Firms that were asked though they were not among the shown (the next best); they give no row."""

    @property
    def with_outcomes(self) -> Ints:
        """Intakes in which a shown firm was at least asked."""
        return np.unique(self.groups[self.grades > 0])

    @property
    def fingerprint(self) -> str:
        """Digest of everything that is learnt from."""
        parts = (self.rows, self.grades, self.groups, self.positions, self.probabilities, self.weights, self.looked)
        head = "\n".join([*self.names, *(moment.isoformat() for moment in self.shown_at)])
        return hashlib.sha256(head.encode() + b"".join(part.tobytes() for part in parts)).hexdigest()

    def until(self, moment: datetime) -> "TrainingSet":
        """Give the intakes shown up to a moment, inclusive."""
        return self._of([shown <= moment for shown in self.shown_at])

    def after(self, moment: datetime | None) -> "TrainingSet":
        """Give the intakes shown later than a moment; None: all."""
        return self._of([moment is None or shown > moment for shown in self.shown_at])

    def of_names(self, names: Sequence[str]) -> Floats:
        """Give the rows with the columns of a model, which may read fewer or in another order."""
        return self.rows[:, [self.names.index(name) for name in names]]

    def _of(self, kept: Sequence[bool]) -> "TrainingSet":
        inside = np.array(kept, dtype=bool)[self.groups] if kept else np.zeros(0, dtype=bool)
        number = np.cumsum(np.array(kept, dtype=np.int64)) - 1
        return replace(
            self,
            rows=self.rows[inside],
            grades=self.grades[inside],
            groups=number[self.groups[inside]],
            positions=self.positions[inside],
            probabilities=self.probabilities[inside],
            weights=self.weights[inside],
            looked=self.looked[inside],
            shown_at=tuple(shown for shown, keep in zip(self.shown_at, kept, strict=True) if keep),
        )


def training_set(events: Iterable[Event], as_of: datetime) -> TrainingSet:
    """Turn events up to a moment, inclusive, into rows; in whatever order they come, the same rows.

    A feature that an old event does not have stands at the feature's place of an unknown value.
    """
    told: dict[tuple[str, str], list[Event]] = defaultdict(list)
    for event in sorted((event for event in events if event.at <= as_of), key=_in_time):
        told[event.run_id, event.firm_id].append(event)
    shown = {key: each for key, history in told.items() if (each := _shown(history))}
    first: dict[str, datetime] = {}
    for (run_id, _), each in shown.items():
        first[run_id] = min(each.at, first.get(run_id, each.at))
    runs = sorted(first, key=lambda run_id: (first[run_id], run_id))
    place = {run_id: at for at, run_id in enumerate(runs)}
    ordered = sorted(shown, key=lambda key: (place[key[0]], shown[key].position or 0, key[1]))
    return _rows(
        [shown[key] for key in ordered],
        [told[key] for key in ordered],
        np.array([place[run_id] for run_id, _ in ordered], dtype=np.int64),
        tuple(first[run_id] for run_id in runs),
        as_of,
        asked_unshown=len(told) - len(shown),
    )


def _rows(
    shown: Sequence[Event],
    histories: Sequence[Sequence[Event]],
    groups: Ints,
    shown_at: tuple[datetime, ...],
    as_of: datetime,
    *,
    asked_unshown: int,
) -> TrainingSet:
    looked = np.array([any(event.kind in LOOKED_AT for event in history) for history in histories], dtype=bool)
    opened = np.array([any(event.kind == OPENED for event in history) for history in histories], dtype=bool)
    rows = [[_place(event, feature.name) for feature in FEATURES] for event in shown]
    return TrainingSet(
        names=tuple(feature.name for feature in FEATURES),
        rows=np.array(rows, dtype=np.float64).reshape(len(shown), len(FEATURES)),
        grades=np.array([grade_of(history) for history in histories], dtype=np.float64),
        groups=groups,
        positions=np.array([event.position for event in shown], dtype=np.int64),
        probabilities=np.array([event.probability or 1.0 for event in shown], dtype=np.float64),
        weights=np.where(np.isin(groups, groups[opened]) & ~looked, 0.0, 1.0),
        looked=looked,
        shown_at=shown_at,
        as_of=as_of,
        asked_unshown=asked_unshown,
    )


def grade_of(history: Sequence[Event]) -> int:
    """Grade what came of one firm of one intake, events in the order of time; the last rating counts.

    >>> from datetime import datetime
    >>> def told(kind, value=None): return Event(datetime(2027, 1, 1), kind, "r", "f", 1, 1.0, {}, value)
    >>> [grade_of([told("shown"), told(kind)]) for kind in ("dismissed", "introduced", "quoted", "signed")]
    [0, 1, 2, 3]
    >>> [grade_of([told("signed"), told("rated", stars)]) for stars in (2.0, 3.0, 4.0)]
    [1, 3, 4]
    """
    grade = max((GRADES.get(event.kind, 0) for event in history), default=0)
    stars = [event.value for event in history if event.kind == RATED and event.value is not None]
    if grade < SIGNED or not stars:
        return grade
    return DELIGHTED if stars[-1] >= GOOD_STARS else REGRETTED if stars[-1] < POOR_STARS else SIGNED


def _in_time(event: Event) -> tuple[datetime, str, float]:
    return event.at, event.kind, event.value or 0.0


def _shown(history: Sequence[Event]) -> Event | None:
    return next((event for event in history if event.kind == SHOWN and event.position is not None), None)


def _place(event: Event, name: str) -> float:
    return event.features.get(name, FEATURE_BY_NAME[name].unknown)
