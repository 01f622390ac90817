"""What is remembered of the question bank: which known questions a question is like, and what became of them."""

from collections import Counter
from collections.abc import Sequence
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
        return Recalled(weighed, self.by_stem[1].likeness(weighed))

    def rows(self, question: Sequence[str], sources: Sequence[Recalled]) -> "NDArray[np.float64]":
        """Describe a question beside sources; shape (sources, features)."""
        import numpy as np

        asked = self.weigh_one(question)
        wordings, subjects = self.by_stem
        near, about = wordings.likeness(asked), subjects.likeness(asked)
        topics = 0.5 * np.maximum.reduceat(near, self.starts) + 0.5 * about
        best = best_of(near, NEIGHBOURS)
        like = np.array([one.like for one in sources])
        weight = near[best] ** 2 * like[:, self.topic[best]]
        total = weight.sum(axis=1) + 1e-6
        length = np.linalg.norm(topics) * np.linalg.norm(like, axis=1) + 1e-9
        rows = np.empty((len(sources), len(FEATURES)))
        rows[:, 0] = weight[:, self.supported[best]].sum(axis=1) / total
        rows[:, 1] = total
        rows[:, 2] = near[best[0]]
        rows[:, 3] = self.supported[best[0]]
        rows[:, 4] = like[:, self.topic[best[0]]]
        rows[:, 5] = like @ topics / length
        rows[:, 6] = like[:, topics.argmax()] / (like.max(axis=1) + 1e-9)
        rows[:, 7] = self._alike(asked, sources)
        return rows

    def _alike(self, asked: Weighed, sources: Sequence[Recalled]) -> "NDArray[np.float64]":
        """Give the cosine of a weighed question with each weighed source."""
        import numpy as np

        places, weights = asked
        spread = np.zeros(len(self.tables.stems))
        spread[places] = weights
        return np.array([float(spread[there] @ values) for there, values in (one.weighed for one in sources)])
