"""What a look can say of one thing, and how shares are held against each other. Pure.

References
----------
R. G. Newcombe, Interval estimation for the difference between independent proportions (1998), method 10.
"""

from collections.abc import Mapping
from enum import StrEnum

from matcher.ranking.metrics import wilson

SURE = 2.575829
"""Quantile of the normal distribution for an interval of 99 %."""


class State(StrEnum):
    """What can be said of one thing."""

    FINE = "fine"
    OFF = "off"
    UNTOLD = "untold"
    """Too little is known to tell. Never the same as fine."""


STATES: Mapping[State, tuple[str, str]] = {
    State.FINE: ("Nothing off", "good"),
    State.OFF: ("Off", "bad"),
    State.UNTOLD: ("Too few to tell", "open"),
}
"""Words and tone of each."""


def more_by(now: float, of_now: int, then: float, of_then: int) -> tuple[float, float]:
    """Give the 99 % interval of a share now less a share then.

    Parameters
    ----------
    now, then : how many of `of_now` and `of_then`; need not be whole, as they may be means.

    >>> [round(end, 3) for end in more_by(30, 60, 6, 60)]
    [0.187, 0.57]
    """
    share, before = now / of_now, then / of_then
    (low, high), (low_then, high_then) = wilson(now, of_now, z=SURE), wilson(then, of_then, z=SURE)
    down = ((share - low) ** 2 + (high_then - before) ** 2) ** 0.5
    up = ((high - share) ** 2 + (before - low_then) ** 2) ** 0.5
    return share - before - down, share - before + up
