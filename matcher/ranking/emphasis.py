"""How an intake's priorities turn the model's weights, for this intake alone."""

from collections.abc import Sequence

import numpy as np

from matcher.intakes.wanted import Priorities
from matcher.ranking.candidates import Floats

NEUTRAL_PRIORITY = 3
"""The priority at which a feature keeps the model's own weight; each step changes it by a third of that."""


def emphasis(names: Sequence[str], priorities: Priorities) -> Floats:
    """Give the factor on each feature's contribution, shape (n_features,).

    Price, speed and industry depth count a third of their weight for each step of the priority: 0 not at all, 3 as the
    model has it, 5 five thirds. Every other feature counts 1. The contributions still sum to the score, and no factor
    is negative, so a better firm never falls.

    >>> emphasis(["price", "rating"], Priorities(price=5)).round(3).tolist()
    [1.667, 1.0]
    """
    stated = {"price": priorities.price, "speed": priorities.speed, "industry_depth": priorities.industry_depth}
    levels = [stated.get(name) for name in names]
    return np.array([1.0 if level is None else level / NEUTRAL_PRIORITY for level in levels])
