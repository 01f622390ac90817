"""From outcomes to a candidate: earlier intakes to learn from, later ones, which it never saw, to be tested on."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

import numpy as np
from threadpoolctl import threadpool_limits

from foundation.errors import AuditmatchError
from matcher.ranking.expert import expert_ranker
from matcher.ranking.metrics import telling
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.training import TrainingSet

NAME = "learnt-from-outcomes"
FEWEST = 30
"""Intakes with outcomes below which nothing is trained."""
FEWEST_LATER = 5
"""Later intakes that tell orders apart below which nothing is tested."""
LATER = 0.3
"""Share of the intakes with outcomes, the latest ones, that a candidate is tested on."""


class TooFewOutcomes(AuditmatchError):
    """There is not enough to learn from or to test with: what ranks now stays."""


@dataclass(frozen=True, slots=True)
class Learnt:
    """A candidate, and what it was made from."""

    model: AdditiveRanker
    training: Mapping[str, Any]
    """Data fingerprint, days and counts, for MODEL.json."""
    until: datetime
    """When the last intake it learnt from was shown: all later ones are new to it."""


def learn_candidate(known: TrainingSet, *, current: str, learnt_until: datetime | None) -> Learnt:
    """Fit a candidate on the earlier intakes; raises TooFewOutcomes.

    Parameters
    ----------
    known : everything known as of a moment.
    current : how the model that ranks now is called, for the sentence that it stays.
    learnt_until : up to when that model has learnt; a candidate is tested on intakes that are new to both.
    """
    outcomes = known.with_outcomes
    if len(outcomes) < FEWEST:
        raise TooFewOutcomes(
            f"Too few outcomes: {len(outcomes)} of at least {FEWEST} intakes with outcomes; {current} stays."
        )
    moment = known.shown_at[int(outcomes[len(outcomes) - 1 - round(LATER * len(outcomes))])]
    until = max(moment, learnt_until) if learnt_until else moment
    require_later(known.after(until), current)
    earlier = known.until(until)
    model = in_points_of_the_expert(_fitted(earlier))
    if not model.trained_on_:
        raise TooFewOutcomes(f"Too few outcomes: no earlier intake tells two firms apart; {current} stays.")
    model.version = f"{until:%Y-%m-%d}-{_digest(model, earlier)[:8]}"
    return Learnt(model, _said(earlier), until)


def require_later(later: TrainingSet, current: str) -> None:
    """Raise TooFewOutcomes where the later intakes cannot tell orders apart."""
    found = len(telling(later.grades, later.groups, later.weights))
    if found < FEWEST_LATER:
        raise TooFewOutcomes(
            f"Too few outcomes to test with: {found} of at least {FEWEST_LATER} later intakes in which one firm did "
            f"better than another; {current} stays."
        )


def in_points_of_the_expert(model: AdditiveRanker) -> AdditiveRanker:
    """Divide a fitted model by its scale: it ranks the same, and its points are as large as the expert's."""
    model.coef_ = model.coef_ / model.scale_
    model.covariance_ = model.covariance_ / model.scale_**2
    return model


def _fitted(earlier: TrainingSet) -> AdditiveRanker:
    model = AdditiveRanker(expert_ranker().features, name=NAME)
    with threadpool_limits(limits=1):  # matrices so small are twenty times slower where threads wait for each other
        return model.fit(
            earlier.of_names(model.feature_names),
            earlier.grades,
            earlier.groups,
            positions=earlier.positions,
            sample_weight=earlier.weights,
        )


def _said(earlier: TrainingSet) -> dict[str, Any]:
    return {
        "fingerprint": earlier.fingerprint,
        "as_of": earlier.as_of.isoformat(),
        "shown_from": earlier.shown_at[0].isoformat(),
        "shown_until": earlier.shown_at[-1].isoformat(),
        "intakes_shown": len(earlier.shown_at),
        "intakes_with_outcomes": len(earlier.with_outcomes),
        "asked_unshown": earlier.asked_unshown,
    }


def _digest(model: AdditiveRanker, earlier: TrainingSet) -> str:
    # twelve digits: what lies behind differs between processors
    return hashlib.sha256(earlier.fingerprint.encode() + np.round(model.coef_, 12).tobytes()).hexdigest()
