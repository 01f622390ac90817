"""Learning ramp coefficients from pairs: logistic loss, a Gaussian around the expert's weights, bounds."""

from dataclasses import dataclass, replace

import numpy as np
from scipy.optimize import minimize
from scipy.special import expit

from matcher.ranking.candidates import Floats
from matcher.ranking.pairs import Ints, Pairs

USUAL_SCALE, SCALE_SPREAD = 5.0, 0.7
"""Scores of the expert run from 0 to 1; times five they are log-odds. Spread in natural logarithms."""
WIDTHS = tuple(float(width) for width in np.geomspace(0.1, 12.8, 8))
"""Standard deviations of the prior that are tried, in units of the expert's mean coefficient."""
USUAL_WIDTH, WIDTH_SPREAD = 0.6, 1.0
FOLDS = 5
MOST_JUDGED = 2_500
"""Intakes on which the width is chosen; more would only confirm it."""
POSITION_SPREAD = 1.0
"""Standard deviation of what a place in the list is worth, in log-odds."""


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


@dataclass(frozen=True, slots=True)
class Fitted:
    """Coefficients, the worth of places, the scale and width of the prior, and the covariance of the coefficients."""

    coefficients: Floats
    places: Floats
    scale: float
    width: float
    covariance: Floats


def learn(problem: Problem) -> Fitted:
    """Fit scale, width and coefficients; the prior alone comes back where no pair is."""
    scale = _scale(problem)
    width = _width(problem, scale)
    coefficients, places = _fit(problem, scale, width)
    return Fitted(coefficients, places, scale, width, _covariance(problem, coefficients, places, scale, width))


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


def _spread(problem: Problem, scale: float, width: float) -> float:
    """Give the standard deviation of each coefficient around the expert's."""
    weighed = np.abs(problem.expert[problem.expert != 0])
    return width * scale * float(weighed.mean() if weighed.size else 1.0 / max(len(problem.expert), 1))


def _fit(problem: Problem, scale: float, width: float, start: Floats | None = None) -> tuple[Floats, Floats]:
    heights, places, pairs = problem.heights, problem.places, problem.pairs
    f, mean = heights.shape[1], problem.expert * scale
    deviation = np.r_[np.full(f, _spread(problem, scale, width)), np.full(places.shape[1], POSITION_SPREAD)]
    centre = np.r_[mean, np.zeros(places.shape[1])]

    def cost(free: Floats) -> tuple[float, Floats]:
        scores = heights @ free[:f] + places @ free[f:]
        loss, slope = loss_and_slope(scores[pairs.better] - scores[pairs.worse], pairs.weight)
        by_row = np.bincount(pairs.better, slope, len(scores)) - np.bincount(pairs.worse, slope, len(scores))
        off = (free - centre) / deviation
        gradient = np.r_[by_row @ heights, by_row @ places] + off / deviation
        return loss + float(off @ off) / 2, gradient

    lowest = np.r_[np.where(problem.rising, 0.0, -np.inf), np.full(places.shape[1], -np.inf)]
    found = minimize(
        cost, centre if start is None else start, jac=True, method="L-BFGS-B", bounds=[(low, None) for low in lowest]
    ).x
    return found[:f], found[f:]


def _width(problem: Problem, scale: float) -> float:
    """Choose the prior's width by the likelihood of intakes left out, and by what widths are usual."""
    intakes = problem.pairs.intakes
    if len(intakes) < FOLDS:
        return USUAL_WIDTH
    judged = (
        intakes
        if len(intakes) <= MOST_JUDGED
        else np.sort(np.random.default_rng(0).choice(intakes, MOST_JUDGED, replace=False))
    )
    whole = _narrowed(problem, problem.pairs.of(judged))
    usual = [-0.5 * (np.log(width / USUAL_WIDTH) / WIDTH_SPREAD) ** 2 for width in WIDTHS]
    likely = np.array(usual) - sum(_losses(whole, judged, fold, scale) for fold in range(FOLDS))
    return WIDTHS[int(np.argmax(likely))]


def _losses(problem: Problem, intakes: Ints, fold: int, scale: float) -> Floats:
    """Give the loss on one fold for each width, fitted on the others; one width begins where the last ended."""
    held = problem.pairs.of(intakes[fold::FOLDS])
    rest = replace(problem, pairs=problem.pairs.of(np.setdiff1d(intakes, intakes[fold::FOLDS])))
    losses, start = [], None
    for width in WIDTHS:
        coefficients, places = _fit(rest, scale, width, start)
        start = np.r_[coefficients, places]
        scores = problem.heights @ coefficients + problem.places @ places
        losses.append(loss_and_slope(scores[held.better] - scores[held.worse], held.weight)[0])
    return np.array(losses)


def _narrowed(problem: Problem, pairs: Pairs) -> Problem:
    """Keep only the rows that some pairs speak of."""
    rows, at = np.unique(np.r_[pairs.better, pairs.worse], return_inverse=True)
    better, worse = at[: len(pairs.better)], at[len(pairs.better) :]
    inside = Pairs(better, worse, pairs.weight, pairs.intake)
    return replace(problem, heights=problem.heights[rows], places=problem.places[rows], pairs=inside)


def _covariance(problem: Problem, coefficients: Floats, places: Floats, scale: float, width: float) -> Floats:
    """Give the Laplace approximation's covariance of the ramp coefficients, (f * SEGMENTS) squared."""
    design, pairs = np.hstack([problem.heights, problem.places]), problem.pairs
    scores = design @ np.r_[coefficients, places]
    likely = expit(scores[pairs.better] - scores[pairs.worse])
    curvature = pairs.weight * likely * (1 - likely)
    f = len(coefficients)
    spread = np.r_[np.full(f, _spread(problem, scale, width)), np.full(len(places), POSITION_SPREAD)]
    precision = np.diag(spread**-2)
    for at in range(0, len(curvature), 20_000):
        part = slice(at, at + 20_000)
        apart = design[pairs.better[part]] - design[pairs.worse[part]]
        precision += apart.T @ (curvature[part, None] * apart)
    return np.asarray(np.linalg.inv(precision)[:f, :f])
