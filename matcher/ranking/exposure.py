"""How much of what is seen goes to whom, beside what being eligible alone would give."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.ranking.candidates import Floats
from matcher.ranking.metrics import CONFIDENCE, DRAWS, Interval

Ints = NDArray[np.int64]
LOOKS = (1.0, 1 / 2, 1 / 3)
"""How much a place shown is worth, from the first: how often it is looked at while nothing else is known."""
_SEEN = np.cumsum((0.0, *LOOKS))
_AT_ONCE = 100
"""Drawings that are held at the same time."""


@dataclass(frozen=True, slots=True)
class Share:
    """One group's part in what is eligible and in what is seen, means over intakes, in [0, 1]."""

    eligible: float
    exposure: float
    ratio: Interval | None
    """Exposure over eligibility; None: nobody of the group is eligible anywhere."""


def shares(orders: Sequence[Ints], groups: Ints, count: int, *, random_state: int = 0) -> list[Share]:
    """Give the share of each group, with the bootstrap interval of its ratio.

    Parameters
    ----------
    orders : for each intake its eligible firms from best to worst, as rows of `groups`; at least one intake, none
        of them empty.
    groups : (n_firms,) the group of each firm, from 0 to `count` less 1.

    Notes
    -----
    Intakes and firms are drawn anew together: the directory is one of many that could be, so a group of few firms
    has a wide interval. A firm drawn twice stands twice, and may take two places.

    References
    ----------
    B. Efron, Bootstrap methods: another look at the jackknife (1979); percentile interval.
    """
    once = np.ones((1, len(groups)), dtype=np.int64), np.ones((1, len(orders)), dtype=np.int64)
    eligible, exposure = _means(orders, groups, count, *once)
    drawn = [_means(orders, groups, count, *draw) for draw in _drawn(len(groups), len(orders), random_state)]
    among, seen = np.vstack([one for one, _ in drawn]), np.vstack([one for _, one in drawn])
    return [
        Share(
            float(eligible[0, at]),
            float(exposure[0, at]),
            _ratio(float(exposure[0, at]), float(eligible[0, at]), seen[:, at], among[:, at]),
        )
        for at in range(count)
    ]


def ratio_of(orders: Sequence[Ints], groups: Ints, group: int) -> float:
    """Give a group's exposure over its eligibility, without an interval; the group must be eligible somewhere."""
    once = np.ones((1, len(groups)), dtype=np.int64), np.ones((1, len(orders)), dtype=np.int64)
    eligible, exposure = _means(orders, (groups == group).astype(np.int64), 2, *once)
    return float(exposure[0, 1] / eligible[0, 1])


def _ratio(exposure: float, eligible: float, seen: Floats, among: Floats) -> Interval | None:
    if not eligible:
        return None
    there = among > 0
    low, high = np.quantile(seen[there] / among[there], [(1 - CONFIDENCE) / 2, (1 + CONFIDENCE) / 2])
    return Interval(exposure / eligible, float(low), float(high))


def _drawn(firms: int, intakes: int, random_state: int) -> Iterator[tuple[Ints, Ints]]:
    """Give how often each firm and each intake is drawn, some drawings at once."""
    rng = np.random.default_rng(random_state)
    for _ in range(DRAWS // _AT_ONCE):
        yield (
            rng.multinomial(firms, np.full(firms, 1 / firms), size=_AT_ONCE),
            rng.multinomial(intakes, np.full(intakes, 1 / intakes), size=_AT_ONCE),
        )


def _means(orders: Sequence[Ints], groups: Ints, count: int, firms: Ints, intakes: Ints) -> tuple[Floats, Floats]:
    """Give the mean shares in eligibility and exposure, each (drawings, count); zeros where nobody was drawn."""
    eligible, exposure = np.zeros((len(firms), count)), np.zeros((len(firms), count))
    counted = np.zeros((len(firms), 1))
    for number, order in enumerate(orders):
        there = firms[:, order]
        reached = there.cumsum(axis=1)
        seen = _SEEN[np.minimum(reached, len(LOOKS))]
        gained = np.diff(seen, axis=1, prepend=0.0)
        weight = np.where(reached[:, -1:] > 0, intakes[:, number : number + 1], 0)
        for group in range(count):
            mine = groups[order] == group
            eligible[:, group] += _part(there[:, mine], reached[:, -1], weight)
            exposure[:, group] += _part(gained[:, mine], seen[:, -1], weight)
        counted += weight
    return eligible / np.maximum(counted, 1), exposure / np.maximum(counted, 1)


def _part(mine: NDArray[np.float64] | Ints, whole: NDArray[np.float64] | Ints, weight: Ints) -> Floats:
    return np.asarray(mine.sum(axis=1) / np.where(whole > 0, whole, 1) * weight[:, 0], dtype=np.float64)
