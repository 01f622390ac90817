"""How the eligible firms of one intake stand on each feature, as numbers that name none of them. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np

from matcher.ranking.explain import Scored
from matcher.ranking.features import FEATURES


@dataclass(frozen=True, slots=True)
class Spread:
    """One feature over all eligible firms: how many values are unknown, and places in [0, 1], unknown ones too."""

    unknown: int
    low: float
    high: float
    deviation: float
    """Standard deviation of the places."""


def spread_of(scored: Scored) -> Mapping[str, Spread | None]:
    """Give the spread of every feature, also of those that the model does not read; None where no wish was stated."""
    candidates, found = scored.candidates, {}
    for feature in FEATURES:
        places, unknown = feature.places(candidates), int(np.isnan(feature.values(candidates)).sum())
        spread = Spread(unknown, float(places.min()), float(places.max()), float(places.std()))
        found[feature.name] = spread if feature.is_asked(candidates.wanted) else None
    return found
