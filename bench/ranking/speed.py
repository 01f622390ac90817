"""Speed beside LightGBM, in the same run: scoring 10,000 firms, and learning from 20,000 intakes."""

import time
from collections.abc import Callable
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np

from bench.ranking import boosters
from bench.ranking.feedback import observe
from bench.ranking.rivals import Predict, additive
from bench.ranking.world import World
from bench.timing import median_seconds

FIRMS, INTAKES = 10_000, 20_000


@dataclass(frozen=True, slots=True)
class Speed:
    """Seconds, None for a rival that is not installed."""

    score_ours: float
    score_lightgbm: float | None
    fit_ours: float
    fit_lightgbm: float | None


def measure_speed(world: World) -> Speed:
    """Fit both on the same 20,000 intakes, then score the same 10,000 firms."""
    log = observe(world, INTAKES, np.random.default_rng(11))
    table = np.random.default_rng(12).random((FIRMS, log.rows.shape[1]))
    fit_ours, ours = _timed(lambda: additive(world, log))
    score_ours = median_seconds(lambda: ours(table))
    if not find_spec("lightgbm"):
        return Speed(score_ours, None, fit_ours, None)
    fit_rival, rival = _timed(lambda: boosters.lightgbm(world, log, correction="opened only", size="large", threads=2))
    return Speed(score_ours, median_seconds(lambda: rival(table)), fit_ours, fit_rival)


def _timed(deed: Callable[[], Predict]) -> tuple[float, Predict]:
    start = time.perf_counter()
    done = deed()
    return time.perf_counter() - start, done
