"""Learns how likely answers are accepted, from practice on companies whose topics the judge had not seen."""

import dataclasses
import json
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from questionnaires.answering.confidence import FEATURES
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
_LENIENT = 0.5
"""Threshold of the judge in practice: answers that it would hold back are practised too, so that doubt is learnt."""


def practise_all(topics: Sequence[TopicSample], lexicon: Lexicon) -> list[list[Decided]]:
    """Practise on every topic once, each time with a judge that learnt from the others; one list a fold."""
    return [practise(outer, _lenient(learn_judge(inner, lexicon)), lexicon) for inner, outer in folds(topics)]


def learn_confidence(
    bank: Sequence[Sequence[Decided]], companies: Sequence[Sequence[Decided]]
) -> tuple[Logistic, list[tuple[float, bool]]]:
    """Learn what tells right from wrong on the bank, and how often answers are right on whole questionnaires.

    The bank is harder than what buyers send, so that its shares are too low; the companies' questionnaires give them.
    The second value says how confidence held on each company when it was learnt without that company.
    """

    model = _fit([_arrays(fold) for fold in bank])
    parts = [_arrays(company) for company in companies]
    odds = [(model.odds(rows)[:, None], accepted) for rows, accepted in parts]
    held: list[tuple[float, bool]] = []
    for at, (rows, accepted) in enumerate(parts):
        likely = _scaled(model, [one for n, one in enumerate(odds) if n != at]).probability(rows)
        held += [(round(float(one), 4), bool(right)) for one, right in zip(likely, accepted, strict=True)]
    return _scaled(model, odds), sorted(held, key=lambda one: (-one[0], one[1]))


def _scaled(model: Logistic, odds: "Sequence[tuple[NDArray[np.float64], NDArray[np.bool_]]]") -> Logistic:
    """Bring a model's log-odds to the shares seen, by a slope and an intercept (Platt)."""
    platt = _fit(odds)
    slope = float(platt.weights[0] / platt.scale[0])
    intercept = platt.intercept - slope * float(platt.mean[0]) + slope * model.intercept
    return Logistic(model.mean, model.scale, model.weights * slope, intercept)


def save_confidence(model: Logistic, held: Sequence[tuple[float, bool]], file: Path, fingerprint: str) -> None:
    """Write what `read_confidence` reads."""
    told = {
        "fingerprint": fingerprint,
        "features": list(FEATURES),
        "model": model.as_json(),
        "practice": [[confidence, int(accepted)] for confidence, accepted in held],
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
