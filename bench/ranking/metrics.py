"""How good an order of firms is, where everything is known."""

import numpy as np

from matcher.ranking.candidates import Floats

SHOWN = 3


def ndcg(order: Floats, relevance: Floats, shown: int = SHOWN) -> float:
    """Give NDCG of the first rows of an order, gains 2 ** grade - 1; NaN where no firm has a grade above 0.

    An intake without any relevant firm says nothing about a ranking, so means leave it out (`numpy.nanmean`);
    scikit-learn would count it 0.

    >>> round(ndcg(np.array([1, 0]), np.array([1.0, 0.0])), 3)
    0.631
    """
    places = min(shown, len(relevance))
    discount = 1 / np.log2(np.arange(places) + 2)
    best = (2 ** np.sort(relevance)[::-1][:places] - 1) @ discount
    return float((2 ** relevance[order[:places]] - 1) @ discount / best) if best else float("nan")


def has_best(order: Floats, worth: Floats, shown: int = SHOWN) -> float:
    """Tell (1 or 0) whether the firm that is worth most is among those shown."""
    return float(int(np.argmax(worth)) in order[:shown])


def regret(order: Floats, worth: Floats, shown: int = SHOWN) -> float:
    """Give how much worth the best of those shown lacks of the best of all, as a share of what firms differ by.

    0 when the best is shown; 1 when no shown firm is better than the worst; 0 where all are alike.

    >>> regret(np.array([1, 2, 0]), np.array([4.0, 3.0, 0.0]), shown=2)
    0.25
    """
    spread = float(worth.max() - worth.min())
    return float(worth.max() - worth[order[:shown]].max()) / spread if spread else 0.0
