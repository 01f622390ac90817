"""What another order of the firms that were shown would have brought, from what people did with the order they saw."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.ranking.candidates import Floats
from matcher.ranking.training import TrainingSet

LEAST_PROPENSITY = 0.1
"""Chances of having been looked at that are smaller count as this: no firm counts more than ten times."""
USUAL_LOOKS = 10.0
"""So many intakes in which the place k was looked at once in k stand beside those that were observed."""


@dataclass(frozen=True, slots=True)
class Looks:
    """For each intake with a look: looks that would have ended in asking, and looks, both weighted by their chance."""

    asked: Floats
    looks: Floats
    """Each greater than 0."""

    def share(self, intakes: NDArray[np.int64]) -> float:
        """Give the share of looks that would have ended in asking, over some intakes, in [0, 1]."""
        return float(self.asked[intakes].sum() / self.looks[intakes].sum())


def examination(known: TrainingSet) -> Floats:
    """Estimate the chance that a place is looked at, from the first; only intakes count in which somebody looked.

    Drawn towards 1, 1/2, 1/3 … while few were observed, and never rising from one place to the next.
    """
    places = int(known.positions.max(initial=1))
    counted = np.isin(known.groups, known.groups[known.looked])
    at = known.positions[counted] - 1
    looked = np.bincount(at, known.looked[counted], minlength=places)
    shown = np.bincount(at, minlength=places)
    usual = 1 / (np.arange(places) + 1)
    return np.asarray(np.minimum.accumulate((looked + USUAL_LOOKS * usual) / (shown + USUAL_LOOKS)))


def looks(test: TrainingSet, scores: Floats, chances: Floats) -> Looks:
    """Weigh each look by how much likelier or less likely it were in the order of `scores`.

    The weight of a look is the chance of its new place over that of the place it had (times the probability of being
    shown there), the latter clipped from below at `LEAST_PROPENSITY`. Value = sum of weights of looks that ended in
    asking over the sum of all weights: self-normalised, so it stays in [0, 1].

    References
    ----------
    T. Joachims, A. Swaminathan, T. Schnabel, Unbiased learning-to-rank with biased feedback (2017).
    A. Swaminathan, T. Joachims, The self-normalized estimator for counterfactual learning (2015).
    """
    propensity = np.maximum(chances[_at(test.positions, chances)] * test.probabilities, LEAST_PROPENSITY)
    weight = np.where(test.looked, chances[_at(_new_places(test, scores), chances)] / propensity, 0.0)
    whole = np.asarray(np.bincount(test.groups, weight, len(test.shown_at)), dtype=np.float64)
    asked = np.asarray(np.bincount(test.groups, weight * (test.grades > 0), len(test.shown_at)), dtype=np.float64)
    return Looks(asked[whole > 0], whole[whole > 0])


def _new_places(test: TrainingSet, scores: Floats) -> NDArray[np.int64]:
    """Count places from 1 within each intake; what is alike keeps the order it had."""
    order = np.lexsort((test.positions, -scores, test.groups))
    starts = np.searchsorted(test.groups[order], test.groups[order])
    places = np.empty(len(order), dtype=np.int64)
    places[order] = np.arange(len(order)) - starts + 1
    return places


def _at(places: NDArray[np.int64], chances: Floats) -> NDArray[np.int64]:
    return np.minimum(places, len(chances)) - 1
