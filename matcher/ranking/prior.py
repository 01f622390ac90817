"""What is believed of ramp coefficients before outcomes: few features far off rather than all of them a bit."""

from dataclasses import dataclass

import numpy as np

from matcher.ranking.candidates import Floats
from matcher.ranking.ramps import SEGMENTS

ALIKE = 0.3
"""Correlation between the segments of a feature: what counts more in one segment likely counts more in all."""
FREEDOM = 2.0
"""Degrees of freedom. Few give heavy tails: one feature may be far from the middle while the others stay near."""
_SHARED = ALIKE / (1 - ALIKE + ALIKE * SEGMENTS)
"""From the inverse of (1 - ALIKE) I + ALIKE 11' (Sherman and Morrison)."""
_WHOLE = float(np.sqrt(SEGMENTS * (1 - ALIKE) + SEGMENTS**2 * ALIKE))
"""Deviation of a feature's whole height for a deviation of 1 of each of its segments."""


@dataclass(frozen=True, slots=True)
class Prior:
    """A multivariate Student t distribution for the segments of each feature.

    `mean`: (f * SEGMENTS,); `width`: scale of a feature's whole height, from 0 to 1 of its values.
    """

    mean: Floats
    width: float

    @property
    def spread(self) -> float:
        """Scale of one coefficient."""
        return self.width / _WHOLE

    def cost(self, coefficients: Floats) -> tuple[float, Floats]:
        """Give the negative logarithm of the density, up to a constant, and its derivative."""
        drawn, far = self._off(coefficients)
        cost = (FREEDOM + SEGMENTS) / 2 * float(np.log1p(far / FREEDOM).sum())
        return cost, (((FREEDOM + SEGMENTS) / (FREEDOM + far))[:, None] * drawn).ravel()

    def precision(self, coefficients: Floats, covariance: Floats) -> Floats:
        """Give the expected precision of coefficients that are known up to a covariance, block by feature.

        A t distribution is a normal one of unknown width; how far a feature is off, doubt included, tells it.
        With the covariance of the prior itself, as where nothing is known, it is the inverse of that.
        """
        block = (np.eye(SEGMENTS) - _SHARED) / (self.spread**2 * (1 - ALIKE))
        doubts = covariance.reshape(len(self.mean) // SEGMENTS, SEGMENTS, -1, SEGMENTS)
        far = self._off(coefficients)[1] + np.einsum("iajb,ij,ab->i", doubts, np.eye(len(doubts)), block)
        return np.asarray(np.kron(np.diag((FREEDOM + SEGMENTS) / (FREEDOM + far)), block), dtype=np.float64)

    def covariance(self) -> Floats:
        """Give the squared scales, block by feature: (f * SEGMENTS) squared."""
        block = self.spread**2 * ((1 - ALIKE) * np.eye(SEGMENTS) + ALIKE)
        return np.asarray(np.kron(np.eye(len(self.mean) // SEGMENTS), block), dtype=np.float64)

    def _off(self, coefficients: Floats) -> tuple[Floats, Floats]:
        """Give how far coefficients are off times the inverse covariance, and each feature's squared distance."""
        off = (coefficients - self.mean).reshape(-1, SEGMENTS)
        drawn = (off - _SHARED * off.sum(axis=1, keepdims=True)) / (self.spread**2 * (1 - ALIKE))
        return drawn, (off * drawn).sum(axis=1)


def usual_weight(coefficients: Floats) -> float:
    """Give the mean height of the features that have one; an even share of one where none has."""
    heights = np.abs(coefficients.reshape(-1, SEGMENTS).sum(axis=1))
    weighed = heights[heights > 0]
    return float(weighed.mean()) if weighed.size else 1.0 / max(len(heights), 1)
