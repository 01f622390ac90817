"""What may be told of counts without reading a single company out of them. Pure."""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from typing import TypeVar

from matcher.ranking.metrics import wilson

FEWEST = 5
"""Runs below which a count is withheld."""
Key = TypeVar("Key", bound=Hashable)


@dataclass(frozen=True, slots=True)
class Part:
    """So many of so many, with the ends between which the true share lies with 95 % confidence."""

    number: int
    of: int

    @property
    def share(self) -> float:
        """In [0, 1]; 0 of none."""
        return self.number / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Wilson's, in [0, 1]."""
        return wilson(self.number, self.of)

    @property
    def at(self) -> float:
        """Where the share lies on an axis of 0 to 100."""
        return round(self.share * 100, 2)

    @property
    def at_low(self) -> float:
        """Where its interval begins on that axis."""
        return round(self.interval[0] * 100, 2)

    @property
    def at_high(self) -> float:
        """Where its interval ends on that axis."""
        return round(self.interval[1] * 100, 2)


@dataclass(frozen=True, slots=True)
class Counts:
    """Runs in which a firm was eligible, shown, asked and engaged, and in which a lot would have shown it."""

    eligible: int = 0
    shown: int = 0
    expected: float = 0.0
    asked: int = 0
    engaged: int = 0

    def __add__(self, other: "Counts") -> "Counts":
        return Counts(
            self.eligible + other.eligible,
            self.shown + other.shown,
            self.expected + other.expected,
            self.asked + other.asked,
            self.engaged + other.engaged,
        )

    @property
    def seen(self) -> Part:
        """Shown, of those eligible."""
        return Part(self.shown, self.eligible)

    @property
    def by_lot(self) -> float:
        """The share that would be shown if those shown were drawn by lot of the eligible, in [0, 1]."""
        return self.expected / self.eligible if self.eligible else 0.0

    @property
    def by_lot_at(self) -> float:
        """Where that lies on an axis of 0 to 100."""
        return round(self.by_lot * 100, 2)

    @property
    def wanted(self) -> Part | None:
        """Asked, of those shown; None where so few were shown that one company could be read out of it."""
        return Part(self.asked, self.shown) if self.shown >= FEWEST else None

    @property
    def won(self) -> Part | None:
        """Engaged, of those shown; None as above."""
        return Part(self.engaged, self.shown) if self.shown >= FEWEST else None


def withheld(numbers: Mapping[Key, int]) -> frozenset[Key]:
    """Say which numbers are kept back: those below `FEWEST`, and as many more as it takes to hide their sum.

    Where the sum of all is told beside, a single number kept back could be worked out from the others.

    >>> sorted(withheld({"a": 40, "b": 9, "c": 3})), sorted(withheld({"a": 40, "b": 9, "c": 3, "d": 2}))
    (['b', 'c'], ['c', 'd'])
    """
    kept = [key for key, number in numbers.items() if 0 < number < FEWEST]
    others = sorted((key for key, number in numbers.items() if number >= FEWEST), key=lambda key: -numbers[key])
    while kept and others and sum(numbers[key] for key in kept) < FEWEST:
        kept.append(others.pop())
    return frozenset(kept)
