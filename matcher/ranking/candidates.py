"""The firms that are compared for one intake, as columns of numbers."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import date

import numpy as np
from numpy.typing import NDArray

from matcher.eligibility.gate import Judgement
from matcher.intakes.wanted import Wanted

Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Candidates:
    """Eligible firms with what the gate found out about them, in any order."""

    wanted: Wanted
    judgements: Sequence[Judgement]
    today: date
    _kept: dict[str, Floats] = field(default_factory=dict, init=False, repr=False, compare=False)

    def kept(self, name: str, count: Callable[["Candidates"], Floats]) -> Floats:
        """Give a column that is counted once, the first time that it is asked for; nobody may write into it."""
        if name not in self._kept:
            self._kept[name] = count(self)
            self._kept[name].setflags(write=False)
        return self._kept[name]

    def column(self, number: Callable[[Judgement], float | None]) -> Floats:
        """Give one number a firm, shape (n_firms,), NaN where unknown."""
        return np.array([number(judgement) for judgement in self.judgements], dtype=np.float64)

    def unknown(self) -> Floats:
        """Give a column in which every firm is unknown: the intake does not ask."""
        return np.full(len(self.judgements), np.nan)
