"""What companies do with the firms they are shown: open some, ask some, engage one, rate it."""

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.special import expit

from bench.ranking.world import Case, World
from matcher.ranking.candidates import Floats

OPENED = (0.95, 0.75, 0.55)
"""Probability that the firm in the first, second, third place is looked at; further ones as the third."""
DRAWN_TO = (0.4, 0.2, 0.0)
"""What a place adds to the wish to ask a firm, in log-odds: the first is trusted more."""
HEAT = 0.03
"""Temperature, in points of the expert's score, by which the last place is drawn from the firms left."""
PROPOSED, ENGAGED = 0.8, 0.75


@dataclass(frozen=True, slots=True)
class Log:
    """One row a firm shown, in the order of intakes; what an operator would have on record."""

    rows: Floats
    """(n, f)."""
    grades: Floats
    """(n,), 0 to 4."""
    intake: NDArray[np.int64]
    """(n,), from 0, rising."""
    positions: NDArray[np.int64]
    """(n,), from the world's first position."""
    opened: NDArray[np.bool_]
    """(n,)."""
    chance: Floats
    """(n,), the logging policy's probability of showing the firm in this place."""
    first_position: int

    def first(self, intakes: int) -> "Log":
        """Give the log as it stood after some intakes."""
        kept = slice(0, int(np.searchsorted(self.intake, intakes)))
        return Log(
            self.rows[kept], self.grades[kept], self.intake[kept], self.positions[kept], self.opened[kept],
            self.chance[kept], self.first_position,
        )  # fmt: skip


def observe(world: World, intakes: int, rng: np.random.Generator) -> Log:
    """Let intakes come in, show firms by the expert's weights and keep what companies do."""
    bar = _usual_bar(world)
    parts = []
    for number, at in enumerate(rng.integers(0, len(world.cases), intakes)):
        case = world.cases[at]
        shown, chance = show(case.rows @ world.expert, world.shown, rng)
        opened, grades = react(case, shown, bar, world.noise, rng)
        parts.append((case.rows[shown], grades, np.full(len(shown), number), np.arange(len(shown)), opened, chance))
    rows, grades, intake, places, opened, chance = (np.concatenate(part) for part in zip(*parts, strict=True))
    return Log(rows, grades, intake, places + world.first_position, opened, chance, world.first_position)


def show(score: Floats, places: int, rng: np.random.Generator) -> tuple[NDArray[np.int64], Floats]:
    """Put the best by score first and draw the last place from the rest; gives rows and their probabilities."""
    order = np.argsort(-score, kind="stable")
    if len(order) <= places:
        return order, np.ones(len(order))
    rest = order[places - 1 :]
    chance = np.exp((score[rest] - score[rest[0]]) / HEAT)
    chance /= chance.sum()
    drawn = int(rng.choice(len(rest), p=chance))
    return np.r_[order[: places - 1], rest[drawn]], np.r_[np.ones(places - 1), chance[drawn]]


def react(
    case: Case, shown: NDArray[np.int64], bar: float, noise: float, rng: np.random.Generator
) -> tuple[NDArray[np.bool_], Floats]:
    """Open, ask, get proposals, engage the dearest of them and rate it; grades as the product keeps them."""
    places = np.minimum(np.arange(len(shown)), len(OPENED) - 1)
    opened = rng.random(len(shown)) < np.array(OPENED)[places]
    liked = case.worth[shown] - bar + noise * rng.logistic(size=len(shown))
    asked = opened & (liked + np.array(DRAWN_TO)[places] > 0)
    proposed = asked & (rng.random(len(shown)) < PROPOSED)
    grades = asked.astype(np.float64) + proposed
    if proposed.any() and rng.random() < ENGAGED:
        chosen = int(np.argmax(np.where(proposed, liked, -np.inf)))
        grades[chosen] = _after_engagement(case.worth[shown[chosen]] - bar, rng)
    return opened, grades


def _after_engagement(above: float, rng: np.random.Generator) -> float:
    """4 for a rating of four stars and more, 1 for one below three, 3 otherwise."""
    if rng.random() < expit(above):
        return 4.0
    return 1.0 if rng.random() < expit(-above - 1) else 3.0


def _usual_bar(world: World) -> float:
    """Ask for what the middle one of the firms shown is worth, so that about half of them are asked."""
    shown = [case.worth[np.argsort(-(case.rows @ world.expert))[: world.shown]] for case in world.cases]
    return float(np.median(np.concatenate(shown)))
