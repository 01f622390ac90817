"""MODEL.json: a fitted model as text that can be read, compared and kept; never a pickle."""

import json
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

import numpy as np

from foundation.errors import BadInput
from matcher.ranking.features import FEATURE_BY_NAME
from matcher.ranking.model import AdditiveRanker, FeatureSpec
from matcher.ranking.ramps import SEGMENTS

FORMAT = 1


def model_to_json(model: AdditiveRanker, training: Mapping[str, Any] | None = None) -> str:
    """Write a fitted model, and if wanted what it was made from; the same model gives the same text."""
    stored: dict[str, Any] = {
        "kind": "additive_ranker",
        "format": FORMAT,
        "name": model.name,
        "version": model.version,
        "trained_on": model.trained_on_,
        "scale": model.scale_,
        "width": model.width_,
        "segments": SEGMENTS,
        "features": [asdict(feature) for feature in model.features or ()],
        "coefficients": [[float(value) for value in row] for row in model.coef_],
        "covariance": [[float(value) for value in row] for row in model.covariance_] if model.trained_on_ else None,
    }
    if training is not None:
        stored["training"] = dict(training)
    return json.dumps(stored, indent=2) + "\n"


def model_from_json(text: str | bytes, *, source: str = "model") -> AdditiveRanker:
    """Read a model of any feature table; BadInput, naming `source`, when the text is none of ours."""
    try:
        stored = json.loads(text)
    except ValueError as error:
        raise BadInput("expected the JSON of a ranking model", where=source) from error
    if not isinstance(stored, dict) or stored.get("kind") != "additive_ranker" or stored.get("format") != FORMAT:
        raise BadInput(f"expected a ranking model of kind additive_ranker, format {FORMAT}", where=source)
    try:
        return _ranker(stored)
    except (KeyError, TypeError, ValueError, OverflowError) as error:
        raise BadInput(f"the ranking model is incomplete or damaged ({error})", where=source) from error


def directory_model_from_json(text: str | bytes, *, source: str = "model") -> AdditiveRanker:
    """Read a model that ranks our firms: BadInput also when it wants features that we do not have."""
    model = model_from_json(text, source=source)
    if strange := [name for name in model.feature_names if name not in FEATURE_BY_NAME]:
        raise BadInput(f"the ranking model reads features that are not ours: {', '.join(strange)}", where=source)
    return model


def _ranker(stored: dict[str, Any]) -> AdditiveRanker:
    features = tuple(FeatureSpec(**feature) for feature in stored["features"])
    if not all(isinstance(feature.name, str) for feature in features):
        raise ValueError("expected the name of each feature to be a text")
    coefficients = np.array(stored["coefficients"], dtype=np.float64)
    if coefficients.shape != (len(features), SEGMENTS) or not np.isfinite(coefficients).all():
        raise ValueError(f"expected {SEGMENTS} finite coefficients for each of {len(features)} features")
    if any(feature.direction == 1 and (row < 0).any() for feature, row in zip(features, coefficients, strict=True)):
        raise ValueError("a coefficient is negative where more is better")
    model = AdditiveRanker(features, name=str(stored["name"]), version=str(stored["version"])).fit()
    model.scale_, model.coef_, model.trained_on_ = float(stored["scale"]), coefficients, int(stored["trained_on"])
    model.width_ = float(stored.get("width", 0.0))
    if stored.get("covariance") is not None:
        model.covariance_ = _covariance(stored["covariance"], coefficients.size)
    return model


def _covariance(stored: Any, size: int) -> np.ndarray[Any, np.dtype[np.float64]]:
    covariance = np.array(stored, dtype=np.float64)
    if covariance.shape != (size, size) or not np.isfinite(covariance).all():
        raise ValueError(f"expected a covariance of {size} by {size} finite numbers")
    return covariance
