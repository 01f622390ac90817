"""From scores and places to chances of being asked: a logistic regression on what came of earlier matches. Pure."""

from dataclasses import dataclass
from datetime import datetime

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit, logit

from matcher.ranking.candidates import Floats

PLACES = 3
"""Places that have a chance of their own; later ones count as the last."""
SPREAD = 3.0
"""Standard deviation of what is believed of each coefficient but the first, beforehand: hardly a bound."""
ROUNDS, SETTLED = 50, 1e-10


@dataclass(frozen=True, slots=True)
class Shown:
    """One row a firm shown, rows of a match side by side, matches in the order of time."""

    match: NDArray[np.int64]
    """(n,) counted from 0."""
    at: tuple[datetime, ...]
    """When each match was shown."""
    score: Floats
    place: NDArray[np.int64]
    """From 1."""
    asked: NDArray[np.bool_]

    @property
    def counts(self) -> tuple[int, int, int]:
        """Matches, firms shown, firms asked."""
        return len(self.at), len(self.asked), int(self.asked.sum())

    def between(self, start: datetime, end: datetime) -> "Shown":
        """Give the matches shown after a moment and up to another, inclusive."""
        kept = np.array([start < moment <= end for moment in self.at], dtype=bool)
        rows = kept[self.match] if len(kept) else np.zeros(0, dtype=bool)
        number = np.cumsum(kept) - 1
        at = tuple(moment for moment, keep in zip(self.at, kept, strict=True) if keep)
        return Shown(number[self.match[rows]], at, self.score[rows], self.place[rows], self.asked[rows])


@dataclass(frozen=True, slots=True)
class Chances:
    """A fitted regression; its covariance is summed over matches, whose firms move together."""

    centre: float
    spread: float
    coefficients: Floats
    covariance: Floats

    def design(self, shown: Shown) -> Floats:
        """Write rows as columns: one, the score in its own spread, whether the place is the second, the third."""
        score = (shown.score - self.centre) / self.spread
        places = np.minimum(shown.place, PLACES)
        return np.column_stack([np.ones(len(score)), score, *(places == each for each in range(2, PLACES + 1))])

    def of(self, shown: Shown) -> Floats:
        """Give the chance of each row, in (0, 1)."""
        return np.asarray(expit(self.design(shown) @ self.coefficients))


def fit(shown: Shown) -> Chances:
    """Fit by maximum likelihood with a wide prior; there must be rows."""
    centre, spread = float(shown.score.mean()), float(shown.score.std()) or 1.0
    share = (shown.asked.sum() + 0.5) / (len(shown.asked) + 1)
    start = np.r_[logit(share), np.zeros(PLACES)]
    rows = Chances(centre, spread, start, np.zeros((PLACES + 1, PLACES + 1))).design(shown)
    held = np.diag(np.r_[0.0, np.full(PLACES, SPREAD**-2)])
    coefficients = start
    for _ in range(ROUNDS):
        chance = expit(rows @ coefficients)
        curvature = rows.T @ (rows * (chance * (1 - chance))[:, None]) + held
        step = np.linalg.solve(curvature, rows.T @ (shown.asked - chance) - held @ coefficients)
        coefficients = coefficients + step
        if np.abs(step).max() < SETTLED:
            break
    inverse = np.linalg.inv(curvature)
    slopes = rows * (shown.asked - expit(rows @ coefficients))[:, None]
    by_match = np.zeros((len(shown.at), rows.shape[1]))
    np.add.at(by_match, shown.match, slopes)
    return Chances(centre, spread, coefficients, inverse @ (by_match.T @ by_match) @ inverse)
