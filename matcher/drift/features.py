"""Whether features still tell eligible firms apart, now against a time of reference. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from matcher.drift.states import State, more_by
from matcher.ranking.spread import Spread

NOW = timedelta(weeks=4)
"""What counts as now: so long before the look."""
FIRST = timedelta(weeks=8)
"""Reference of the expert prior: so long from the first match that was written down."""
FEWEST_MATCHES, FEWEST_FIRMS = 10, 8
"""Matches in which a feature was compared, and eligible firms in the mean, below which nothing is told of it."""
MANY_MORE = 0.2
"""A share unknown that has risen by less is not worth a word, however sure."""
NEARLY_ALL = 0.95
"""Share of the matches in which all firms stand alike from which on a feature counts as constant."""
ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Look:
    """How the eligible firms of one match stood on each feature; None where the intake stated no wish."""

    day: date
    firms: int
    spread: Mapping[str, Spread | None]


@dataclass(frozen=True, slots=True)
class Usual:
    """One feature over the matches of some weeks in which it was compared."""

    matches: int
    firms: float
    """Eligible firms in the mean."""
    unknown: float
    """Share of the eligible firms whose value is unknown."""
    constant: int
    """Matches in which all eligible firms stood alike."""
    deviation: float
    """Mean standard deviation of the places."""

    @property
    def is_telling(self) -> bool:
        """Whether there are enough to tell anything of."""
        return self.matches >= FEWEST_MATCHES and self.firms >= FEWEST_FIRMS

    @property
    def is_constant(self) -> bool:
        """Whether the feature decides nothing in nearly all of them."""
        return self.constant >= NEARLY_ALL * self.matches


@dataclass(frozen=True, slots=True)
class FeatureDrift:
    """One feature, now and in the time of reference; None: it was compared in no match."""

    name: str
    now: Usual | None
    then: Usual | None

    @property
    def is_told(self) -> bool:
        """Whether enough is known of both times."""
        return all(each is not None and each.is_telling for each in (self.now, self.then))

    @property
    def is_constant(self) -> bool:
        """Whether it tells no firm from another now, though it did."""
        if self.now is None or self.then is None or not self.is_told or not self.now.is_constant:
            return False
        low, _ = more_by(self.now.constant, self.now.matches, self.then.constant, self.then.matches)
        return low > 0

    @property
    def is_unknown(self) -> bool:
        """Whether it is unknown of many more firms than before.

        The same firms stand in match after match, so matches add no certainty: each time counts as one look at so many
        firms as are eligible in the mean.
        """
        if self.now is None or self.then is None or not self.is_told:
            return False
        of_now, of_then = round(self.now.firms), round(self.then.firms)
        low, _ = more_by(self.now.unknown * of_now, of_now, self.then.unknown * of_then, of_then)
        return low > 0 and self.now.unknown - self.then.unknown >= MANY_MORE

    @property
    def state(self) -> State:
        """What can be said."""
        if not self.is_told:
            return State.UNTOLD
        return State.OFF if self.is_constant or self.is_unknown else State.FINE


@dataclass(frozen=True, slots=True)
class Reference:
    """The time that now is held against, both days inclusive."""

    first: date
    last: date


def feature_drift(
    looks: Sequence[Look], names: Sequence[str], today: date, reference: Reference | None
) -> tuple[FeatureDrift, ...]:
    """Hold the last four weeks against the time of reference, for each feature by its name.

    A day of the reference is not now: where the two meet, now begins a day later. Without a reference nothing is told.
    """
    first = today - NOW + timedelta(days=1)
    if reference:
        first = max(first, reference.last + timedelta(days=1))
    now = [look for look in looks if first <= look.day <= today]
    then = [look for look in looks if reference and reference.first <= look.day <= reference.last]
    return tuple(FeatureDrift(name, _usual(now, name), _usual(then, name)) for name in names)


def first_weeks(started_on: date) -> Reference:
    """Give the reference of a model that has learnt from nothing: the weeks from the first match on."""
    return Reference(started_on, started_on + FIRST - timedelta(days=1))


def _usual(looks: Sequence[Look], name: str) -> Usual | None:
    compared = [(look.firms, spread) for look in looks if (spread := look.spread.get(name)) is not None]
    if not compared:
        return None
    firms = sum(each for each, _ in compared)
    return Usual(
        matches=len(compared),
        firms=firms / len(compared),
        unknown=sum(spread.unknown for _, spread in compared) / firms,
        constant=sum(spread.high - spread.low < ALIKE for _, spread in compared),
        deviation=sum(spread.deviation for _, spread in compared) / len(compared),
    )
