"""How well scores put firms in order, and how sure that is."""

import math
from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.ranking.candidates import Floats

SHOWN = 3
DRAWS = 1_000
CONFIDENCE = 0.95
Z = 1.959964
"""Quantile of the normal distribution for an interval of 95 %."""


@dataclass(frozen=True, slots=True)
class Interval:
    """A figure with the ends between which it lies with 95 % confidence."""

    value: float
    low: float
    high: float


def ndcg(scores: Floats, grades: Floats, k: int = SHOWN) -> float:
    """Give NDCG at k of one intake: sum of grade / log2(1 + place) over that of the best order.

    Firms with the same score share the mean of their grades, as in scikit-learn. An intake in which nothing is
    relevant has no best order: ValueError, it is to be left out and not counted as 0 or 1.

    References
    ----------
    K. Järvelin and J. Kekäläinen, Cumulated gain-based evaluation of IR techniques (2002), with linear gain.

    >>> ndcg(np.array([3.0, 2.0, 1.0]), np.array([1.0, 0.0, 0.0]))
    1.0
    >>> round(ndcg(np.array([3.0, 2.0, 1.0]), np.array([0.0, 1.0, 0.0])), 4)
    0.6309
    """
    best = np.sort(grades)[::-1][:k]
    if not best.any():
        raise ValueError("nothing is relevant: no order is better than another")
    _, block, sizes = np.unique(-scores, return_inverse=True, return_counts=True)
    gains = np.repeat(np.bincount(block, grades) / sizes, sizes)[:k]
    discounts = 1 / np.log2(np.arange(len(best)) + 2)
    return float(gains @ discounts / (best @ discounts))


def telling(grades: Floats, groups: NDArray[np.int64], weights: Floats) -> list[NDArray[np.int64]]:
    """Give the rows, firms never looked at left out, of each intake in which two grades differ.

    Only these tell orders apart; in all others every order is as good.
    """
    rows = np.flatnonzero(weights > 0)
    rows = rows[np.argsort(groups[rows], kind="stable")]
    parts = np.split(rows, np.flatnonzero(np.diff(groups[rows])) + 1)
    return [part for part in parts if part.size and np.ptp(grades[part]) > 0]


def interval(
    figure: Callable[[NDArray[np.int64]], float], intakes: int, *, random_state: int = 0, draws: int = DRAWS
) -> Interval:
    """Give a figure of all intakes with its bootstrap interval: the figure of intakes drawn anew, many times.

    Parameters
    ----------
    figure : of intakes by their rows, some of them several times. One of a difference makes a paired interval.
    intakes : how many there are, at least one.

    References
    ----------
    B. Efron, Bootstrap methods: another look at the jackknife (1979); percentile interval.
    """
    if intakes < 1:
        raise ValueError("there is no intake to draw")
    rng = np.random.default_rng(random_state)
    drawn = [figure(rng.integers(intakes, size=intakes)) for _ in range(draws)]
    low, high = np.quantile(drawn, [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(float(figure(np.arange(intakes))), float(low), float(high))


def wilson(successes: float, trials: int, *, z: float = Z) -> tuple[float, float]:
    """Give the score interval of a share, of 95 % unless told otherwise; (0, 1) without trials.

    References
    ----------
    E. B. Wilson, Probable inference, the law of succession, and statistical inference (1927).

    >>> [round(end, 4) for end in wilson(8, 10)]
    [0.4902, 0.9433]
    """
    if not trials:
        return 0.0, 1.0
    share, weight = successes / trials, z * z / trials
    middle = (share + weight / 2) / (1 + weight)
    half = z * math.sqrt(share * (1 - share) / trials + weight / (4 * trials)) / (1 + weight)
    return max(0.0, middle - half), min(1.0, middle + half)
