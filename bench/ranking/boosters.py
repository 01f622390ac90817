"""LightGBM and XGBoost as learning-to-rank rivals; both are imported only where they are used."""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

from bench.ranking.feedback import OPENED, Log
from bench.ranking.world import World
from matcher.ranking.candidates import Floats

LIGHTGBM = ("opened only", "column", "inverse", "unbiased")
XGBOOST = ("opened only", "column", "unbiased")
"""Corrections for positions. Opened only: rows never looked at are left out, as for our ranking. Column: the same, and
the position is a feature, the first place when predicting. Inverse: weights of one over how often a place is opened.
Unbiased: the library's own estimate of position bias, on all rows."""
SMALL: Mapping[str, Any] = {"rounds": 60, "leaves": 6, "least": 20}
LARGE: Mapping[str, Any] = {"rounds": 200, "leaves": 15, "least": 10}
SEED = 7
THREADS = 1
"""More make them no better, and waiting for each other on a busy machine slow."""


def lightgbm(
    world: World, log: Log, *, correction: str, size: str, threads: int = THREADS
) -> Callable[[Floats], Floats]:
    """Fit LambdaMART with monotone constraints."""
    import lightgbm as library

    shape = SMALL if size == "small" else LARGE
    kept = np.ones(len(log.rows), dtype=bool) if correction == "unbiased" else log.opened
    column = correction == "column"
    data = library.Dataset(
        table(log, kept, column=column), log.grades[kept], group=sizes(log, kept),
        weight=inverse_propensity(log)[kept] if correction == "inverse" else None,
        position=log.positions[kept] - log.first_position if correction == "unbiased" else None,
        params={"verbose": -1, "min_data_in_bin": 1},
    )  # fmt: skip
    settings = {
        "objective": "lambdarank", "learning_rate": 0.06, "num_leaves": shape["leaves"], "verbose": -1,
        "min_data_in_leaf": shape["least"], "monotone_constraints": directions(world) + [0] * column, "seed": SEED,
        "num_threads": threads, "deterministic": True, "lambdarank_truncation_level": 5,
    }  # fmt: skip
    model = library.train(settings, data, num_boost_round=shape["rounds"])
    return lambda rows: np.asarray(model.predict(at_first(rows, column=column)))


def xgboost(world: World, log: Log, *, correction: str, size: str) -> Callable[[Floats], Floats]:
    """Fit the rank:pairwise objective for few outcomes, rank:ndcg with larger trees, with monotone constraints."""
    import xgboost as library

    shape = SMALL if size == "small" else LARGE
    kept = np.ones(len(log.rows), dtype=bool) if correction == "unbiased" else log.opened
    column = correction == "column"
    model = library.XGBRanker(
        objective="rank:pairwise" if size == "small" else "rank:ndcg", n_estimators=shape["rounds"],
        learning_rate=0.06, max_leaves=shape["leaves"], max_depth=0, grow_policy="lossguide", tree_method="hist",
        min_child_weight=1.0, monotone_constraints=tuple(directions(world) + [0] * column), random_state=SEED,
        n_jobs=THREADS, lambdarank_unbiased=correction == "unbiased", lambdarank_pair_method="mean",
    )  # fmt: skip
    model.fit(table(log, kept, column=column), log.grades[kept], qid=log.intake[kept])
    return lambda rows: np.asarray(model.predict(at_first(rows, column=column)))


def directions(world: World) -> list[int]:
    """Give the monotone constraints that our ranking has too."""
    return [spec.direction for spec in world.specs]


def table(log: Log, kept: NDArray[np.bool_], *, column: bool) -> Floats:
    """Give the rows that are kept, with their place (from 0) as a last column if asked."""
    places = (log.positions - log.first_position)[:, None]
    return np.column_stack([log.rows, places])[kept] if column else log.rows[kept]


def at_first(rows: Floats, *, column: bool) -> Floats:
    """Give rows as if all were shown in the first place."""
    return np.column_stack([rows, np.zeros(len(rows))]) if column else rows


def sizes(log: Log, kept: NDArray[np.bool_]) -> NDArray[np.int64]:
    """Count the rows of each intake that are kept, in order."""
    return np.unique(log.intake[kept], return_counts=True)[1]


def inverse_propensity(log: Log) -> Floats:
    """Weigh a row by one over the share of firms that are opened in its place; the rates are the true ones."""
    places = np.minimum(log.positions - log.first_position, len(OPENED) - 1)
    return np.asarray(1 / np.array(OPENED)[places])
