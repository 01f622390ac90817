"""What is remembered of the question bank: which known questions a question is like, and what became of them."""

import math
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from questionnaires.answering.judge.tables import Tables
from questionnaires.answering.postings import Postings, Weighed, best_of

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

NEIGHBOURS = 12
FEATURES = (
    "neighbours_supported",
    "neighbours_near",
    "nearest",
    "nearest_supported",
    "nearest_topic_like_source",
    "topics_alike",
    "best_topic_like_source",
    "alike",
)


@dataclass(frozen=True, slots=True)
class Recalled:
    """What is remembered beside a source, whatever is asked."""

    weighed: Weighed
    like: "NDArray[np.float64]"
    """Its likeness to each topic, shape (topics,)."""
    length: float
    """The length of these likenesses as a vector."""
    most: float
    """The largest of them."""


@dataclass(frozen=True, slots=True)
class Reminded:
    """A question beside what is remembered, whatever source it is held against."""

    near: "NDArray[np.float64]"
    """How like the nearest known questions are to it, the nearest first."""
    topic: "NDArray[np.int_]"
    """Their topics."""
    supported: "NDArray[np.bool_]"
    """Whether the control of its topic supports each."""
    topics: "NDArray[np.float64]"
    """Its likeness to each topic, shape (topics,)."""
    length: float
    """The length of these likenesses as a vector."""
    words: Mapping[int, float]
    """The weights of its stems by their places."""

    def beside(self, source: Recalled) -> list[float]:
        """Describe it beside one source, as `FEATURES` has it."""
        like = source.like[self.topic]
        weight = self.near**2 * like
        total = float(weight.sum()) + 1e-6
        places, weights = source.weighed
        alike = [self.words.get(place, 0.0) for place in places.tolist()]
        return [
            float(weight[self.supported].sum()) / total,
            total,
            float(self.near[0]),
            float(self.supported[0]),
            float(like[0]),
            float(source.like @ self.topics) / (self.length * source.length + 1e-9),
            float(source.like[self.topics.argmax()]) / (source.most + 1e-9),
            float(weights @ alike),
        ]


@dataclass(frozen=True)
class Memory:
    """Known questions and their topics as weighted stems; all rows have unit length."""

    tables: Tables
    wordings: Any
    """Sparse (wordings, stems)."""
    subjects: Any
    """Sparse (topics, stems): what controls on each topic say."""
    topic: "NDArray[np.int_]"
    """Topic of each wording, ascending, shape (wordings,)."""
    supported: "NDArray[np.bool_]"
    """Whether the control of its topic supports each wording, shape (wordings,)."""

    def weigh(self, texts: Sequence[Sequence[str]]) -> Any:
        """Turn texts of stems into rows: sublinear counts times rarity, unit length; sparse (texts, stems)."""
        import numpy as np
        from scipy import sparse

        weighed = [self.weigh_one(text) for text in texts]
        ends = np.cumsum([0, *(len(places) for places, _ in weighed)])
        data = np.concatenate([values for _, values in weighed]) if weighed else np.zeros(0)
        columns = np.concatenate([places for places, _ in weighed]) if weighed else np.zeros(0, dtype=int)
        return sparse.csr_matrix((data, columns, ends), shape=(len(texts), len(self.tables.stems)))

    def weigh_one(self, text: Sequence[str]) -> Weighed:
        """Give the places and weights of one text's known stems."""
        import numpy as np

        place = self.tables.place
        counts = Counter(place[stem] for stem in text if stem in place)
        places = np.fromiter(counts, dtype=int, count=len(counts))
        weights = (1 + np.log(np.fromiter(counts.values(), dtype=float, count=len(counts)))) * self.tables.idf[places]
        return places, weights / max(float(np.linalg.norm(weights)), 1e-9)

    @cached_property
    def by_stem(self) -> tuple[Postings, Postings]:
        """Wordings and subjects by stem."""
        return Postings(self.wordings.T.tocsr()), Postings(self.subjects.T.tocsr())

    @cached_property
    def starts(self) -> "NDArray[np.int_]":
        """Where each topic begins among the wordings."""
        import numpy as np

        return np.flatnonzero(np.r_[True, self.topic[1:] != self.topic[:-1]])

    def recall(self, text: Sequence[str]) -> Recalled:
        """Hold a source's text against what is remembered."""
        weighed = self.weigh_one(text)
        like = self.by_stem[1].likeness(weighed)
        return Recalled(weighed, like, math.sqrt(like @ like), float(like.max()))

    def rows(self, question: Sequence[str], sources: Sequence[Recalled]) -> "NDArray[np.float64]":
        """Describe a question beside sources; shape (sources, features)."""
        import numpy as np

        reminded = self._reminded(question)
        return np.array([reminded.beside(one) for one in sources]).reshape(-1, len(FEATURES))

    def _reminded(self, question: Sequence[str]) -> Reminded:
        import numpy as np

        asked = self.weigh_one(question)
        wordings, subjects = self.by_stem
        near = wordings.likeness(asked)
        topics = 0.5 * np.maximum.reduceat(near, self.starts) + 0.5 * subjects.likeness(asked)
        best = best_of(near, NEIGHBOURS)
        words = dict(zip(*(part.tolist() for part in asked), strict=True))
        return Reminded(near[best], self.topic[best], self.supported[best], topics, math.sqrt(topics @ topics), words)
