"""The model card: what a model is for, what it reads, from what it learnt, how it fared, where it ends. Plain values.

The page, the JSON and `docs/model-card.md` are written from this alone.
"""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from matcher.ranking.audit import Audit
from matcher.ranking.features import FEATURE_BY_NAME
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.ramps import SEGMENTS
from matcher.ranking.table import DIRECTIONS
from matcher.ranking.words import factor_title, measure

POINTS = 100

INTENDED = (
    "Puts audit firms that pass every rule of the gate in an order for one intake, so that three can be shown with "
    "reasons, and names the next best.",
)
NOT_INTENDED = (
    "Deciding who is eligible: rules do that before it, and no score brings a firm back.",
    "Saying how good a firm's work is, comparing firms across intakes, or setting a fee.",
    "Choosing for the company: it sees the reasons, may turn its priorities, and decides.",
)
NEVER_READ = (
    "Payment: no firm can pay for a place or a rank, and the directory has no field for it. A column of that kind in "
    "a file is passed over.",
    "Names, ids, addresses, contacts, notes and licence numbers of firms, and their place in a file.",
    "The name, website and contacts of the company that asks.",
)
LIMITS = (
    "Feedback is seen only of the three that were shown, and depends on their place; learning and testing allow for "
    "that, and remain estimates.",
    "It knows of a firm what the directory says. What is not known stands a little below the middle, so a firm that "
    "tells little of itself stands lower than one that tells more.",
    "A weight is the same for every company but for the three priorities; what features do together is not read.",
    "Figures of fairness rest on typical intakes of our own invention and on the directory of that day; with few "
    "firms of a size the interval is wide.",
    "The expert's weights are judgement, not measurement, until outcomes move them.",
)


@dataclass(frozen=True, slots=True)
class Read:
    """One feature that the model reads."""

    name: str
    title: str
    measured: str
    unit: str
    columns: tuple[str, ...]
    asks: tuple[str, ...]
    direction: str
    when_unknown: float
    """Place on [0, 1] of an unknown value."""
    points: tuple[float, ...]
    """What it adds to a score at each tenth of its place, from the first tenth to the whole."""


@dataclass(frozen=True, slots=True)
class Change:
    """One moment from which another model ranked."""

    on: str
    """ISO day."""
    model: str
    version: str
    trained_on: int
    how: str
    """promoted or rolled_back."""
    despite_warning: bool


@dataclass(frozen=True, slots=True)
class Card:
    """Everything that is published of a model."""

    model: str
    version: str
    trained_on: int
    """Intakes with outcomes."""
    in_force_since: str | None
    """ISO day; None: from the first day on."""
    intended_use: tuple[str, ...]
    not_intended: tuple[str, ...]
    reads: tuple[Read, ...]
    never_reads: tuple[str, ...]
    training: Mapping[str, Any] | None
    """Counts and days of what it learnt from; None: it has learnt from nothing."""
    evaluation: Mapping[str, Any] | None
    """As it was tested before it ranked; None: it is what others are held against."""
    fairness: Mapping[str, Any] | None
    """The last audit; None: there was none yet."""
    chance: bool
    """Whether chance gives the third place."""
    limits: tuple[str, ...]
    history: tuple[Change, ...]
    """When which model began to rank, the last first; before that, and without any, the expert prior."""

    def to_json(self) -> dict[str, Any]:
        """Write it as plain values."""
        return asdict(self)


def model_card(
    model: AdditiveRanker,
    *,
    in_force_since: str | None = None,
    training: Mapping[str, Any] | None = None,
    evaluation: Mapping[str, Any] | None = None,
    audit: Audit | None = None,
    chance: bool = False,
    history: Sequence[Change] = (),
) -> Card:
    """Write the card of a fitted model over our features."""
    return Card(
        model=model.name,
        version=model.version,
        trained_on=model.trained_on_,
        in_force_since=in_force_since,
        intended_use=INTENDED,
        not_intended=NOT_INTENDED,
        reads=_reads(model),
        never_reads=NEVER_READ,
        training=training or None,
        evaluation=evaluation or None,
        fairness=audit.to_json() if audit else None,
        chance=chance,
        limits=LIMITS,
        history=tuple(history),
    )


def _reads(model: AdditiveRanker) -> tuple[Read, ...]:
    rising = model.coef_.reshape(-1, SEGMENTS).cumsum(axis=1) * POINTS
    return tuple(_read(name, row.tolist()) for name, row in zip(model.feature_names, rising, strict=True))


def _read(name: str, points: Sequence[float]) -> Read:
    feature = FEATURE_BY_NAME[name]
    return Read(
        name=name,
        title=factor_title(name),
        measured=measure(name, feature.unit),
        unit=feature.unit,
        columns=feature.source,
        asks=feature.asks,
        direction=DIRECTIONS[feature.direction],
        when_unknown=feature.unknown,
        points=tuple(round(value, 2) for value in points),
    )
