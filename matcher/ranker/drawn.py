"""What reports of a model draw and tabulate: its ramps, and intervals of figures. Plain values, no scripts needed."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from matcher.ranking.evaluation import CANDIDATE, CURRENT, PRIOR
from matcher.ranking.features import FEATURE_BY_NAME
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.ramps import SEGMENTS
from matcher.ranking.words import factor_title, measure

POINTS = 100
"""Points in one unit of the model, as on the pages of matches."""
EACH = 2
"""Every so many ends of segments are tabled."""
PLACES = tuple(place * POINTS // SEGMENTS for place in range(0, SEGMENTS + 1, EACH))
"""Places in hundredths that are tabled; the drawing bends between them too."""
WIDE, HIGH = 100, 40
"""Size of one drawn ramp, and the width of an axis, in units of its own."""
_EDGE = 2


@dataclass(frozen=True, slots=True)
class Ramp:
    """What one factor adds in points at each of `PLACES`, now and in the model it is held against."""

    title: str
    measured: str
    points: tuple[float, ...]
    before: tuple[float, ...] | None
    line: str
    """Points of an SVG polyline."""
    line_before: str | None
    zero: float
    """Height at which nothing is added."""


@dataclass(frozen=True, slots=True)
class Bar:
    """One figure with its interval, and where they lie on the axis of 0 to `WIDE`."""

    label: str
    value: float
    low: float
    high: float
    at: float
    at_low: float
    at_high: float
    lead: Mapping[str, float] | None
    """The candidate's figure less this one, with its interval."""


@dataclass(frozen=True, slots=True)
class Bars:
    """The same figure of several models on one axis."""

    rows: tuple[Bar, ...]
    start: float
    end: float


def ramps_of(model: AdditiveRanker, before: AdditiveRanker | None = None) -> tuple[Ramp, ...]:
    """Give every factor of a model, those that can add most first."""
    now, then = _points(model), _points(before) if before else {}
    shown = [value for points in (*now.values(), *then.values()) for value in points]
    low, high = min(0.0, *shown), max(1.0, *shown)
    found = [
        Ramp(
            factor_title(name),
            measure(name, FEATURE_BY_NAME[name].unit),
            points[::EACH],
            then[name][::EACH] if name in then else None,
            _line(points, low, high),
            _line(then[name], low, high) if name in then else None,
            _height(0.0, low, high),
        )
        for name, points in now.items()
    ]
    return tuple(sorted(found, key=lambda ramp: -max(ramp.points)))


def bars_of(evaluation: Mapping[str, Any], figure: str) -> Bars | None:
    """Give one figure of an evaluation for each model; None when it could not be told."""
    fared, models = evaluation["fared"], evaluation["models"]
    if any(fared[name][figure] is None for name in fared):
        return None
    names = [name for name in (CANDIDATE, CURRENT, PRIOR) if name != CURRENT or models[CURRENT] != models[PRIOR]]
    ends = [fared[name][figure][end] for name in names for end in ("low", "high")]
    start, end = math.floor(min(ends) * 10) / 10, math.ceil(max(ends) * 10) / 10
    end = end if end > start else start + 0.1
    rows = tuple(_bar(name, evaluation, figure, start, end) for name in names)
    return Bars(rows, start, end)


@dataclass(frozen=True, slots=True)
class Sureness:
    """Pairs of firms of which a model is about as sure, and where they lie in a plot of `WIDE` by `WIDE`."""

    start: float
    end: float
    pairs: int
    predicted: float
    observed: float
    low: float
    high: float
    x: float
    """0 where the model tosses a coin, `WIDE` where it is certain."""
    y: float
    """From the top: 0 where it was always right."""
    y_low: float
    y_high: float


def sureness_of(evaluation: Mapping[str, Any]) -> tuple[Sureness, ...] | None:
    """Give how sure a model was and how often it was right; None where its evaluation is older than this figure."""
    bins = evaluation.get("reliability")
    if bins is None:
        return None
    return tuple(_sureness(**held) for held in bins)


def _sureness(**held: Any) -> Sureness:
    y, y_low, y_high = (round((1 - held[key]) * WIDE, 2) for key in ("observed", "low", "high"))
    return Sureness(**held, x=round((held["predicted"] - 0.5) * 2 * WIDE, 2), y=y, y_low=y_low, y_high=y_high)


def verdict(evaluation: Mapping[str, Any]) -> tuple[str, str]:
    """Say in a sentence whether the candidate ranks better than what ranked when it was tested, and its tone."""
    lead, other = evaluation["candidate_over"][CURRENT]["ndcg_at_3"], evaluation["models"][CURRENT]
    if lead["low"] > 0:
        return f"It puts firms in a better order than {_named(other)}, beyond chance.", "good"
    if lead["high"] < 0:
        return f"It puts firms in a worse order than {_named(other)}, beyond chance.", "bad"
    return f"No difference from {_named(other)} is seen beyond chance.", "part"


def _bar(name: str, evaluation: Mapping[str, Any], figure: str, start: float, end: float) -> Bar:
    held = evaluation["fared"][name][figure]
    lead = None if name == CANDIDATE else evaluation["candidate_over"][name][figure]
    at, at_low, at_high = (round((held[key] - start) / (end - start) * WIDE, 2) for key in ("value", "low", "high"))
    label = {CANDIDATE: "This model", PRIOR: "Expert prior"}.get(name) or _named(evaluation["models"][name])
    return Bar(label, held["value"], held["low"], held["high"], at, at_low, at_high, lead)


def _named(model: str) -> str:
    name, _, version = model.rpartition(" ")
    return "the expert prior" if name == "expert-prior" else f"version {version}"


def _points(model: AdditiveRanker) -> dict[str, tuple[float, ...]]:
    rising = model.coef_.cumsum(axis=1) * POINTS
    return {
        spec.name: (0.0, *(round(float(value), 1) for value in row))
        for spec, row in zip(model.features or (), rising, strict=True)
        if not spec.context
    }


def _line(points: Sequence[float], low: float, high: float) -> str:
    return " ".join(f"{at * WIDE / SEGMENTS:g},{_height(value, low, high):g}" for at, value in enumerate(points))


def _height(value: float, low: float, high: float) -> float:
    return round(HIGH - _EDGE - (value - low) / (high - low) * (HIGH - 2 * _EDGE), 2)
