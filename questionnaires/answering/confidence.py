"""How likely a reviewer is to accept an answer as it stands.

A logistic function of named features, learnt from practice on companies of the question bank that neither judge nor
model had seen; see `questionnaires.answering.training.practice`.
"""

import json
import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Any

from foundation.assets import asset
from foundation.errors import BadInput
from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.answering.decide import Decision
from questionnaires.answering.judge.logistic import Logistic
from questionnaires.answering.question import Asked
from questionnaires.answering.verdict import Reason
from questionnaires.parsing.model import Kind

FEATURES = (
    "covered",
    "similarity",
    "specific",
    "margin",
    "agreeing",
    "approved",
    "joined",
    "open",
    "reasons",
    "attachment",
    "traceless",
    "limited",
    "learnt",
    "likely",
    "likely_partial",
    "direction",
    "yes",
    "no",
    "partial",
    "lacking",
    "doubted",
)
MOST_ODDS = 4.0
ERROR_BUDGET = 0.03
"""Share of the answers that go unread which may be wrong, where an organisation has not said otherwise."""
_LACKS = frozenset({Reason.QUALIFIER, Reason.NUMBER, Reason.STANDARD, Reason.SCOPE, Reason.HALF})
_DOUBTS = frozenset({Reason.POLARITY, Reason.CONTRADICTION})


@dataclass(frozen=True, slots=True)
class Practised:
    """An answer of practice, or one that a reviewer has decided on."""

    confidence: float
    accepted: bool
    free: bool = True
    """Whether no reason forbade it to stand unread, so that its confidence alone decided."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability with the features that it comes from."""

    probability: float
    features: Mapping[str, float]


@dataclass(frozen=True)
class ConfidenceModel:
    """What was learnt of acceptance, and how it held on practice that it was not learnt from."""

    model: Logistic
    practice: tuple[Practised, ...] = ()
    """Answers that the model had not seen, most confident first."""

    @cached_property
    def _terms(self) -> list[tuple[str, float, float, float]]:
        """Name, weight, mean and scale of each feature as plain numbers, which are added up sooner than an array's."""
        model = self.model
        return list(zip(FEATURES, model.weights.tolist(), model.mean.tolist(), model.scale.tolist(), strict=True))

    def estimate(self, decision: Decision, asked: Asked) -> Estimate | None:
        """Estimate the probability that the answer is accepted unchanged; None when there is no answer."""
        if decision.verdict is Verdict.NEEDS_INPUT or not decision.rulings:
            return None
        features = features_of(decision, asked)
        odds = self.model.intercept + sum(
            weight * (features[name] - mean) / scale for name, weight, mean, scale in self._terms
        )
        return Estimate(round(1 / (1 + math.exp(-odds)), 4), features)


def features_of(decision: Decision, asked: Asked) -> Mapping[str, float]:
    """Describe a decision by numbers.

    Returns
    -------
    covered, similarity, specific : of the weakest cited source, in [0, 1].
    margin : score before the runner-up, clipped to [0, 0.5].
    agreeing : other sources that say the same, clipped to [0, 2].
    approved, joined, open, limited, attachment (a file is asked for), learnt, yes, no, partial : 0 or 1.
    lacking : 1 for a partial answer because a part of the question was not found, 0 where the control is partial.
    doubted : 1 where the question's direction is unsure or sources contradict each other.
    traceless : words of the question that carry a little and leave no trace in the weakest source.
    reasons : number of reasons that speak against taking the answer as it stands.
    likely, likely_partial : log-odds that the judge gives the support, within 4; the second for a partial answer.
    direction : how well the verdict's direction goes with the question's, in [0, 1].
    """
    supports = [ruling.support for ruling in decision.rulings]
    types = {support.source.type for support in supports}
    partial = decision.verdict is Verdict.PARTIAL
    codes = {reason.partition(":")[0] for reason in decision.reasons}
    return {
        "covered": min(support.covered for support in supports),
        "similarity": min(1.0, min(support.similarity for support in supports)),
        "specific": min(support.specific for support in supports),
        "margin": min(0.5, max(0.0, decision.margin)),
        "agreeing": float(min(2, decision.agreeing)),
        "approved": float(types <= {SourceType.ANSWER, SourceType.FACT}),
        "joined": float(len(supports) > 1),
        "open": float(asked.open),
        "reasons": float(len(decision.reasons)),
        "attachment": float(asked.kind is Kind.EVIDENCE),
        "traceless": float(max(support.traceless for support in supports)),
        "limited": float(any(support.limited for support in supports)),
        "learnt": float(decision.learnt),
        "likely": 0.0 if partial else _odds(decision.likely),
        "likely_partial": _odds(decision.likely) if partial else 0.0,
        "direction": _direction(decision, asked),
        "yes": float(decision.verdict is Verdict.YES),
        "no": float(decision.verdict is Verdict.NO),
        "partial": float(partial),
        "lacking": float(partial and not _LACKS.isdisjoint(codes)),
        "doubted": float(not _DOUBTS.isdisjoint(codes)),
    }


def threshold_for(practice: Iterable[Practised], budget: float = ERROR_BUDGET) -> float:
    """Give the lowest confidence from which at most `budget` of the answers that may stand unread were not accepted.

    Parameters
    ----------
    practice : answers in any order; only the free ones count, as the others go to a person anyway.
    budget : share in [0, 1] of unread answers that may be wrong; 1.0 comes back when no confidence keeps to it.
    """
    free = sorted((one for one in practice if one.free), key=lambda one: (-one.confidence, one.accepted))
    best, wrong = 1.0, 0
    for number, one in enumerate(free, start=1):
        wrong += not one.accepted
        if wrong / number <= budget:
            best = one.confidence
    return best


def read_confidence(file: Path) -> ConfidenceModel:
    """Read what training wrote; raises `BadInput` naming the file when it is missing or of other features."""
    try:
        told: dict[str, Any] = json.loads(file.read_text(encoding="utf-8"))
    except (OSError, ValueError) as problem:
        raise BadInput("it is missing or no JSON; `make train` writes it", file.name) from problem
    if tuple(told.get("features", ())) != FEATURES:
        raise BadInput("its features are not those of this version; `make train` writes it anew", file.name)
    practice = (Practised(float(c), bool(accepted), bool(free)) for c, accepted, free in told["practice"])
    return ConfidenceModel(Logistic.from_json(told["model"]), tuple(practice))


@lru_cache(maxsize=1)
def shipped_confidence() -> ConfidenceModel:
    """Read the model that the product ships, once a process."""
    return read_confidence(asset("seed_data", "models", "confidence.json"))


def _odds(likely: float | None) -> float:
    """Give the log-odds of a probability, at most 4 either way; 0 when nobody judged."""
    if likely is None:
        return 0.0
    return max(-MOST_ODDS, min(MOST_ODDS, math.log((likely + 1e-6) / (1 - likely + 1e-6))))


def _direction(decision: Decision, asked: Asked) -> float:
    """Tell how well the verdict's direction goes with the question's, in [0, 1]; 1 where there is none."""
    if asked.open or decision.verdict not in (Verdict.YES, Verdict.NO):
        return 1.0
    return decision.adverse if decision.verdict is Verdict.NO else 1 - decision.adverse
