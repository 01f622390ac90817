"""Learning ramp coefficients from pairs: logistic loss, a heavy-tailed prior, bounds, an average over beliefs."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit, softmax

from matcher.ranking.candidates import Floats
from matcher.ranking.pairs import Ints, Pairs
from matcher.ranking.prior import Prior, usual_weight

USUAL_SCALE, SCALE_SPREAD = 5.0, 0.7
"""Scores of the expert run from 0 to 1; times five they are log-odds. Spread in natural logarithms."""
INFORMATION = 1.5
"""What the pairs of an intake weigh together for each row beyond the first: of three firms only two are compared anew
with others, however many pairs they make."""
USUAL_WIDTH, WIDTH_SPREAD = 0.2, 1.5
DOUBTED_WIDTH = 0.4
"""The middle of the widths below by how usual they are: how far off the expert may be while nothing is learnt."""
DOUBT = 1.0
"""Standard errors taken off what another belief gains on intakes left out: the expert stays until shown wrong."""
FOLDS = 5
MOST_JUDGED = 600
"""Intakes on which beliefs are compared; more would only confirm it."""
LEAST_SHARE = 0.05
"""A belief that is less likely than this takes no part in the average."""
POSITION_SPREAD = 1.0
"""Standard deviation of what a place in the list is worth, in log-odds."""
SETTLED = 6
"""Rounds in which doubt and the width that it implies settle."""
STEPS: Mapping[str, float] = {"maxiter": 300, "ftol": 1e-8}


@dataclass(frozen=True, slots=True)
class Belief:
    """What may be believed before outcomes."""

    trust: float
    """1: the expert's weights are the middle; 0: nothing is."""
    width: float
    """How far a feature's whole height may be from the middle, in units of the expert's mean weight."""


BELIEFS = (
    *(Belief(1.0, width) for width in (0.04, 0.16, 0.4, 1.0, 2.5, 6.5)),
    *(Belief(0.0, width) for width in (0.4, 1.0, 2.5, 6.5)),
)
"""Those that are compared. The first is the expert as good as unchanged; without trust, an expert who looked at the
wrong things is no burden."""


@dataclass(frozen=True, slots=True)
class Problem:
    """What is fitted: ramp heights of rows, dummies of their places, pairs of them, and what is known beforehand."""

    heights: Floats
    places: Floats
    """(n, p) dummies of shown positions, the first left out; p may be 0."""
    pairs: Pairs
    expert: Floats
    """Coefficients of the expert at scale 1, one a column of `heights`."""
    rising: "np.ndarray[tuple[int], np.dtype[np.bool_]]"
    """Which coefficients may not be negative."""

    @property
    def design(self) -> Floats:
        """Heights and places side by side."""
        return np.hstack([self.heights, self.places])

    def prior(self, scale: float, belief: Belief) -> Prior:
        """Give the prior of the coefficients."""
        return Prior(self.expert * (scale * belief.trust), belief.width * scale * usual_weight(self.expert))


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients, the worth of places, the scale and width of the prior, and the covariance of the coefficients."""

    coefficients: Floats
    places: Floats
    scale: float
    width: float
    covariance: Floats


def learn(problem: Problem) -> Fitted:
    """Fit the scale and the coefficients under each belief, and average them; there must be a pair."""
    problem = _narrowed(problem, problem.pairs.weighing(INFORMATION))
    scale = _scale(problem)
    shares = _shares(problem, scale)
    fits = np.array(list(_fits(problem, scale, shares > 0)))
    averaged, belief = shares[shares > 0] @ fits, BELIEFS[int(np.argmax(shares))]
    f = problem.heights.shape[1]
    # staying near the expert is caution and no knowledge, which leaves as much doubt as there was beforehand
    doubted = replace(belief, width=max(belief.width, DOUBTED_WIDTH))
    covariance = _covariance(problem, averaged, problem.prior(scale, doubted))
    apart = (fits - averaged)[:, :f]
    covariance += apart.T @ (shares[shares > 0, None] * apart)
    return Fitted(averaged[:f], averaged[f:], scale, belief.width, covariance)


def loss_and_slope(margins: Floats, weight: Floats) -> tuple[float, Floats]:
    """Give the logistic loss of margins (better minus worse) and its derivative by each margin."""
    return float(weight @ np.logaddexp(0.0, -margins)), -weight * expit(-margins)


def _scale(problem: Problem) -> float:
    """Find by maximum likelihood, with a prior, how many log-odds the expert's scores are worth."""
    design = np.column_stack([problem.heights @ problem.expert, problem.places])
    pairs = problem.pairs
    apart = design[pairs.better] - design[pairs.worse]

    def cost(free: Floats) -> tuple[float, Floats]:
        weights = np.r_[np.exp(free[0]), free[1:]]
        loss, slope = loss_and_slope(apart @ weights, pairs.weight)
        gradient = apart.T @ slope
        off = (free[0] - np.log(USUAL_SCALE)) / SCALE_SPREAD
        held = float(off**2 + np.sum(free[1:] ** 2) / POSITION_SPREAD**2) / 2
        pull = np.r_[off / SCALE_SPREAD, free[1:] / POSITION_SPREAD**2]
        return loss + held, np.r_[gradient[0] * weights[0], gradient[1:]] + pull

    start = np.r_[np.log(USUAL_SCALE), np.zeros(problem.places.shape[1])]
    return float(np.exp(minimize(cost, start, jac=True, method="L-BFGS-B").x[0]))


