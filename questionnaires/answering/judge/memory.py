"""What is remembered of the question bank: which known questions a question is like, and what became of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from questionnaires.answering.judge.tables import Tables
from questionnaires.answering.postings import Postings, Weighed

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

    def against(self, sources: Sequence[Sequence[str]]) -> "Recall":
        """Prepare the sources that questions will be held against."""
        import numpy as np

        weighed = self.weigh(sources)
        return Recall(self, weighed, np.asarray((weighed @ self.subjects.T).todense()))

    @cached_property
    def starts(self) -> "NDArray[np.int_]":
        """Where each topic begins among the wordings."""
        import numpy as np

        return np.flatnonzero(np.r_[True, self.topic[1:] != self.topic[:-1]])


@dataclass(frozen=True)
class Recall:
    """The memory beside fixed sources."""

    memory: Memory
    sources: Any
    topics_of_sources: "NDArray[np.float64]"
    """Likeness of each source to each topic, shape (sources, topics)."""

    def rows(self, question: Sequence[str], sources: Sequence[int]) -> "NDArray[np.float64]":
        """Describe a question beside some sources; shape (sources, features)."""
        import numpy as np

        memory = self.memory
        asked = memory.weigh_one(question)
        near, about = (table.likeness(asked) for table in memory.by_stem)
        topics = 0.5 * np.maximum.reduceat(near, memory.starts) + 0.5 * about
        best = np.argsort(-near, kind="stable")[:NEIGHBOURS]
        like = self.topics_of_sources[list(sources)]
        weight = near[best] ** 2 * like[:, memory.topic[best]]
        total = weight.sum(axis=1) + 1e-6
        length = np.linalg.norm(topics) * np.linalg.norm(like, axis=1) + 1e-9
        ones = np.ones(len(sources))
        return np.column_stack(
            [
                weight[:, memory.supported[best]].sum(axis=1) / total,
                total,
                near[best[0]] * ones,
                float(memory.supported[best[0]]) * ones,
                like[:, memory.topic[best[0]]],
                like @ topics / length,
                like[:, topics.argmax()] / (like.max(axis=1) + 1e-9),
                self._by_stem.likeness(asked)[list(sources)],
            ]
        )

    @cached_property
    def _by_stem(self) -> Postings:
        return Postings(self.sources.T.tocsr())
