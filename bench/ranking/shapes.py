"""Worlds of bare feature tables, each hard in one way, where the marketplace might flatter the ranking."""

from collections.abc import Callable, Mapping

import numpy as np
from scipy.special import expit

from bench.ranking.world import Case, World
from matcher.ranking.candidates import Floats
from matcher.ranking.model import FeatureSpec

FIRMS, INTAKES, HELD = 300, 1_200, 300
SPREAD = 2.0
"""Standard deviation of worth over all firms, in log-odds."""

Worth = Callable[[Floats], Floats]


def shape(name: str, seed: int) -> World:
    """Draw the world of a name in `SHAPES`."""
    return SHAPES[name](np.random.default_rng(seed))


def _expert(features: int, free: int, rng: np.random.Generator) -> Floats:
    """Draw weights that sum to one; the last `free` features have none."""
    weights = np.r_[rng.dirichlet(np.full(features - free, 3.0)), np.zeros(free)]
    return np.asarray(weights)


def _world(
    name: str, expert: Floats, free: int, worth: Worth, rng: np.random.Generator, *,
    constant: int = 0, noise: float = 0.7, first_position: int = 1, shown: int = 3,
) -> World:  # fmt: skip
    """Take firms by chance for each intake and add what the intake changes about them."""
    features = len(expert)
    directions = [1] * (features - free) + [0] * free
    specs = tuple(
        FeatureSpec(f"f{at}", directions[at] if at < features else 0, float(expert[at]) if at < features else 0.0)
        for at in range(features + constant)
    )
    firms = rng.random((FIRMS, features))
    rows = []
    for _ in range(INTAKES + HELD):
        chosen = firms[rng.choice(FIRMS, rng.integers(10, 60), replace=False)]
        moved = rng.normal(0, 0.25, chosen.shape) * (rng.random(features) < 0.4)
        rows.append(np.clip(chosen + moved, 0, 1))
    raw = [worth(each) for each in rows]
    middle, spread = float(np.mean(np.concatenate(raw))), float(np.std(np.concatenate(raw)))
    still = np.full(constant, 0.5)
    cases = [
        Case(np.column_stack([each, np.tile(still, (len(each), 1))]), (own - middle) / spread * SPREAD)
        for each, own in zip(rows, raw, strict=True)
    ]
    return World(name, specs, cases[HELD:], cases[:HELD], noise, first_position, shown)


def _near(expert: Floats, rng: np.random.Generator, spread: float = 0.6) -> Floats:
    """Draw true weights around the expert's."""
    return np.asarray((expert + 0.02 * (expert == 0)) * rng.lognormal(0, spread, len(expert)))


def _curved(rng: np.random.Generator) -> World:
    expert = _expert(12, 2, rng)
    true, powers = _near(expert, rng), rng.uniform(0.4, 2.5, 12)
    return _world("curved", expert, 2, lambda rows: rows**powers @ true, rng)


def _thresholds(rng: np.random.Generator) -> World:
    expert = _expert(12, 0, rng)
    true, at = _near(expert, rng), rng.uniform(0.2, 0.8, 12)
    return _world("thresholds", expert, 0, lambda rows: (rows > at) @ true, rng, first_position=0)


def _interactions(rng: np.random.Generator) -> World:
    expert = _expert(10, 0, rng)
    true = _near(expert, rng)
    heavy = np.argsort(-true)[:6]

    def worth(rows: Floats) -> Floats:
        pairs = sum(rows[:, one] * rows[:, other] for one, other in (heavy[:2], heavy[2:4], heavy[4:]))
        return np.asarray(rows @ true + 0.3 * pairs)

    return _world("interactions", expert, 0, worth, rng)


def _irrelevant(rng: np.random.Generator) -> World:
    expert = _expert(30, 0, rng)
    true = np.where(np.arange(30) < 3, 1.0, 0.0)
    return _world("mostly irrelevant", expert, 0, lambda rows: rows**1.5 @ true, rng)


def _wrong_expert(rng: np.random.Generator) -> World:
    expert = np.sort(_expert(10, 0, rng))
    true = expert[::-1] ** 2
    return _world("expert badly wrong", expert, 0, lambda rows: np.sqrt(rows) @ true, rng)


def _reversed(rng: np.random.Generator) -> World:
    """Features whose direction nobody knows count most, and with their other end or middle."""
    expert = _expert(12, 4, rng)

    def worth(rows: Floats) -> Floats:
        peaks = -np.abs(rows[:, 8:10] - 0.3).sum(axis=1) - rows[:, 10:].sum(axis=1)
        return np.asarray(rows @ expert + 0.2 * peaks)

    return _world("unknown directions", expert, 4, worth, rng)


def _noisy(rng: np.random.Generator) -> World:
    expert = _expert(12, 2, rng)
    true = _near(expert, rng, 0.3)
    return _world("heavy noise", expert, 2, lambda rows: rows @ true, rng, noise=4.0)


def _right_expert(rng: np.random.Generator) -> World:
    expert = _expert(12, 0, rng)
    return _world("expert right", expert, 0, lambda rows: rows @ expert, rng, noise=2.0)


def _few(rng: np.random.Generator) -> World:
    expert = _expert(3, 0, rng)
    true = _near(expert, rng)
    return _world("few features", expert, 0, lambda rows: expit(8 * (rows - 0.5)) @ true, rng, first_position=0)


def _many(rng: np.random.Generator) -> World:
    expert = _expert(50, 10, rng)
    true, powers = _near(expert, rng), rng.uniform(0.4, 2.5, 50)
    return _world("many features", expert, 10, lambda rows: rows**powers @ true, rng)


def _constant(rng: np.random.Generator) -> World:
    expert = _expert(8, 0, rng)
    true = _near(expert, rng)
    return _world("constant columns", expert, 0, lambda rows: rows**2 @ true, rng, constant=4, first_position=0)


def _no_expert(rng: np.random.Generator) -> World:
    true = rng.lognormal(0, 1, 8)
    return _world("no expert", np.zeros(8), 8, lambda rows: expit(6 * (rows - 0.4)) @ true, rng, shown=8)


SHAPES: Mapping[str, Callable[[np.random.Generator], World]] = {
    "curved": _curved, "thresholds": _thresholds, "interactions": _interactions, "mostly irrelevant": _irrelevant,
    "expert badly wrong": _wrong_expert, "unknown directions": _reversed, "heavy noise": _noisy,
    "expert right": _right_expert, "few features": _few, "many features": _many, "constant columns": _constant,
    "no expert": _no_expert,
}  # fmt: skip
