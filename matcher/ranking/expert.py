"""The model that serves from the first day: the expert's weights, before any outcome is known."""

from matcher.ranking.features import FEATURES
from matcher.ranking.model import AdditiveRanker, FeatureSpec


def expert_ranker() -> AdditiveRanker:
    """Give the expert prior over all features, learnt from nothing."""
    specs = tuple(FeatureSpec(feature.name, feature.direction, feature.weight) for feature in FEATURES)
    return AdditiveRanker(specs).fit()
