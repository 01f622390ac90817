"""Why a firm stands where it stands: contributions against the average eligible firm, and their words."""

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.ranking.candidates import Candidates, Floats
from matcher.ranking.feature import Feature
from matcher.ranking.features import FEATURE_BY_NAME

SHOWN_REASONS = 4
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
    text = sentence(feature, scored.candidates, row)
    return Reason(feature.name, contribution, float(scored.places[row, column]), text)


def sentence(feature: Feature, candidates: Candidates, row: int) -> str:
    """Say a firm's value of a feature beside what is usual among the candidates."""
    raw = feature.raw(candidates)
    if np.isnan(raw).all():
        return "Not compared: you did not ask for it, or no firm's value is known."
    usual = feature.typical(raw)
    if np.isnan(raw[row]):
        return f"{feature.not_known}; {usual}"
    return f"{feature.words(candidates.judgements[row], float(raw[row]), candidates)}; {usual}"
