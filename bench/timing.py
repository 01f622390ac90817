"""Timing two ways of doing the same thing side by side."""

import statistics
import time
from collections.abc import Callable


def median_seconds(deed: Callable[[], object], *, runs: int = 5) -> float:
    """Do it once to warm up, then some times more; gives the median in seconds."""
    deed()
    taken = []
    for _ in range(runs):
        start = time.perf_counter()
        deed()
        taken.append(time.perf_counter() - start)
    return statistics.median(taken)


def compare(name: str, ours: Callable[[], object], rival: str, theirs: Callable[[], object], *, runs: int = 5) -> None:
    """Print both medians and ours as a share of the rival's."""
    mine, other = median_seconds(ours, runs=runs), median_seconds(theirs, runs=runs)
    print(f"{name}: {mine * 1000:.0f} ms; {rival}: {other * 1000:.0f} ms; {mine / other:.2f} of its time")
