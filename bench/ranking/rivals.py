"""The rivals, each with every correction for positions that it can take, and our own ranking, behind one interface."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib.util import find_spec

import numpy as np
from sklearn.ensemble import HistGradientBoostingRegressor
from sklearn.linear_model import LogisticRegression

from bench.ranking import boosters
from bench.ranking.feedback import Log
from bench.ranking.world import World
from matcher.ranking.candidates import Floats
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.pairs import pairs_of

Predict = Callable[[Floats], Floats]
Fit = Callable[[World, Log], Predict]


@dataclass(frozen=True, slots=True)
class Rival:
    """A way of ranking, in the variants in which it was tried; the page shows the best of them at each size."""

    name: str
    variants: Mapping[str, Fit]


def additive(world: World, log: Log) -> Predict:
    """Fit our own ranking: positions as dummies, firms never opened give no pair."""
    return (
        AdditiveRanker(world.specs)
        .fit(log.rows, log.grades, log.intake, positions=log.positions, sample_weight=log.opened.astype(float))
        .predict
    )


def expert(world: World, _log: Log) -> Predict:
    """Take the expert's weighted sum, whatever the outcomes."""
    return lambda rows: np.asarray(rows @ world.expert)


def logistic(log: Log, *, positions: bool) -> Predict:
    """Fit pairwise logistic regression with plain L2 on firms that were opened; positions as dummies or not at all."""
    pairs = pairs_of(log.grades, log.intake, log.opened.astype(float))
    if not pairs.better.size:
        return lambda rows: np.zeros(len(rows))
    features = log.rows.shape[1]
    places = (
        (log.positions - log.first_position)[:, None] == np.arange(1, 3) if positions else np.zeros((len(log.rows), 0))
    )
    table = np.column_stack([log.rows, places])
    apart = table[pairs.better] - table[pairs.worse]
    fitted = LogisticRegression(C=1.0, fit_intercept=False, max_iter=500).fit(
        np.vstack([apart, -apart]), np.repeat([1, 0], len(apart)), sample_weight=np.tile(pairs.weight, 2)
    )
    weights = fitted.coef_[0, :features]
    return lambda rows: np.asarray(rows @ weights)


def histogram(world: World, log: Log, *, correction: str) -> Predict:
    """Fit scikit-learn's gradient boosting, monotone, on the grades of firms that were opened."""
    kept = log.opened
    if kept.sum() < 2:
        return lambda rows: np.zeros(len(rows))
    column = correction == "column"
    model = HistGradientBoostingRegressor(
        max_iter=150, learning_rate=0.06, max_leaf_nodes=8, min_samples_leaf=10,
        monotonic_cst=boosters.directions(world) + [0] * column, random_state=0,
    )  # fmt: skip
    weights = boosters.inverse_propensity(log)[kept] if correction == "inverse" else None
    model.fit(boosters.table(log, kept, column=column), log.grades[kept], sample_weight=weights)
    return lambda rows: model.predict(boosters.at_first(rows, column=column))


def rivals() -> tuple[Rival, ...]:
    """Give those whose libraries are installed."""
    found = [
        Rival("pairwise logistic regression, L2", {
            "opened only": lambda _world, log: logistic(log, positions=False),
            "positions as dummies": lambda _world, log: logistic(log, positions=True),
        }),
        Rival("gradient boosting (scikit-learn), monotone", {
            name: lambda world, log, name=name: histogram(world, log, correction=name)
            for name in ("none", "column", "inverse")
        }),
    ]  # fmt: skip
    if find_spec("lightgbm"):
        found.append(Rival("LightGBM LambdaMART, monotone", _variants(boosters.lightgbm, boosters.LIGHTGBM)))
    if find_spec("xgboost"):
        found.append(Rival("XGBoost rank, monotone", _variants(boosters.xgboost, boosters.XGBOOST)))
    return tuple(found)


def _variants(fit: Callable[..., Predict], corrections: tuple[str, ...]) -> Mapping[str, Fit]:
    return {
        f"{correction}, {size} trees": lambda world, log, correction=correction, size=size: fit(
            world, log, correction=correction, size=size
        )
        for correction in corrections
        for size in ("small", "large")
    }
