"""Whether firms are asked as often as the ranking's scores lead to expect, on later matches. Pure.

A score is no probability. What it means in chances is read off an earlier window, by a logistic regression of "asked"
on the score and the place shown; then the chances are held against what came in a later window, which it never saw.

References
----------
D. R. Cox, Two further applications of a model for binary regression (1958): level and slope of predictions.
K.-Y. Liang, S. L. Zeger, Longitudinal data analysis using generalized linear models (1986): firms of one match move
together, so variances are summed over matches.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

import numpy as np
from scipy.special import logit

from matcher.drift.chances import Chances, Shown, fit
from matcher.drift.states import State
from matcher.ranking.candidates import Floats
from matcher.ranking.metrics import wilson

EARLIER, LATER = timedelta(weeks=26), timedelta(weeks=8)
RIPE = timedelta(days=14)
"""A firm counts as asked when it was within so many days of being shown; only matches as old as that are looked at."""
FEWEST_FIRMS, FEWEST_MATCHES = 20, 30
"""Firms asked, firms not asked, and matches, in each window, below which nothing is told; in the later window those
expected count, so that nobody asking any more is no lack of knowledge."""
SURE = 3.290527
"""Quantile of the normal distribution for an interval of 99.9 %: a look a week would trip one of 95 % each year."""
BINS = 5
LEAST_LEVEL = 0.05
"""A share asked that is off by less is not worth a word, however sure."""
FLAT, STEEP = 0.5, 2.0
"""Slopes outside are worth a word: half or twice as steep in log-odds as expected."""
DRAWS = 200
ALIKE = 1e-9


@dataclass(frozen=True, slots=True)
class Bin:
    """Shown firms of like chances: what was expected and what came, with Wilson's 95 % interval."""

    firms: int
    expected: float
    asked: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Figure:
    """A figure with its 99.9 % interval."""

    value: float
    low: float
    high: float

    def holds(self, value: float) -> bool:
        """Whether a value lies in the interval."""
        return self.low <= value <= self.high


@dataclass(frozen=True, slots=True)
class Calibration:
    """How chances fared. Everything after the counts is empty where too little is known."""

    earlier: tuple[int, int, int]
    """Matches, firms shown, firms asked of the window in which chances were learnt."""
    later: tuple[int, int, int]
    expected: float | None = None
    """Mean chance in the later window."""
    asked: float | None = None
    """Share asked in it."""
    level: Figure | None = None
    """Share asked less mean chance: calibration in the large."""
    slope: Figure | None = None
    """How much a score says about who is asked, against what it said earlier; 1 is the same."""
    error: float | None = None
    """Expected calibration error: the mean distance of expected and asked over the bins, weighted by firms."""
    error_by_chance: float | None = None
    """What that error would be on the average if the chances were right."""
    bins: tuple[Bin, ...] = ()

    @property
    def is_told(self) -> bool:
        """Whether enough is known."""
        return self.level is not None

    @property
    def level_is_off(self) -> bool:
        """Whether companies ask more or less often than expected, beyond chance and by enough to matter."""
        return self.level is not None and not self.level.holds(0.0) and abs(self.level.value) >= LEAST_LEVEL

    @property
    def slope_is_off(self) -> bool:
        """Whether scores tell much less, or much more, of who is asked, beyond chance."""
        return self.slope is not None and not self.slope.holds(1.0) and not FLAT < self.slope.value < STEEP

    @property
    def state(self) -> State:
        """What can be said."""
        if not self.is_told:
            return State.UNTOLD
        return State.OFF if self.level_is_off or self.slope_is_off else State.FINE


def calibration(shown: Shown, at: datetime, *, new_since: datetime | None = None) -> Calibration:
    """Hold chances learnt in the earlier window against what came in the later one.

    Parameters
    ----------
    shown : firms shown, with their scores by the model in force.
    at : the moment of the look; the later window ends `RIPE` before it.
    new_since : up to when that model has learnt; what was shown until then is in neither window, as a model tells what
        it has learnt from better than what comes.
    """
    end = at - RIPE
    turn = end - LATER
    start = max(turn - EARLIER, new_since) if new_since else turn - EARLIER
    before, after = shown.between(start, turn), shown.between(max(turn, start), end)
    if not _is_enough(*before.counts) or not after.at:
        return Calibration(before.counts, after.counts)
    chances = fit(before)
    expected = np.clip(chances.of(after), 1e-6, 1 - 1e-6)
    if not _is_enough(len(after.at), len(expected), float(expected.sum())):
        return Calibration(before.counts, after.counts)
    return _told(chances, expected, before, after)


def _is_enough(matches: int, firms: int, asked: float) -> bool:
    return matches >= FEWEST_MATCHES and FEWEST_FIRMS <= asked <= firms - FEWEST_FIRMS


def _told(chances: Chances, expected: Floats, earlier: Shown, later: Shown) -> Calibration:
    asked = later.asked.astype(np.float64)
    bins = tuple(
        _bin(expected[rows], asked[rows]) for rows in np.array_split(np.argsort(expected, kind="stable"), BINS)
    )
    return Calibration(
        earlier=earlier.counts,
        later=later.counts,
        expected=float(expected.mean()),
        asked=float(asked.mean()),
        level=_figure(chances, later, expected, np.full(len(expected), 1 / len(expected)), right=0.0),
        slope=_slope(chances, later, expected),
        error=_error(bins),
        error_by_chance=_error_by_chance(expected),
        bins=bins,
    )


def _slope(chances: Chances, later: Shown, expected: Floats) -> Figure | None:
    """Give the slope of what came on the log-odds expected, one step from 1; None where all chances are alike."""
    lean, weight = logit(expected), expected * (1 - expected)
    apart = lean - weight @ lean / weight.sum()
    spread = float(weight @ apart**2)
    return _figure(chances, later, expected, apart / spread, right=1.0) if spread > ALIKE else None


def _figure(chances: Chances, later: Shown, expected: Floats, influence: Floats, *, right: float) -> Figure:
    """Add residuals by their influence to what would be right; later matches and the chances are both uncertain.

    Matches vary as they were seen to, but never less than if each firm were asked apart from the others.
    """
    parts = np.bincount(later.match, influence * (later.asked - expected))
    moved = (influence * expected * (1 - expected)) @ chances.design(later)
    apart = float(influence**2 @ (expected * (1 - expected)))
    variance = max(parts.var(ddof=1) * len(parts), apart) + float(moved @ chances.covariance @ moved)
    value, reach = right + float(parts.sum()), SURE * float(np.sqrt(variance))
    return Figure(value, value - reach, value + reach)


def _bin(expected: Floats, asked: Floats) -> Bin:
    return Bin(len(asked), float(expected.mean()), float(asked.mean()), *wilson(float(asked.sum()), len(asked)))


def _error(bins: Sequence[Bin]) -> float:
    return sum(each.firms * abs(each.expected - each.asked) for each in bins) / sum(each.firms for each in bins)


def _error_by_chance(expected: Floats) -> float:
    rng, ordered = np.random.default_rng(0), np.sort(expected)
    starts = np.cumsum([0, *(len(part) for part in np.array_split(ordered, BINS))])[:-1]
    drawn = [np.abs(np.add.reduceat((rng.random(len(ordered)) < ordered) - ordered, starts)) for _ in range(DRAWS)]
    return float(np.sum(drawn) / DRAWS / len(ordered))
