"""Exploring a place by posterior sampling: a firm is drawn as often as it may be the best of what is left. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.ranking.candidates import Floats
from matcher.ranking.closeness import uncertainty
from matcher.ranking.emphasis import emphasis
from matcher.ranking.explain import Scored
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.ramps import SEGMENTS, ramps

DRAWS = 400
"""Draws that the probability of each firm is counted over; one more, the first, decides."""


@dataclass(frozen=True, slots=True)
class Explored:
    """Which row takes the place, and with which probability it did, in (0, 1]."""

    row: int
    probability: float


def explore(scored: Scored, model: AdditiveRanker, left: Sequence[int], rng: np.random.Generator) -> Explored:
    """Draw who takes the next place among the rows that are left, in the model's order.

    The probability counts the deciding draw too, so it is never 0; coefficients with a known direction are never
    drawn below 0, so that no firm is preferred for being worse.
    """
    drawn = _drawn_scores(scored, model, left, rng)
    winners = drawn.argmax(axis=0)
    chosen = int(winners[0])
    return Explored(left[chosen], float(np.mean(winners == chosen)))


def _drawn_scores(scored: Scored, model: AdditiveRanker, left: Sequence[int], rng: np.random.Generator) -> Floats:
    """Give the scores of the rows by each draw, shape (n_left, DRAWS + 1)."""
    covariance, mean = uncertainty(model), model.coef_.ravel()
    drawn = rng.multivariate_normal(mean, covariance, size=DRAWS + 1, method="eigh")
    rising = np.repeat([feature.direction == 1 for feature in model.features or ()], SEGMENTS)
    drawn = np.where(rising, np.maximum(drawn, 0.0), drawn)
    counted = np.repeat(emphasis(scored.names, scored.candidates.wanted.priorities), SEGMENTS)
    return np.asarray((ramps(scored.places[list(left)]) * counted) @ drawn.T)
