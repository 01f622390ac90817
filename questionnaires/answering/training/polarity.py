"""Learns which way questions are meant, from the wordings of the bank."""

import math
from collections.abc import Sequence
from typing import Any

from questionnaires.answering.answer import Verdict
from questionnaires.answering.judge.polarity import SIGNALS, Polarity, runs_of, signals_of
from questionnaires.answering.training.bank import Form, Relation
from questionnaires.answering.training.samples import AskedSample

_STRENGTH = 0.3
_LEAST_SEEN = 3
_FRIENDLY = frozenset(
    {
        Form.QUESTION,
        Form.STATEMENT,
        Form.IMPERATIVE,
        Form.NEAR_MISS,
        Form.NUMERIC,
        Form.FREQUENCY,
        Form.SCOPE,
        Form.COMPOUND,
    }
)
USUAL_SHARE = 0.08
"""Share of adverse ones among the questions of buyers, an estimate; the bank has more, as there is more to learn."""


def learn_polarity(asked: Sequence[AskedSample]) -> Polarity:
    """Learn from wordings; those without a direction teach nothing."""
    import numpy as np
    from scipy import sparse
    from sklearn.feature_extraction.text import CountVectorizer
    from sklearn.linear_model import LogisticRegression

    plain = [one for one in asked if direction_of(one) is not None]
    vectoriser: Any = CountVectorizer(analyzer=runs_of, min_df=_LEAST_SEEN, binary=True)
    runs = vectoriser.fit_transform([one.wording.text for one in plain])
    signals = np.array([list(signals_of(one.asked).values()) for one in plain])
    adverse = [direction_of(one) is Verdict.NO for one in plain]
    model = LogisticRegression(C=_STRENGTH, max_iter=2000).fit(sparse.hstack([runs, signals]), adverse)
    weights = [float(weight) for weight in model.coef_[0]]
    names = [str(name) for name in vectoriser.get_feature_names_out()]
    return Polarity(
        intercept=float(model.intercept_[0]) + _odds(USUAL_SHARE) - _odds(sum(adverse) / len(adverse)),
        signals=dict(zip(SIGNALS, weights[len(names) :], strict=True)),
        runs=dict(zip(names, weights[: len(names)], strict=True)),
    )


def _odds(share: float) -> float:
    return math.log(share / (1 - share))


def direction_of(one: AskedSample) -> Verdict | None:
    """Give the good answer to a wording: yes, no, or None where that cannot be told.

    Where the control supports it, the verdict says so; else the form does: a near miss still asks for something good.
    """
    wording = one.wording
    if wording.relation is Relation.SUPPORTS:
        return wording.verdict if wording.verdict in (Verdict.YES, Verdict.NO) else None
    if wording.form is Form.ADVERSE:
        return Verdict.NO
    return Verdict.YES if wording.form in _FRIENDLY else None
