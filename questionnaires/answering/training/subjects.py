"""Learns which criteria texts are about: from the bank's topics and from the criteria's own paraphrases."""

from collections.abc import Sequence
from functools import partial
from typing import Any

from foundation.criteria import Criterion
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.subjects import Subjects, words_of
from questionnaires.answering.training.bank import Form, Topic

_STRENGTH = 20.0
_CLOSE, _MOST_STEPS = 1e-7, 5_000
"""When fitting has ended. With scikit-learn's own 1e-4 it ends so early that weights differ by 0.1 from one processor's
arithmetic to another's; this close to the optimum they agree but for the last digit of what is stored."""
_LEAST_SEEN = 2
_SECOND_WEIGHT = 0.4
"""How much a topic's second criterion counts beside the first."""
_OWN_WEIGHT = 3.0
"""How much a criterion's own paraphrase counts beside one wording."""


def learn_subjects(topics: Sequence[Topic], criteria: Sequence[Criterion], lexicon: Lexicon) -> Subjects:
    """Learn from topics and paraphrases."""
    import numpy as np
    from sklearn.feature_extraction.text import TfidfVectorizer
    from sklearn.linear_model import LogisticRegression

    told = [*_of_topics(topics), *((own_text(one), one.id, _OWN_WEIGHT) for one in criteria)]
    vectoriser: Any = TfidfVectorizer(
        analyzer=partial(words_of, lexicon=lexicon), sublinear_tf=True, min_df=_LEAST_SEEN
    )
    rows = vectoriser.fit_transform([text for text, _, _ in told])
    model = LogisticRegression(C=_STRENGTH, tol=_CLOSE, max_iter=_MOST_STEPS)
    model.fit(rows, [criterion for _, criterion, _ in told], sample_weight=[weight for *_, weight in told])
    return Subjects(
        criteria=tuple(str(one) for one in model.classes_),
        words=tuple(str(one) for one in vectoriser.get_feature_names_out()),
        idf=np.asarray(vectoriser.idf_, dtype=float),
        weights=np.asarray(model.coef_.T, dtype=float),
        intercepts=np.asarray(model.intercept_, dtype=float),
    )


def own_text(criterion: Criterion) -> str:
    """Give everything that we say of a criterion."""
    return f"{criterion.title}. {criterion.paraphrase} {' . '.join(criterion.keywords)}"


def _of_topics(topics: Sequence[Topic]) -> list[tuple[str, str, float]]:
    """List texts with a criterion that they are about and its weight."""
    return [
        (text, criterion, 1.0 if at == 0 else _SECOND_WEIGHT)
        for topic in topics
        for text in _texts(topic)
        for at, criterion in enumerate(topic.criteria[:2])
    ]


def _texts(topic: Topic) -> list[str]:
    said = [f"{one.title}. {one.statement}" for one in topic.controls]
    return said + [one.text for one in topic.wordings if one.form is not Form.OUT_OF_SCOPE]
