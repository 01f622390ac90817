"""Learns how likely answers are accepted, from practice on companies whose topics the judge had not seen."""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaires.answering.confidence import FEATURES, Practised
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.judge.logistic import Logistic
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.training.learn import fit, folds, learn_judge
from questionnaires.answering.training.practice import Decided, practise
from questionnaires.answering.training.samples import TopicSample

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_STRENGTH = 0.3
_MOVING = 0.05
_ODDS_FIRST = 2.0
_LENIENT = 0.5
"""Threshold of the judge in practice: answers that it would hold back are practised too, so that doubt is learnt."""


def practise_all(topics: Sequence[TopicSample], lexicon: Lexicon) -> list[list[Decided]]:
    """Practise on every topic once, each time with a judge that learnt from the others; one list a fold."""
    return [practise(outer, _lenient(learn_judge(inner, lexicon)), lexicon) for inner, outer in folds(topics)]


def learn_confidence(
    bank: Sequence[Sequence[Decided]], companies: Sequence[Sequence[Decided]]
) -> tuple[Logistic, list[Practised]]:
    """Learn what tells right from wrong on the bank, and from it what does on whole questionnaires.

    The bank is harder than what buyers send and errs in other ways, so its shares and some of its weights do not hold
    there; the companies are few, so they may only move the bank's model, not replace it.
    The second value says how confidence held on each company when it was learnt without that company.
    """
    model = _fit([_arrays(fold) for fold in bank])
    answered = [[one for one in company if one.answered] for company in companies]
    parts = [_arrays(company) for company in answered]
    held: list[Practised] = []
    for at, (rows, accepted) in enumerate(parts):
        likely = _moved(model, [one for n, one in enumerate(parts) if n != at]).probability(rows)
        held += [
            Practised(round(float(one), 4), bool(right), decided.free)
            for one, right, decided in zip(likely, accepted, answered[at], strict=True)
        ]
    return _moved(model, parts), sorted(held, key=lambda one: (-one.confidence, one.accepted, one.free))


def _moved(model: Logistic, parts: "Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]]") -> Logistic:
    """Move a model to other questionnaires: a logistic regression over its log-odds and, at a higher price, features.

    A column counts the less the smaller it is scaled, as the penalty is on weights; so the log-odds come first.
    """
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    rows = np.vstack([rows for rows, _ in parts])
    odds = model.odds(rows)
    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    slope = _ODDS_FIRST / float(odds.std() or 1.0)
    columns = np.column_stack(((odds - odds.mean()) * slope, (rows - mean) / scale))
    fitted = LogisticRegression(C=_MOVING, max_iter=2000).fit(columns, np.concatenate([right for _, right in parts]))
    first, others = float(fitted.coef_[0][0]) * slope, np.asarray(fitted.coef_[0][1:], dtype=float)
    weights = first * model.weights / model.scale + others / scale
    at_mean = float(fitted.intercept_[0]) + first * float(model.odds(mean[None, :])[0] - odds.mean())
    return Logistic(mean, np.ones_like(mean), weights, at_mean)


def save_confidence(model: Logistic, held: Sequence[Practised], file: Path, fingerprint: str) -> None:
    """Write what `read_confidence` reads."""
    told = {
        "fingerprint": fingerprint,
        "features": list(FEATURES),
        "model": model.as_json(),
        "practice": [[one.confidence, int(one.accepted), int(one.free)] for one in held],
    }
    file.write_text(json.dumps(told, separators=(",", ":")) + "\n", encoding="utf-8")


def _lenient(judge: Judge) -> Judge:
    return dataclasses.replace(judge, threshold=_LENIENT)


def _arrays(fold: Sequence[Decided]) -> "tuple[NDArray[np.float64], NDArray[np.bool_]]":
    import numpy as np

    answered = [one for one in fold if one.answered]
    return np.array([one.features for one in answered]), np.array([one.accepted for one in answered])


def _fit(parts: "Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]]") -> Logistic:
    import numpy as np

    return fit(np.vstack([rows for rows, _ in parts]), np.concatenate([right for _, right in parts]), _STRENGTH)
