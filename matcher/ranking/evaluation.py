"""A candidate against the model that ranks and against the prior, on later intakes that none of them has seen."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

import numpy as np
from numpy.typing import NDArray

from matcher.ranking.candidates import Floats
from matcher.ranking.counterfactual import LEAST_PROPENSITY, Looks, examination, looks
from matcher.ranking.metrics import CONFIDENCE, DRAWS, Interval, interval, ndcg, telling
from matcher.ranking.model import AdditiveRanker
from matcher.ranking.reliability import Bin, reliability
from matcher.ranking.training import TrainingSet

CANDIDATE, CURRENT, PRIOR = "candidate", "current", "prior"


@dataclass(frozen=True, slots=True)
class Fared:
    """How one model fared, or how much better one fared than another."""

    ndcg_at_3: Interval
    asked_per_look: Interval | None
    """None: nobody looked at a firm of the later intakes."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """What later intakes say."""

    intakes: int
    """Later intakes in which two firms fared differently: NDCG@3 is their mean."""
    shown: int
    """All later intakes."""
    first_at: datetime
    last_at: datetime
    chances: tuple[float, ...]
    """That each place is looked at, from the first."""
    models: Mapping[str, str]
    """candidate, current, prior -> name and version."""
    fared: Mapping[str, Fared]
    candidate_over: Mapping[str, Fared]
    """current, prior -> the candidate's figure less theirs, over the same draws of intakes."""
    reliability: tuple[Bin, ...]
    """Whether the candidate is as sure of its order as it may be; empty where no pair tells."""

    def to_json(self) -> dict[str, Any]:
        """Write it as plain values, with its conventions."""
        settled = {"confidence": CONFIDENCE, "draws": DRAWS, "least_propensity": LEAST_PROPENSITY}
        days = {"first_at": self.first_at.isoformat(), "last_at": self.last_at.isoformat()}
        return asdict(self) | days | {"chances": list(self.chances)} | settled


def evaluate(
    known: TrainingSet, later: TrainingSet, models: Mapping[str, AdditiveRanker], *, random_state: int = 0
) -> Evaluation:
    """Score the later intakes with each model and compare.

    Parameters
    ----------
    known : everything known, for the chances that a place is looked at.
    later : intakes shown after all of the models had learnt; at least one must tell orders apart.
    models : `candidate`, `current` and `prior`.
    """
    chances = examination(known)
    rows = telling(later.grades, later.groups, later.weights)
    figures = {}
    for name, model in models.items():
        scores = model.predict(later.of_names(model.feature_names))
        gains = np.array([ndcg(scores[part], later.grades[part]) for part in rows])
        figures[name] = Figures(gains, looks(later, scores, chances))
    best = figures[CANDIDATE]
    return Evaluation(
        intakes=len(rows),
        shown=len(later.shown_at),
        first_at=later.shown_at[0],
        last_at=later.shown_at[-1],
        chances=tuple(float(chance) for chance in chances),
        models={name: f"{model.name} {model.version}" for name, model in models.items()},
        fared={name: _fared(one, None, random_state) for name, one in figures.items()},
        reliability=reliability(later, models[CANDIDATE]),
        candidate_over={name: _fared(best, one, random_state) for name, one in figures.items() if name != CANDIDATE},
    )


@dataclass(frozen=True, slots=True)
class Figures:
    """NDCG@3 of each telling intake, and the looks of each intake."""

    gains: Floats
    looks: Looks


def _fared(one: Figures, other: Figures | None, random_state: int) -> Fared:
    """Give the figures of one model, or how much more they are than another's over the same draws."""

    def gain(intakes: NDArray[np.int64]) -> float:
        return float(one.gains[intakes].mean() - (other.gains[intakes].mean() if other else 0.0))

    def share(intakes: NDArray[np.int64]) -> float:
        return one.looks.share(intakes) - (other.looks.share(intakes) if other else 0.0)

    looked = len(one.looks.looks)
    return Fared(
        interval(gain, len(one.gains), random_state=random_state),
        interval(share, looked, random_state=random_state) if looked else None,
    )
