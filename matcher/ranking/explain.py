"""Why a firm stands where it stands: contributions against the average eligible firm, and their words."""

import math
from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np

from matcher.ranking.candidates import Candidates, Floats
from matcher.ranking.feature import Feature
from matcher.ranking.features import FEATURE_BY_NAME

SHOWN_REASONS = 4
EVEN = 1e-12
"""Contributions nearer to each other than this are alike."""
STEPS = 1_001
"""Values between two firms that are tried."""
LEAST_SHOWN = 0.002
"""A contribution nearer to 0 than this is no reason worth reading."""


@dataclass(frozen=True, slots=True)
class Reason:
    """One feature's part in the difference between a firm's score and the average eligible firm's."""

    factor: str
    contribution: float
    place: float
    """Where the firm stands on the feature, in [0, 1]."""
    text: str


@dataclass(frozen=True, slots=True)
class Scored:
    """All candidates with their places, what each feature adds to each score, and the average of that."""

    candidates: Candidates
    names: tuple[str, ...]
    places: Floats
    """Shape (n_firms, n_features)."""
    added: Floats
    """Shape (n_firms, n_features); rows sum to `scores`."""
    scores: Floats
    average_added: Floats
    """Shape (n_features,)."""

    @property
    def average_score(self) -> float:
        """The score of the average eligible firm."""
        return math.fsum(self.average_added)


def column_means(added: Floats) -> Floats:
    """Average each column; sums are exactly rounded, so that the order of the firms cannot change a digit."""
    return np.array([math.fsum(column) / len(column) for column in added.T.tolist()])


def reasons(scored: Scored, row: int) -> tuple[Reason, ...]:
    """Explain one firm by every feature, in the model's order; contributions sum to score minus average score."""
    return tuple(_reason(scored, row, column) for column in range(len(scored.names)))


def reasons_for(every: Sequence[Reason]) -> tuple[Reason, ...]:
    """Pick the largest contributions that speak for a firm, largest first."""
    ordered = sorted(every, key=lambda reason: -reason.contribution)
    return tuple(reason for reason in ordered if reason.contribution >= LEAST_SHOWN)[:SHOWN_REASONS]


def reasons_against(every: Sequence[Reason]) -> tuple[Reason, ...]:
    """Pick the largest contributions that speak against a firm, largest first."""
    ordered = sorted(every, key=lambda reason: reason.contribution)
    return tuple(reason for reason in ordered if reason.contribution <= -LEAST_SHOWN)[:SHOWN_REASONS]


def _reason(scored: Scored, row: int, column: int) -> Reason:
    feature = FEATURE_BY_NAME[scored.names[column]]
    contribution = float(scored.added[row, column] - scored.average_added[column])
    text = sentence(feature, scored, row, column)
    return Reason(feature.name, contribution, float(scored.places[row, column]), text)


def sentence(feature: Feature, scored: Scored, row: int, column: int) -> str:
    """Say a firm's value of a feature beside what is usual among the candidates."""
    candidates = scored.candidates
    raw = feature.values(candidates)
    if np.isnan(raw).all():
        return "Not compared: you did not ask for it, or no firm's value is known."
    average = float(scored.average_added[column])
    level = level_of(raw, scored.added[:, column], average, lambda values: feature.goodness(values, candidates))
    usual = feature.typical(raw, level)
    if np.isnan(raw[row]):
        return f"{feature.not_known}; {usual}"
    return f"{feature.words(candidates.judgements[row], float(raw[row]), candidates)}; {usual}"


def level_of(raw: Floats, added: Floats, average: float, goodness: Callable[[Floats], Floats]) -> float:
    """Give the value with which a firm would get as much as the average firm gets.

    A mean of the values would not do: a feature is full from some value on, unknown values count too, and learnt
    models bend, so a firm above the mean may well stand below the average. The value lies between the two known firms
    around the average; where all of them stand on one side it is that of the nearest. The same firms in another order
    give the same value.

    >>> round(level_of(np.array([10.0, 20.0, 40.0]), np.array([0.0, 0.3, 0.3]), 0.2, lambda values: values / 100), 2)
    16.67
    >>> level_of(np.array([5.0, 9.0]), np.array([0.1, 0.1]), 0.1, np.log1p)
    7.0
    """
    known = ~np.isnan(raw)
    better, worse = known & (added >= average - EVEN), known & (added < average - EVEN)
    if not worse.any():
        return float(np.median(raw[better & (added <= added[better].min() + EVEN)]))
    if not better.any():
        return float(np.median(raw[worse & (added >= added[worse].max() - EVEN)]))
    above, below = float(added[better].min()), float(added[worse].max())
    uppers, lowers = raw[better & (added <= above + EVEN)], raw[worse & (added >= below - EVEN)]
    rises = np.median(uppers) >= np.median(lowers)
    lower, upper = (lowers.max(), uppers.min()) if rises else (lowers.min(), uppers.max())
    return _between(float(lower), float(upper), min(1.0, (average - below) / (above - below)), goodness)


def _between(lower: float, upper: float, share: float, goodness: Callable[[Floats], Floats]) -> float:
    """Give the value whose place lies at a share of the way from one value's place to another's."""
    values = np.linspace(lower, upper, STEPS)
    places = np.clip(goodness(values), 0.0, 1.0)
    wanted = places[0] + share * (places[-1] - places[0])
    order = slice(None) if places[-1] >= places[0] else slice(None, None, -1)
    return float(np.interp(wanted, places[order], values[order]))
