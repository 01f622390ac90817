"""Whether our fee estimates hold: how many real quotes lay inside them. Pure."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from statistics import median

from matcher.ranking.metrics import wilson

TOO_OLD = timedelta(days=365)
"""Quotes older than this leave."""
FEWEST = 5
"""Quotes below which no figure is told: it could give a single one away."""


@dataclass(frozen=True, slots=True)
class Checked:
    """The latest quote of one introduction, and the estimate that stood when the firm was asked; US dollars."""

    quoted_on: date
    fee: int
    """For the scope asked for."""
    low: int
    high: int

    @property
    def miss(self) -> float:
        """How far outside it lies, as a share of the nearer end; 0 inside, negative below."""
        if self.fee > self.high:
            return self._share(self.fee - self.high, self.high)
        return -self._share(self.low - self.fee, self.low) if self.fee < self.low else 0.0

    @staticmethod
    def _share(distance: int, end: int) -> float:
        return distance / end if end else 1.0


@dataclass(frozen=True, slots=True)
class Honesty:
    """How many quotes lay inside, below and above their estimates."""

    inside: int
    below: int
    above: int
    median_miss: float | None
    """Of those outside, as a share of the nearer end; None when fewer than `FEWEST` lay outside."""

    @property
    def quotes(self) -> int:
        """How many were checked."""
        return self.inside + self.below + self.above

    @property
    def is_telling(self) -> bool:
        """Whether there are enough to tell anything of."""
        return self.quotes >= FEWEST

    @property
    def share(self) -> float:
        """Share of the quotes inside, in [0, 1]; 0 without any."""
        return self.inside / self.quotes if self.quotes else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the true share lies with 95 % confidence."""
        return wilson(self.inside, self.quotes)


def honesty(quotes: Sequence[Checked], today: date) -> Honesty:
    """Count the quotes of the last 365 days; one of exactly that age still counts."""
    misses = [quote.miss for quote in quotes if today - quote.quoted_on <= TOO_OLD]
    outside = [abs(miss) for miss in misses if miss]
    return Honesty(
        inside=len(misses) - len(outside),
        below=sum(miss < 0 for miss in misses),
        above=sum(miss > 0 for miss in misses),
        median_miss=median(outside) if len(outside) >= FEWEST else None,
    )
