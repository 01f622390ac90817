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

    @property
    def ratio(self) -> float | None:
        """The fee over the middle of the estimate; None for an estimate of nothing."""
        middle = (self.low + self.high) / 2
        return self.fee / middle if middle else None

    @staticmethod
    def _share(distance: int, end: int) -> float:
        return distance / end if end else 1.0


@dataclass(frozen=True, slots=True)
class Ratio:
    """The middle one of the ratios of quotes to the middle of their estimates, with its 95 % interval."""

    median: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Honesty:
    """How many quotes lay inside, below and above their estimates."""

    inside: int
    below: int
    above: int
    median_miss: float | None
    """Of those outside, as a share of the nearer end; None when fewer than `FEWEST` lay outside."""
    ratio: Ratio | None = None
    """None: fewer than `FEWEST` quotes."""

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
    young = [quote for quote in quotes if today - quote.quoted_on <= TOO_OLD]
    misses, ratios = [quote.miss for quote in young], [quote.ratio for quote in young if quote.ratio is not None]
    outside = [abs(miss) for miss in misses if miss]
    return Honesty(
        inside=len(misses) - len(outside),
        below=sum(miss < 0 for miss in misses),
        above=sum(miss > 0 for miss in misses),
        median_miss=median(outside) if len(outside) >= FEWEST else None,
        ratio=ratio_of(ratios) if len(ratios) >= FEWEST else None,
    )


def ratio_of(ratios: Sequence[float]) -> Ratio:
    """Give the median of at least one ratio with the interval of its rank, which knows no shape of the distribution.

    Its ends are ratios themselves, as near to the middle as 95 % allow; below six the lowest and the highest.

    References
    ----------
    W. R. Thompson, On confidence ranges for the median (1936).

    >>> ratio_of([1.3, 0.9, 1.1, 1.0, 1.2, 1.4, 0.8, 1.5, 1.6])
    Ratio(median=1.2, low=0.9, high=1.5)
    """
    ordered, number = sorted(ratios), len(ratios)
    cut, ways, outside = -1, 1, 2 / 2**number
    while outside <= 0.05:
        cut += 1
        ways = ways * (number - cut) // (cut + 1)
        outside += 2 * ways / 2**number
    cut = max(cut, 0)
    return Ratio(median(ordered), ordered[cut], ordered[number - 1 - cut])
