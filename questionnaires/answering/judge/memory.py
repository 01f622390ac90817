"""What is remembered of the question bank: which known questions a question is like, and what became of them."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from questionnaires.answering.judge.tables import Tables

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

        data: list[float] = []
        columns: list[int] = []
        ends = [0]
        for text in texts:
            counts = Counter(self.tables.place[stem] for stem in text if stem in self.tables.place)
            columns += counts
            data += [(1 + float(np.log(count))) * float(self.tables.idf[at]) for at, count in counts.items()]
            ends.append(len(columns))
        shape = (len(texts), len(self.tables.stems))
        return _unit(sparse.csr_matrix((data, columns, ends), shape=shape))

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
        asked = memory.weigh([question])
        near = np.asarray((asked @ memory.wordings.T).todense()).ravel()
        about = np.asarray((asked @ memory.subjects.T).todense()).ravel()
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
                np.asarray((self.sources[list(sources)] @ asked.T).todense()).ravel(),
            ]
        )


def _unit(rows: Any) -> Any:
    """Bring rows to unit length; empty ones stay empty."""
    import numpy as np
    from scipy import sparse

    length = np.sqrt(np.asarray(rows.multiply(rows).sum(axis=1)).ravel())
    return sparse.diags(1 / np.maximum(length, 1e-9)) @ rows
