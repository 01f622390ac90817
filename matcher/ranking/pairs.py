"""Pairs of firms of the same intake with different outcomes: what the ranking learns from."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from matcher.ranking.candidates import Floats

Ints = NDArray[np.int64]
MOST_PAIRS = 600
"""Pairs taken of one intake at the most; of a longer list a fixed choice of them stands for all."""


@dataclass(frozen=True, slots=True)
class Pairs:
    """Rows `better` against rows `worse`, each pair with its weight and the intake (from 0) that it comes from."""

    better: Ints
    worse: Ints
    weight: Floats
    intake: Ints

    @property
    def intakes(self) -> Ints:
        """The intakes that give a pair, each once."""
        return np.unique(self.intake)

    def of(self, intakes: Ints) -> "Pairs":
        """Give the pairs of some intakes."""
        kept = np.isin(self.intake, intakes)
        return Pairs(self.better[kept], self.worse[kept], self.weight[kept], self.intake[kept])

    def weighing(self, each: float) -> "Pairs":
        """Scale all weights alike so that they sum to so much for each row beyond the first of its intake."""
        compared = len(np.unique(np.r_[self.better, self.worse])) - len(self.intakes)
        factor = each * compared / float(self.weight.sum())
        return Pairs(self.better, self.worse, self.weight * factor, self.intake)


def pairs_of(grades: Floats, groups: NDArray[np.generic], weights: Floats) -> Pairs:
    """Pair the rows of each group whose grades differ.

    Parameters
    ----------
    grades : (n,), whole numbers, higher is better.
    groups : (n,), the intake of each row.
    weights : (n,), not negative; a row of weight 0 (never opened) gives no pair.

    Returns
    -------
    Pairs whose weights are the lesser row weight times the root of the difference of grades over the pairs of the
    intake: pairs of one intake share their noise, so twice as many are not worth twice as much, nor is a difference
    twice as large.
    """
    _, intake = np.unique(groups, return_inverse=True)
    rows = np.flatnonzero(weights > 0)
    rows = rows[np.argsort(intake[rows], kind="stable")]
    starts = np.flatnonzero(np.r_[True, np.diff(intake[rows]) > 0]) if rows.size else np.empty(0, dtype=np.int64)
    parts = [_within(one, grades) for one in np.split(rows, starts[1:])] if rows.size else []
    better = np.concatenate([part[0] for part in parts]) if parts else np.empty(0, dtype=np.int64)
    worse = np.concatenate([part[1] for part in parts]) if parts else np.empty(0, dtype=np.int64)
    of_pair = intake[better]
    count = np.bincount(of_pair, minlength=intake.max(initial=0) + 1)
    lesser = np.minimum(weights[better], weights[worse])
    weight = lesser * np.sqrt((grades[better] - grades[worse]) / np.maximum(count[of_pair], 1))
    return Pairs(better, worse, weight, of_pair)


def _within(rows: Ints, grades: Floats) -> tuple[Ints, Ints]:
    above = grades[rows][:, None] > grades[rows][None, :]
    better, worse = np.nonzero(above)
    if better.size > MOST_PAIRS:
        kept = np.random.default_rng(0).choice(better.size, MOST_PAIRS, replace=False)
        better, worse = better[kept], worse[kept]
    return rows[better], rows[worse]
