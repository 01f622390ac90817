"""The ranking model: a sum of ramps, one for each feature, that begins as the expert's weights."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import ArrayLike
from sklearn.base import BaseEstimator

from matcher.ranking.candidates import Floats

SEGMENTS = 5


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
    """Score = sum over features of a piecewise-linear function on [0, 1] with five segments of equal width.

    Parameters
    ----------
    features : one FeatureSpec a column of X.
    name, version : what the model is called wherever a match names it.

    Attributes
    ----------
    coef_ : ndarray (n_features, 5), what each segment adds; not negative where the direction is 1, 0 for context.
    scale_ : float, the scale of the prior.
    trained_on_ : int, how many intakes with outcomes it has learnt from; 0 is the expert prior.
    """

    def __init__(self, features: Sequence[FeatureSpec], *, name: str = "expert-prior", version: str = "1") -> None:
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
        """Take the expert prior; ValueError when rows are given, as training arrives with recorded outcomes."""
        given = (X, y, groups, positions, sample_weight)
        if any(rows is not None and np.size(rows) > 0 for rows in given):
            raise ValueError("AdditiveRanker learns from outcomes once they are recorded; fit it without rows for now")
        self.scale_ = 1.0
        self.coef_ = prior_coefficients(self.features, self.scale_)
        self.trained_on_ = 0
        return self

    def predict(self, X: ArrayLike) -> Floats:  # noqa: N803 - scikit-learn's name
        """Score rows: (n, n_features) in [0, 1] -> (n,), higher is better, no fixed range."""
        return np.asarray(self.contributions(X).sum(axis=1))

    def contributions(self, X: ArrayLike) -> Floats:  # noqa: N803 - scikit-learn's name
        """Give what each feature adds to each row's score, shape (n, n_features); the rows sum to `predict`."""
        rows = np.asarray(X, dtype=np.float64)
        if rows.ndim != 2 or rows.shape[1] != len(self.features):
            raise ValueError(f"expected {len(self.features)} columns, got an array of shape {rows.shape}")
        added = np.zeros(rows.shape)
        for segment in range(SEGMENTS):
            added += np.clip(rows * SEGMENTS - segment, 0.0, 1.0) * self.coef_[:, segment]
        return added

    @property
    def feature_names(self) -> tuple[str, ...]:
        """Names of the columns of X."""
        return tuple(feature.name for feature in self.features)

    def __sklearn_is_fitted__(self) -> bool:
        return hasattr(self, "coef_")


def prior_coefficients(features: Sequence[FeatureSpec], scale: float) -> Floats:
    """Spread each expert weight evenly over the segments: weight * segment width * scale; nothing for context."""
    weights: Any = [0.0 if feature.context else feature.prior_weight for feature in features]
    return np.repeat(np.array(weights, dtype=np.float64)[:, None] * scale / SEGMENTS, SEGMENTS, axis=1)