def _fits(problem: Problem, scale: float, wanted: "np.ndarray[tuple[int], np.dtype[np.bool_]]") -> Iterator[Floats]:
    """Fit under each belief that is wanted; one begins where the last ended."""
    fitted = None
    for belief, each in zip(BELIEFS, wanted, strict=True):
        if each:
            fitted = _fit(problem, scale, belief, fitted)
            yield fitted


def _fit(problem: Problem, scale: float, belief: Belief, start: Floats | None) -> Floats:
    """Find the likeliest coefficients, followed by the worth of places."""
    prior, pairs, design = problem.prior(scale, belief), problem.pairs, problem.design
    f, p = problem.heights.shape[1], problem.places.shape[1]
    centre = np.r_[prior.mean, np.zeros(p)]
    unit = np.r_[np.full(f, prior.spread), np.full(p, POSITION_SPREAD)]

    def cost(moved: Floats) -> tuple[float, Floats]:
        free = centre + unit * moved
        scores = design @ free
        loss, slope = loss_and_slope(scores[pairs.better] - scores[pairs.worse], pairs.weight)
        by_row = np.bincount(pairs.better, slope, len(scores)) - np.bincount(pairs.worse, slope, len(scores))
        held, pull = prior.cost(free[:f])
        held += float(moved[f:] @ moved[f:]) / 2
        return loss + held, unit * (by_row @ design + np.r_[pull, free[f:] / POSITION_SPREAD**2])

    lowest = np.r_[np.where(problem.rising, 0.0, -np.inf), np.full(p, -np.inf)]
    begun = np.zeros(len(centre)) if start is None else (start - centre) / unit
    bounds = [(low, None) for low in (lowest - centre) / unit]
    found = minimize(cost, begun, jac=True, method="L-BFGS-B", bounds=bounds, options=STEPS).x
    return np.asarray(np.maximum(centre + unit * found, lowest))


def _shares(problem: Problem, scale: float) -> Floats:
    """Give the share of each belief in the average: by intakes left out, and by what widths are usual.

    What a belief gains over the first on an intake is a difference of two losses; the sum of these gains, less its
    standard error, stands for the logarithm of how likely the belief is.
    """
    intakes = problem.pairs.intakes
    if len(intakes) < FOLDS:
        return np.asarray(np.eye(len(BELIEFS))[0])
    judged = (
        intakes
        if len(intakes) <= MOST_JUDGED
        else np.sort(np.random.default_rng(0).choice(intakes, MOST_JUDGED, replace=False))
    )
    whole = _narrowed(problem, problem.pairs.of(judged))
    losses = np.hstack([_losses(whole, judged, fold, scale) for fold in range(FOLDS)])
    gains = losses[0] - losses
    widths = np.array([belief.width for belief in BELIEFS])
    usual = -0.5 * (np.log(widths / USUAL_WIDTH) / WIDTH_SPREAD) ** 2
    shares = softmax(gains.sum(axis=1) - DOUBT * gains.std(axis=1) * np.sqrt(len(judged)) + usual)
    kept = np.where(shares >= LEAST_SHARE, shares, 0.0)
    return np.asarray(kept / kept.sum())


def _losses(problem: Problem, intakes: Ints, fold: int, scale: float) -> Floats:
    """Give the loss under each belief on each intake of one fold, fitted on the others: (beliefs, intakes)."""
    held = problem.pairs.of(intakes[fold::FOLDS])
    rest = _narrowed(problem, problem.pairs.of(np.setdiff1d(intakes, intakes[fold::FOLDS])))
    _, number = np.unique(held.intake, return_inverse=True)
    losses, design = [], problem.design
    for fitted in _fits(rest, scale, np.ones(len(BELIEFS), dtype=np.bool_)):
        scores = design @ fitted
        losses.append(np.bincount(number, held.weight * np.logaddexp(0.0, scores[held.worse] - scores[held.better])))
    return np.array(losses)


def _narrowed(problem: Problem, pairs: Pairs) -> Problem:
    """Keep only the rows that some pairs speak of."""
    rows, at = np.unique(np.r_[pairs.better, pairs.worse], return_inverse=True)
    better, worse = at[: len(pairs.better)], at[len(pairs.better) :]
    inside = Pairs(better, worse, pairs.weight, pairs.intake)
    return replace(problem, heights=problem.heights[rows], places=problem.places[rows], pairs=inside)


def _covariance(problem: Problem, free: Floats, prior: Prior) -> Floats:
    """Give the Laplace approximation's covariance of the ramp coefficients, (f * SEGMENTS) squared."""
    design, pairs, f = problem.design, problem.pairs, problem.heights.shape[1]
    scores = design @ free
    likely = expit(scores[pairs.better] - scores[pairs.worse])
    curvature = pairs.weight * likely * (1 - likely)
    known = np.diag(np.r_[np.zeros(f), np.full(len(free) - f, POSITION_SPREAD**-2)])
    for at in range(0, len(curvature), 20_000):
        part = slice(at, at + 20_000)
        apart = design[pairs.better[part]] - design[pairs.worse[part]]
        known += apart.T @ (curvature[part, None] * apart)
    covariance = prior.covariance()
    for _ in range(SETTLED):
        precision = known.copy()
        precision[:f, :f] += prior.precision(free[:f], covariance)
        covariance = np.linalg.inv(precision)[:f, :f]
    return np.asarray(covariance)
