"""Learning curves: one world, one way of ranking, more and more intakes with outcomes."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

import numpy as np

from bench.ranking.feedback import Log, observe
from bench.ranking.metrics import has_best, ndcg, regret
from bench.ranking.rivals import Predict, Rival, additive, expert, rivals
from bench.ranking.world import Case, World

SIZES = (0, 30, 100, 300, 1_000, 5_000)
FULL_SIZES = (*SIZES, 20_000)
OURS, EXPERT = "AdditiveRanker (ours)", "expert's weighted sum"


@dataclass(frozen=True, slots=True)
class Measured:
    """Means over the held-out intakes of one world."""

    ndcg: float
    best_shown: float
    regret: float
    elsewhere: float = float("nan")
    """NDCG with firms that the log never knew; NaN where the world has none."""


def judge_ranking(world: World, predict: Predict) -> Measured:
    """Order the firms of every held-out intake."""
    figures = _figures(world, world.held, predict)
    if not world.elsewhere:
        return Measured(*figures)
    return Measured(*figures, _figures(world, world.elsewhere, predict)[0])


def _figures(world: World, cases: Sequence[Case], predict: Predict) -> tuple[float, float, float]:
    scores = predict(np.vstack([case.rows for case in cases]))
    ends = np.cumsum([len(case.rows) for case in cases])
    figures = []
    for case, score, grades in zip(cases, np.split(scores, ends[:-1]), world.relevance(cases), strict=True):
        order = np.argsort(-score, kind="stable")
        figures.append((ndcg(order, grades), has_best(order, case.worth), regret(order, case.worth)))
    means = np.nanmean(np.array(figures), axis=0)
    return float(means[0]), float(means[1]), float(means[2])


Curves = Mapping[str, Mapping[int, Mapping[str, Measured]]]
"""Way of ranking -> intakes -> variant -> figures."""


def curves(world: World, sizes: Sequence[int], *, seed: int, others: Sequence[Rival] | None = None) -> Curves:
    """Fit every way of ranking on the same log, cut at each size."""
    log = observe(world, max(sizes), np.random.default_rng(seed))
    ways = [Rival(EXPERT, {"": expert}), Rival(OURS, {"": additive}), *(rivals() if others is None else others)]
    return {way.name: {size: _at(way, world, log.first(size)) for size in sizes if _speaks(way, size)} for way in ways}


def _speaks(way: Rival, size: int) -> bool:
    """Without outcomes only the expert and what begins with it say anything."""
    return size > 0 or way.name in (EXPERT, OURS)


def _at(way: Rival, world: World, log: Log) -> Mapping[str, Measured]:
    return {name: judge_ranking(world, fit(world, log)) for name, fit in way.variants.items()}


def best_variant(
    worlds: Sequence[Curves], way: str, size: int, by: Callable[[Measured], float] = lambda one: one.ndcg
) -> tuple[str, list[Measured]] | None:
    """Give the variant with the highest median of a figure over worlds at this size, which favours the rivals."""
    at = [world[way].get(size) for world in worlds]
    if any(one is None for one in at):
        return None
    tried = {name: [one[name] for one in at if one] for name in at[0] or {}}
    name = max(tried, key=lambda each: float(np.median([by(one) for one in tried[each]])))
    return name, tried[name]
