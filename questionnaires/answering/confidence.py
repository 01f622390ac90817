"""How likely a reviewer is to accept an answer as it stands.

Until reviewers' decisions exist to learn from, a logistic function of named features with the weights below: an
expert prior, not a measurement. A fitted model with the same features may take its place.
"""

import math
from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.answering.decide import Decision
from questionnaires.answering.question import Asked
from questionnaires.parsing.model import Kind

INTERCEPT = -2.6
WEIGHTS: Mapping[str, float] = {
    "covered": 2.2,
    "similarity": 3.4,
    "specific": 1.2,
    "margin": 1.0,
    "agreeing": 0.3,
    "polarity_sure": 0.9,
    "fact": 0.8,
    "approved": 0.8,
    "joined": -0.5,
    "open": -0.5,
    "reasons": -0.7,
    "limited": -0.9,
    "attachment": -3.0,
    "traceless": -0.4,
}
"""Log-odds per unit of each feature; see `features_of` for the units."""
AUTO_THRESHOLD = 0.85


@dataclass(frozen=True, slots=True)
class Estimate:
    """A probability with the features that it comes from."""

    probability: float
    features: Mapping[str, float]


def features_of(decision: Decision, asked: Asked) -> Mapping[str, float]:
    """Describe a decision by numbers.

    Returns
    -------
    covered, similarity, specific : of the weakest cited source, in [0, 1].
    margin : score before the runner-up, clipped to [0, 0.5].
    agreeing : other sources that say the same, clipped to [0, 2].
    polarity_sure, fact, approved, joined, open, limited, attachment (a file is asked for) : 0 or 1.
    traceless : words of the question that carry a little and leave no trace in the weakest source.
    reasons : number of reasons that speak against taking the answer as it stands.
    """
    supports = [ruling.support for ruling in decision.rulings]
    types = {support.source.type for support in supports}
    return {
        "covered": min(support.covered for support in supports),
        "similarity": min(1.0, min(support.similarity for support in supports)),
        "specific": min(support.specific for support in supports),
        "margin": min(0.5, max(0.0, decision.margin)),
        "agreeing": float(min(2, decision.agreeing)),
        "polarity_sure": float(not asked.adverse and not asked.permission),
        "fact": float(types == {SourceType.FACT}),
        "approved": float(types == {SourceType.ANSWER}),
        "joined": float(len(supports) > 1),
        "open": float(asked.open),
        "reasons": float(len(decision.reasons)),
        "attachment": float(asked.kind is Kind.EVIDENCE),
        "traceless": float(max(support.traceless for support in supports)),
        "limited": float(any(support.limited for support in supports)),
    }


def confidence_of(decision: Decision, asked: Asked) -> Estimate | None:
    """Estimate the probability that the answer is accepted unchanged; None when there is no answer."""
    if decision.verdict is Verdict.NEEDS_INPUT or not decision.rulings:
        return None
    features = features_of(decision, asked)
    odds = INTERCEPT + sum(WEIGHTS[name] * value for name, value in features.items())
    return Estimate(round(1 / (1 + math.exp(-odds)), 4), features)
