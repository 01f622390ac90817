"""What a feature is: a number in its own unit, its place on [0, 1], and how both are said."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matcher.eligibility.gate import Judgement
from matcher.ranking.candidates import Candidates, Floats

BELOW_THE_MIDDLE = 0.4
"""Where an unknown value usually stands: above the worst, as unknown is not no, and below what most firms state."""


@dataclass(frozen=True, slots=True)
class Feature:
    """One named property by which eligible firms are compared.

    `raw` gives the value in `unit`, NaN where unknown; `goodness` places known values on [0, 1]. With `direction` 1
    a higher place is never worse; with 0 no direction is known beforehand and the expert weight is 0.
    """

    name: str
    unit: str
    direction: int
    weight: float
    raw: Callable[[Candidates], Floats]
    goodness: Callable[[Floats, Candidates], Floats]
    words: Callable[[Judgement, float, Candidates], str]
    """Say a firm's known value."""
    typical: Callable[[Floats], str]
    """Say what is usual in a column of raw values, at least one of them known."""
    not_known: str
    """Say that the value is unknown."""
    source: tuple[str, ...]
    """Columns of `firms.csv` that it reads."""
    asks: tuple[str, ...] = ()
    """Keys of the intake that it reads."""
    unknown: float = BELOW_THE_MIDDLE
    """Place of an unknown value."""
    unknown_words: str = ""
    """Say what else an unknown column does, where it does not make the whole value unknown."""

    def places(self, candidates: Candidates) -> Floats:
        """Place every firm on [0, 1], shape (n_firms,)."""
        raw = self.raw(candidates)
        known = ~np.isnan(raw)
        placed = np.full(raw.shape, self.unknown)
        placed[known] = np.clip(self.goodness(raw, candidates)[known], 0.0, 1.0)
        return placed


def saturating(full: float) -> Callable[[Floats, Candidates], Floats]:
    """Place counts by their logarithm: 0 is 0, `full` and more is 1."""

    def goodness(raw: Floats, _candidates: Candidates) -> Floats:
        return np.asarray(np.log1p(raw) / np.log1p(full))

    return goodness


def falling(best: float, worst: float) -> Callable[[Floats, Candidates], Floats]:
    """Place values on a straight line: `best` and lower is 1, `worst` and higher is 0."""

    def goodness(raw: Floats, _candidates: Candidates) -> Floats:
        return (worst - raw) / (worst - best)

    return goodness


def as_it_is(raw: Floats, _candidates: Candidates) -> Floats:
    """Take a value that is a place on [0, 1] already."""
    return raw


def mean_said(say: Callable[[float], str]) -> Callable[[Floats], str]:
    """Say the mean of the known values, for features whose place is a straight line."""

    def typical(raw: Floats) -> str:
        return f"typical firm here: {say(float(np.nanmean(raw)))}"

    return typical


def count_said(raw: Floats) -> str:
    """Say the mean by logarithms of known counts, for saturating features: above it speaks for a firm."""
    usual = float(np.expm1(np.nanmean(np.log1p(raw))))
    return f"typical firm here: {usual:.0f}" if usual >= 10 else f"typical firm here: {usual:.1f}".removesuffix(".0")


def share_said(do: str) -> Callable[[Floats], str]:
    """Say how many of all the firms reach the whole of it."""

    def typical(raw: Floats) -> str:
        return f"{int((raw >= 1).sum())} of {len(raw)} firms here {do}"

    return typical
