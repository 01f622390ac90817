"""What a feature is: a number in its own unit, its place on [0, 1], and how both are said."""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np

from matcher.eligibility.gate import Judgement
from matcher.intakes.wanted import Wanted
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
    typical: Callable[[Floats, float], str]
    """Say what is usual in a column of raw values, at least one of them known; the second is where the average is."""
    not_known: str
    """Say that the value is unknown."""
    source: tuple[str, ...]
    """Columns of `firms.csv` that it reads."""
    asks: tuple[str, ...] = ()
    """Keys of the intake that it reads."""
    needs: str = ""
    """Key of the intake without which no firm is compared by it; empty: there is none."""
    unknown: float = BELOW_THE_MIDDLE
    """Place of an unknown value."""
    unknown_words: str = ""
    """Say what else an unknown column does, where it does not make the whole value unknown."""

    def is_asked(self, wanted: Wanted) -> bool:
        """Whether the intake says what firms are to be compared by."""
        return not self.needs or bool(getattr(wanted, self.needs))

    def values(self, candidates: Candidates) -> Floats:
        """Give every firm's value in `unit`, shape (n_firms,), NaN where unknown; read-only."""
        return candidates.kept(self.name, self.raw)

    def places(self, candidates: Candidates) -> Floats:
        """Place every firm on [0, 1], shape (n_firms,)."""
        raw = self.values(candidates)
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


def value_said(say: Callable[[float], str]) -> Callable[[Floats, float], str]:
    """Say the value with which a firm stands where the average one does: a better one speaks for a firm."""

    def typical(_raw: Floats, level: float) -> str:
        return f"typical firm here: {say(level)}"

    return typical


def count_said(_raw: Floats, level: float) -> str:
    """Say such a count."""
    return f"typical firm here: {level:.0f}" if level >= 10 else f"typical firm here: {level:.1f}".removesuffix(".0")


def share_said(do: str) -> Callable[[Floats, float], str]:
    """Say how many of all the firms reach the whole of it."""

    def typical(raw: Floats, _level: float) -> str:
        return f"{int((raw >= 1).sum())} of {len(raw)} firms here {do}"

    return typical
