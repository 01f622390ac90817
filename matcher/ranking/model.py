"""The ranking model: a sum of ramps, one for each feature, that begins as the expert's weights and learns."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator
from sklearn.utils.validation import _check_sample_weight, check_array, check_consistent_length, check_is_fitted

from matcher.ranking.candidates import Floats
from matcher.ranking.learn import Problem, learn
from matcher.ranking.pairs import pairs_of
from matcher.ranking.ramps import SEGMENTS, ramps


@dataclass(frozen=True, slots=True)
class FeatureSpec:
    """What the model knows of a column beforehand.

    `direction` 1: a higher value is never worse; 0: unknown. `context`: the same for all firms of an intake, no term.
    """

    name: str
    direction: int
    prior_weight: float
    context: bool = False


class AdditiveRanker(BaseEstimator):  # type: ignore[misc]  # scikit-learn ships no types
    """Score = sum over features of a piecewise-linear function on [0, 1] with ten segments of equal width.

    Parameters
    ----------
    features : one FeatureSpec a column of X; None: columns without a known direction or weight, as many as X has.
    name, version : what the model is called wherever a match names it.

    Attributes
    ----------
    coef_ : ndarray (n_features, 10), what each segment adds; not negative where the direction is 1, 0 for context.
    scale_ : float, log-odds that one point of the expert's score is worth; 1 where nothing was learnt.
    width_ : float, how far a feature's height may leave what is believed, in units of the expert's mean weight.
    covariance_ : ndarray (10 n_features, 10 n_features), Laplace approximation around coef_; zeros for the prior alone.
    trained_on_ : int, how many intakes with outcomes it has learnt from; 0 is the expert prior.

    Notes
    -----
    The loss is the logistic loss of pairs of rows of one intake (RankNet, Burges et al. 2005), weighted by the root of
    the difference of grades over the pairs of the intake; shown positions enter as dummies that are fitted and left
    out when predicting. The coefficients are an average over beliefs of how far the expert can be trusted, weighted by
    cross-validation over intakes (stacking; Yao et al. 2018) less a standard error, so that few outcomes leave the
    expert's ranking.
    """

    def __init__(
        self, features: Sequence[FeatureSpec] | None = None, *, name: str = "expert-prior", version: str = "1"
    ) -> None:
        self.features = features
        self.name = name
        self.version = version

    def fit(
        self,
        X: ArrayLike | None = None,  # noqa: N803 - scikit-learn's name
        y: ArrayLike | None = None,
        groups: ArrayLike | None = None,
        *,
        positions: ArrayLike | None = None,
        sample_weight: ArrayLike | None = None,
    ) -> "AdditiveRanker":
        """Learn from outcomes; without rows, or without two different grades in any intake, take the expert prior.

        Parameters
        ----------
        X : (n, n_features) in [0, 1].
        y : (n,) whole grades, higher is better.
        groups : (n,) the intake of each row; None: all rows are one intake.
        positions : (n,) the place in which each row was shown, counted from 0 or 1; NaN or negative: not shown.
        sample_weight : (n,) not negative; 0 for a row that was never opened, which gives no pair.
        """
        specs = self._specs(X)
        self.scale_, self.width_, self.trained_on_ = 1.0, 0.0, 0
        self.coef_ = prior_coefficients(specs, self.scale_)
        self.covariance_ = np.zeros((self.coef_.size, self.coef_.size))
        self.n_features_in_ = len(specs)
        if X is not None and np.asarray(X).size:
            self._learn(specs, X, y, groups, positions, sample_weight)
        return self

    def _learn(self, specs: Sequence[FeatureSpec], X: Any, y: Any, groups: Any, positions: Any, weights: Any) -> None:  # noqa: N803 - scikit-learn's name
        rows = self._rows(X)
        if y is None:
            raise ValueError("requires y to be passed, but the target y is None")
        grades = check_array(y, ensure_2d=False, dtype=np.float64, input_name="y").ravel()
        intake = np.zeros(len(rows), dtype=np.int64) if groups is None else np.asarray(groups)
        given = _check_sample_weight(weights, rows, dtype=np.float64, ensure_non_negative=True)
        check_consistent_length(rows, grades, intake)
        pairs = pairs_of(grades, intake, given)
        if not pairs.better.size:
            return
        own = np.array([at for at, spec in enumerate(specs) if not spec.context], dtype=np.int64)
        rising = np.repeat([spec.direction == 1 for spec in specs if not spec.context], SEGMENTS)
        problem = Problem(ramps(rows[:, own]), places_of(positions, len(rows)), pairs, self.coef_[own].ravel(), rising)
        fitted = learn(problem)
        self.scale_, self.width_, self.trained_on_ = fitted.scale, fitted.width, len(pairs.intakes)
        self.coef_[own] = fitted.coefficients.reshape(len(own), SEGMENTS)
        columns = (own[:, None] * SEGMENTS + np.arange(SEGMENTS)).ravel()
        self.covariance_[np.ix_(columns, columns)] = fitted.covariance

    def predict(self, X: ArrayLike) -> Floats:  # noqa: N803 - scikit-learn's name
        """Score rows: (n, n_features) in [0, 1] -> (n,), higher is better, no fixed range."""
        return np.asarray(self.contributions(X).sum(axis=1))

    def contributions(self, X: ArrayLike) -> Floats:  # noqa: N803 - scikit-learn's name
        """Give what each feature adds to each row's score, shape (n, n_features); the rows sum to `predict`."""
        check_is_fitted(self)
        rows = self._rows(X)
        added = np.zeros(rows.shape)
        for segment in range(SEGMENTS):
            added += np.clip(rows * SEGMENTS - segment, 0.0, 1.0) * self.coef_[:, segment]
        return added

    def sample(self, X: ArrayLike, rng: np.random.Generator) -> Floats:  # noqa: N803 - scikit-learn's name
        """Score rows by one draw of coefficients from what is uncertain about them; still monotone."""
        check_is_fitted(self)
        drawn = rng.multivariate_normal(self.coef_.ravel(), self.covariance_, method="eigh").reshape(self.coef_.shape)
        rising = np.array([spec.direction == 1 for spec in self._specs(X)])
        return np.asarray(ramps(self._rows(X)) @ np.where(rising[:, None], np.maximum(drawn, 0.0), drawn).ravel())

    def _rows(self, X: Any) -> Floats:  # noqa: N803 - scikit-learn's name
        rows: Floats = check_array(X, dtype=np.float64)
        if rows.shape[1] != self.n_features_in_:
            wanted = f"AdditiveRanker is expecting {self.n_features_in_} features as input"
            raise ValueError(f"X has {rows.shape[1]} features, but {wanted}")
        return rows

    def _specs(self, X: Any) -> Sequence[FeatureSpec]:  # noqa: N803 - scikit-learn's name
        if self.features is not None:
            return self.features
        columns = check_array(X, dtype=np.float64).shape[1]
        return [FeatureSpec(f"x{at}", 0, 0.0) for at in range(columns)]

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names of the columns of X."""
        return tuple(feature.name for feature in self.features or ())

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "coef_")


def places_of(positions: ArrayLike | None, rows: int) -> Floats:
    """Give dummies of the places in which rows were shown, the first place left out as what others compare with.

    >>> places_of([1, 2, 3], 3).tolist()
    [[0.0, 0.0], [1.0, 0.0], [0.0, 1.0]]
    """
    if positions is None:
        return np.zeros((rows, 0))
    places = np.asarray(positions, dtype=np.float64)
    if places.shape != (rows,):
        raise ValueError(f"expected a position for each of {rows} rows, got an array of shape {places.shape}")
    shown = np.unique(places[np.isfinite(places) & (places >= 0)])
    return np.asarray(places[:, None] == shown[None, 1:], dtype=np.float64)


def prior_coefficients(features: Sequence[FeatureSpec], scale: float) -> Floats:
    """Spread each expert weight evenly over the segments: weight * segment width * scale; nothing for context."""
    weights: Any = [0.0 if feature.context else feature.prior_weight for feature in features]
    return np.repeat(np.array(weights, dtype=np.float64)[:, None] * scale / SEGMENTS, SEGMENTS, axis=1)
