"""What a simulated world is: intakes with firms to compare, and how much each firm is really worth to each intake."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from matcher.ranking.candidates import Floats
from matcher.ranking.model import FeatureSpec

GRADE_SHARES = (0.5, 0.75, 0.9, 0.97)
"""Shares of all firms of a world that are worth less than grade 1, 2, 3 and 4."""


@dataclass(frozen=True, slots=True)
class Case:
    """One intake: what a ranking may see of its eligible firms, and what they are worth, which nobody sees."""

    rows: Floats
    """(k, f), in [0, 1]."""
    worth: Floats
    """(k,), in log-odds of asking a firm in."""


@dataclass(frozen=True, slots=True)
class World:
    """Intakes that outcomes are drawn from, and intakes held out, on which rankings are judged."""

    name: str
    specs: tuple[FeatureSpec, ...]
    cases: Sequence[Case]
    held: Sequence[Case]
    noise: float = 0.7
    """Scale of the logistic noise of one company's own taste, in log-odds."""
    first_position: int = 1
    """The number by which the first place in the list goes."""
    shown: int = 3
    """Firms shown for an intake; all feedback is of these."""
    elsewhere: Sequence[Case] = ()
    """Further intakes held out, with firms that stand in no other case: nothing learnt of one firm alone helps here."""

    @property
    def expert(self) -> Floats:
        """The expert's weights, (f,)."""
        return np.array([spec.prior_weight for spec in self.specs])

    @property
    def bars(self) -> Floats:
        """Worth from which on a firm has grade 1, 2, 3 and 4, (4,)."""
        return np.quantile(np.concatenate([case.worth for case in self.cases]), GRADE_SHARES)

    def relevance(self, cases: Sequence[Case]) -> list[Floats]:
        """Grade the firms of each case by what they are worth: (k,) each, 0 to 4."""
        bars = self.bars
        return [np.searchsorted(bars, case.worth, side="right").astype(np.float64) for case in cases]
