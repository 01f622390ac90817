"""What confidence is worth: how it held, what reviewers have taught since, and from where on nobody need look.

The shipped model's probabilities hold on practice; how they hold in one organisation shows in what its reviewers
accept. Once there are enough decisions, a slope and an intercept over the log-odds (Platt) bring the two together.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from questionnaires.answering.confidence import ERROR_BUDGET, Practised, shipped_confidence, threshold_for

ENOUGH = 100
"""Decisions from which reviewers' own shares are taken for those of practice."""
ENOUGH_OF_EACH = 10
"""How many accepted and how many refused ones there must be among them."""
_BINS = 10
_LEAST = 1e-4


@dataclass(frozen=True, slots=True)
class Trust:
    """How log-odds of the shipped model turn into confidence, from where on nobody need look, and how that held."""

    threshold: float
    budget: float = ERROR_BUDGET
    slope: float = 1.0
    intercept: float = 0.0
    practice: tuple[Practised, ...] = ()
    """Answers that this was read from; their confidence is as this gives it."""
    learnt_here: bool = False
    """Whether they are the organisation's own; else they are the product's practice."""

    def confidence_of(self, estimate: float) -> float:
        """Give the confidence for the shipped model's estimate; both in [0, 1]."""
        if not self.learnt_here:
            return estimate
        return round(1 / (1 + math.exp(-(self.intercept + self.slope * _log_odds(estimate)))), 4)


@dataclass(frozen=True, slots=True)
class Bin:
    """Answers of like confidence: from `low` to below `high` (the last one including it)."""

    low: float
    high: float
    answers: int
    confidence: float
    """Their mean confidence, in [0, 1]."""
    accepted: float
    """Share of them that was accepted, in [0, 1]."""


@dataclass(frozen=True, slots=True)
class Reliability:
    """How confidence held on answers whose fate is known."""

    answers: int
    accepted: int
    bins: tuple[Bin, ...]
    """Those that hold an answer, by rising confidence."""
    calibration_error: float | None
    """Mean distance between confidence and share accepted, weighted by answers; None without any."""
    unread: int
    """Answers from the threshold on that no reason kept back."""
    unread_accepted: int


def shipped_trust(budget: float = ERROR_BUDGET) -> Trust:
    """Give what the product ships, for a share in [0, 1] of unread answers that may be wrong."""
    practice = shipped_confidence().practice
    return Trust(_shipped_threshold(budget), budget, practice=practice)


@lru_cache(maxsize=64)
def _shipped_threshold(budget: float) -> float:
    return threshold_for(shipped_confidence().practice, budget)


def learnt_trust(decided: Sequence[Practised], budget: float = ERROR_BUDGET) -> Trust | None:
    """Learn from reviewers' decisions, whose confidence is the shipped model's estimate; None when they are too few.

    Where they run against the model its order is worth nothing here: then everything goes to a person.
    """
    accepted = sum(one.accepted for one in decided)
    if len(decided) < ENOUGH or min(accepted, len(decided) - accepted) < ENOUGH_OF_EACH:
        return None
    slope, intercept = _platt(decided)
    if slope <= 0:
        return Trust(1.0, budget, practice=tuple(decided), learnt_here=True)
    trust = Trust(1.0, budget, slope, intercept, learnt_here=True)
    held = tuple(Practised(trust.confidence_of(one.confidence), one.accepted, one.free) for one in decided)
    return Trust(threshold_for(held, budget), budget, slope, intercept, held, learnt_here=True)


def reliability(trust: Trust) -> Reliability:
    """Say how confidence held on what it was read from."""
    parts: dict[int, list[Practised]] = {}
    for one in trust.practice:
        parts.setdefault(min(_BINS - 1, int(one.confidence * _BINS)), []).append(one)
    bins = tuple(_bin(number, parts[number]) for number in sorted(parts))
    answers = len(trust.practice)
    gap = sum(abs(one.confidence - one.accepted) * one.answers for one in bins)
    unread = [one for one in trust.practice if one.free and one.confidence >= trust.threshold]
    return Reliability(
        answers=answers,
        accepted=sum(one.accepted for one in trust.practice),
        bins=bins,
        calibration_error=gap / answers if answers else None,
        unread=len(unread),
        unread_accepted=sum(one.accepted for one in unread),
    )


def _bin(number: int, group: Sequence[Practised]) -> Bin:
    return Bin(
        low=number / _BINS,
        high=(number + 1) / _BINS,
        answers=len(group),
        confidence=sum(one.confidence for one in group) / len(group),
        accepted=sum(one.accepted for one in group) / len(group),
    )


def _platt(decided: Sequence[Practised]) -> tuple[float, float]:
    """Fit slope and intercept of the accepted share over the log-odds."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    odds = np.array([[_log_odds(one.confidence)] for one in decided])
    fitted = LogisticRegression().fit(odds, [one.accepted for one in decided])
    return float(fitted.coef_[0][0]), float(fitted.intercept_[0])


def _log_odds(probability: float) -> float:
    """Give the log-odds of a probability, kept off 0 and 1."""
    kept = min(1 - _LEAST, max(_LEAST, probability))
    return math.log(kept / (1 - kept))
