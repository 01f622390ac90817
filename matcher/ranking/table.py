"""The features as a table in words: what each reads, in which unit, and what it does with what is unknown."""

from collections.abc import Sequence

from matcher.ranking.feature import Feature
from matcher.ranking.features import FEATURES

DIRECTIONS = {1: "more is never worse", 0: "not known beforehand"}
"""Direction of a feature's place on [0, 1], in words."""
HEADER = ("feature", "unit", "columns of firms.csv", "keys of the intake", "direction", "weight", "when unknown")


def feature_table(features: Sequence[Feature] = FEATURES) -> str:
    """Write a Markdown table, a feature a row in the order in which the model reads them."""
    rows = [HEADER, ("---",) * len(HEADER), *map(_row, features)]
    return "".join(f"| {' | '.join(row)} |\n" for row in rows)


def _row(feature: Feature) -> tuple[str, ...]:
    return (
        f"`{feature.name}`",
        feature.unit,
        _listed(feature.source),
        _listed(feature.asks) or "–",
        DIRECTIONS[feature.direction],
        f"{feature.weight:.2f}",
        f"place {feature.unknown:g}" + (f"; {feature.unknown_words}" if feature.unknown_words else ""),
    )


def _listed(names: Sequence[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)
