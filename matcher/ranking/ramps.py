"""Piecewise-linear functions on [0, 1] as sums of ramps, one a segment."""

import numpy as np

from matcher.ranking.candidates import Floats

SEGMENTS = 10
"""Of equal width; each ramp rises from 0 to 1 inside its own segment."""


def ramps(rows: Floats) -> Floats:
    """Write (n, f) in [0, 1] as (n, f * SEGMENTS) ramp heights, a feature's segments side by side.

    >>> ramps(np.array([[0.25]])).tolist()
    [[1.0, 1.0, 0.5, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0, 0.0]]
    """
    heights = np.clip(rows[:, :, None] * SEGMENTS - np.arange(SEGMENTS), 0.0, 1.0)
    return heights.reshape(len(rows), -1)
