"""Scores on pages: in points, a hundredth of the model's unit, with one decimal, and adding up as they are printed."""

import math
from collections.abc import Sequence

POINTS = 100
_STEP = 10
"""Printed steps in one point."""


def points(score: float) -> float:
    """Write a score in points with one decimal.

    >>> points(0.6234)
    62.3
    """
    return math.floor(score * POINTS * _STEP + 0.5) / _STEP


def adding_up(parts: Sequence[float], total: float) -> list[float]:
    """Round parts of a total to points so that what is printed adds up to the printed total.

    The parts nearest to the next step give way (largest remainder), so that none is off by more than a tenth of a
    point, as long as they add up to the total before rounding.

    >>> adding_up([0.00333, 0.00333, 0.00334], 0.01)
    [0.3, 0.3, 0.4]
    """
    exact = [part * POINTS * _STEP for part in parts]
    rounded = [math.floor(part) for part in exact]
    missing = round(points(total) * _STEP) - sum(rounded)
    by_remainder = sorted(range(len(parts)), key=lambda at: rounded[at] - exact[at])
    for at in by_remainder[:missing]:
        rounded[at] += 1
    return [part / _STEP for part in rounded]
