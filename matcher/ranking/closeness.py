"""Whether two scores are too close to call: their difference against what is uncertain about it. Pure."""

from collections.abc import Sequence

import numpy as np

from matcher.ranking.candidates import Floats
from matcher.ranking.emphasis import emphasis
from matcher.ranking.explain import Scored
from matcher.ranking.learn import DOUBTED_WIDTH
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.prior import Prior, usual_weight
from matcher.ranking.ramps import SEGMENTS, ramps


def uncertainty(model: AdditiveRanker) -> Floats:
    """Give the covariance of a model's coefficients, shape (SEGMENTS * n_features) squared.

    A model that has learnt nothing is an expert's word: each feature's whole height is as uncertain as the learning
    takes it to be before the first outcome, `DOUBTED_WIDTH` times the mean height.
    """
    if model.trained_on_:
        return np.asarray(model.covariance_)
    known = model.coef_.ravel()
    return Prior(known, DOUBTED_WIDTH * usual_weight(known)).covariance()


def spreads(scored: Scored, model: AdditiveRanker, order: Sequence[int]) -> list[float]:
    """Give the standard deviation of each score's difference from the next one's, along an order of rows.

    One number fewer than there are rows. In the unit of the scores, the intake's priorities counted in.
    """
    heights = ramps(scored.places[list(order)])
    counted = np.repeat(emphasis(scored.names, scored.candidates.wanted.priorities), SEGMENTS)
    apart = (heights[:-1] - heights[1:]) * counted
    return [float(np.sqrt(max(0.0, row @ uncertainty(model) @ row))) for row in apart]


def too_close(difference: float, spread: float) -> bool:
    """Say whether a difference of scores is inside its uncertainty, one standard deviation.

    >>> too_close(0.02, 0.05), too_close(0.2, 0.05), too_close(0.0, 0.0)
    (True, False, True)
    """
    return difference <= spread
