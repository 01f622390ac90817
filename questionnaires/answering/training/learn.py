"""Learns the judge from the bank; what its second level learns from comes from topics its first level never saw."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from questionnaires.answering.judge.alignment import cut_of, rows_of
from questionnaires.answering.judge.judge import Judge, rules_seen, summary, with_uncovered
from questionnaires.answering.judge.likeness import Likeness
from questionnaires.answering.judge.logistic import Logistic
from questionnaires.answering.judge.polarity import Polarity
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.training.bank import Relation
from questionnaires.answering.training.polarity import learn_polarity
from questionnaires.answering.training.samples import AskedSample, TopicSample, supports_of
from questionnaires.answering.training.words import learn_memory, learn_tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDS = 3
STRANGERS = 2
"""Controls on other subjects of the same area that each supported wording is held against, as what does not support."""
ERROR_BUDGET = 0.03
"""Share of unsupported wordings that may pass for supported."""
_PIECE_STRENGTH = 0.1
_QUESTION_STRENGTH = 0.3


@dataclass(frozen=True)
class Pair:
    """A wording beside a control: of its own topic, or of another."""

    asked: AskedSample
    topic: int
    supported: bool
    own: bool
    """Whether the control is of the wording's own topic."""


@dataclass(frozen=True)
class Part:
    """Pairs of topics that the first level did not see: features, whether supported, whether of their own topic."""

    rows: "NDArray[np.float64]"
    supported: "NDArray[np.bool_]"
    own: "NDArray[np.bool_]"


def learn_judge(topics: Sequence[TopicSample], lexicon: Lexicon) -> Judge:
    """Learn a judge from topics."""
    import numpy as np

    pieces = _learn_pieces(topics)
    parts: list[Part] = []
    for inner, outer in folds(topics):
        pairs = pairs_of(outer)
        rows = describe(_first_level(inner), outer, pairs, lexicon)
        parts.append(Part(rows, np.array([pair.supported for pair in pairs]), np.array([pair.own for pair in pairs])))
    tables = learn_tables(topics)
    return Judge(
        tables=tables,
        pieces=pieces,
        questions=_fit_parts(parts),
        memory=learn_memory(topics, tables),
        polarity=learn_polarity([one for topic in topics for one in topic.asked]),
        threshold=_threshold(parts),
    )


def folds(topics: Sequence[TopicSample]) -> Iterator[tuple[list[TopicSample], list[TopicSample]]]:
    """Part topics into learnt and unseen, so that each is unseen once."""
    for fold in range(FOLDS):
        yield (
            [topic for at, topic in enumerate(topics) if at % FOLDS != fold],
            [topic for at, topic in enumerate(topics) if at % FOLDS == fold],
        )


def pairs_of(topics: Sequence[TopicSample]) -> list[Pair]:
    """Pair every wording with its own control, and the supported ones with strangers of the same area."""
    pairs = []
    for at, topic in enumerate(topics):
        near = [n for n, other in enumerate(topics) if other.topic.area == topic.topic.area and n != at]
        for one in topic.asked:
            pairs.append(Pair(one, at, one.supported, own=True))
            if one.supported and near:
                step = len(pairs)
                pairs += [
                    Pair(one, near[(step + n) % len(near)], supported=False, own=False)
                    for n in range(min(STRANGERS, len(near)))
                ]
    return pairs


def describe(
    judge: Judge, topics: Sequence[TopicSample], pairs: Sequence[Pair], lexicon: Lexicon
) -> "NDArray[np.float64]":
    """Give the features of pairs as the judge sees them; shape (pairs, features)."""
    import numpy as np

    evidence = [topic.evidence[0] for topic in topics]
    likeness = Likeness(judge.tables)
    words = [likeness.words_of(one) for one in evidence]
    recalled = [judge.memory.recall(one.stems) for one in evidence]
    rows = []
    for pair in pairs:
        at = pair.topic
        cut = cut_of(pair.asked.pieces, pair.asked.tokens, judge.tables)
        aligned = rows_of(cut, [evidence[at]], [words[at]], likeness)
        ruled = rules_seen(supports_of(pair.asked, topics[at].source, lexicon))
        seen = judge.memory.rows(pair.asked.stems, [recalled[at]])[0]
        rows.append([*summary(aligned, judge.lacking(aligned))[0], *ruled, *seen])
    return np.array(rows)


def _fit_parts(parts: Sequence[Part]) -> Logistic:
    import numpy as np

    rows = np.vstack([part.rows for part in parts])
    return fit(rows, np.concatenate([part.supported for part in parts]), _QUESTION_STRENGTH)


def _threshold(parts: Sequence[Part]) -> float:
    """Give the probability that few unsupported wordings reach, each judged unseen.

    Half of them are near misses of their own topic, half stand before a control on another subject.
    """
    import numpy as np

    near, strange = [], []
    for at, part in enumerate(parts):
        model = _fit_parts([other for n, other in enumerate(parts) if n != at])
        near.append(model.probability(part.rows[part.own & ~part.supported]))
        strange.append(model.probability(part.rows[~part.own]))
    misses, strangers = np.sort(np.concatenate(near)), np.concatenate(strange)
    reached = [((misses >= one).mean() + (strangers >= one).mean()) / 2 for one in misses]
    return float(misses[np.argmax(np.array(reached) <= ERROR_BUDGET)])


def fit(rows: "NDArray[np.float64]", labels: Any, strength: float) -> Logistic:
    """Fit a standardised logistic regression; `strength` is the inverse of its penalty."""
    import numpy as np
    from sklearn.linear_model import LogisticRegression

    mean, scale = rows.mean(axis=0), rows.std(axis=0)
    scale[scale == 0] = 1.0
    model = LogisticRegression(C=strength, max_iter=2000).fit((rows - mean) / scale, labels)
    return Logistic(mean, scale, np.asarray(model.coef_[0], dtype=float), float(model.intercept_[0]))


def _first_level(topics: Sequence[TopicSample]) -> Judge:
    """Learn all but the model of questions, which is left empty."""
    import numpy as np

    tables = learn_tables(topics)
    nothing = Logistic(np.zeros(0), np.zeros(0), np.zeros(0), 0.0)
    return Judge(tables, _learn_pieces(topics), nothing, learn_memory(topics, tables), Polarity(0.0, {}, {}), 1.0)


def _learn_pieces(topics: Sequence[TopicSample]) -> Logistic:
    """Learn which pieces are missing, on topics whose words were not learnt with them."""
    import numpy as np

    rows: list[NDArray[np.float64]] = []
    labels: list[bool] = []
    for inner, outer in folds(topics):
        tables = learn_tables(inner)
        evidence = [topic.evidence[0] for topic in outer]
        likeness = Likeness(tables)
        words = [likeness.words_of(one) for one in evidence]
        for at, topic in enumerate(outer):
            for one in topic.asked:
                if one.wording.relation is not Relation.CONTRADICTS and one.pieces:
                    cut = cut_of(one.pieces, one.tokens, tables)
                    rows.extend(rows_of(cut, [evidence[at]], [words[at]], likeness))
                    labels += one.missing
    return fit(with_uncovered(np.vstack(rows)), np.array(labels), _PIECE_STRENGTH)
