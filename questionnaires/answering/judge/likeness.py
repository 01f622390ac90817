"""How near the stems of a question come to each source's: by spelling, by meaning, by what stands for what."""

from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from questionnaires.answering.judge.evidence import Evidence
from questionnaires.answering.judge.tables import Tables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PLANES = ("spelling", "meaning", "subject", "stands_for", "nearest")
"""Spelling: likeness of trigrams in [0, 1]. Meaning: cosine with the nearest stem, subject: with the whole source, in
[-1, 1]. Stands for: log of how much likelier the stem is beside this source than anywhere; nearest: log of the
likeliest single stem that it stands for."""
_LEAST = 1e-5
_LEAST_LINK = 1e-4
_NOTHING = ""
"""The stem of a source without words: like no other."""
_KEPT = 512
"""How many stems' rows are kept while questions of one file come by."""


class Likeness:
    """The stems of fixed sources, ready to be compared with the stems of any question."""

    def __init__(self, tables: Tables, sources: Sequence[Evidence]) -> None:
        import numpy as np

        self.tables = tables
        self._vocabulary = sorted({_NOTHING, *(stem for source in sources for stem in source.distinct)})
        place = {stem: at for at, stem in enumerate(self._vocabulary)}
        self._columns = [np.array(sorted(place[stem] for stem in one.distinct or (_NOTHING,))) for one in sources]
        self._grams, self._gram_place = _gram_table(self._vocabulary)
        self._gram_counts = np.asarray(self._grams.sum(axis=0)).ravel()
        known = [tables.place.get(stem, -1) for stem in self._vocabulary]
        self._known = np.array(known, dtype=int)
        self._vectors = _vectors_of(self._known, tables)
        self._subjects = self._subjects_of(sources)
        self._rows = lru_cache(maxsize=_KEPT)(self._rows_of)

    def compare(self, stems: Sequence[str], sources: Sequence[int]) -> "NDArray[np.float64]":
        """Compare stems with sources by their index; shape (sources, stems, planes)."""
        import numpy as np

        columns = np.concatenate([self._columns[one] for one in sources])
        sizes = np.array([len(self._columns[one]) for one in sources])
        starts = np.cumsum(sizes) - sizes
        subjects = self._subjects[list(sources)]
        out = np.zeros((len(sources), len(stems), len(PLANES)))
        for at, stem in enumerate(stems):
            spelling, meaning, links, vector, rate = self._rows(stem)
            out[:, at, 0] = np.maximum.reduceat(spelling[columns], starts)
            out[:, at, 1] = np.maximum.reduceat(meaning[columns], starts)
            out[:, at, 2] = subjects @ vector if vector is not None else 0.0
            if links is not None:
                out[:, at, 3] = np.add.reduceat(links[columns], starts) / sizes
                out[:, at, 4] = np.maximum.reduceat(links[columns], starts)
            out[:, at, 3] = np.log((out[:, at, 3] + _LEAST) / rate)
        out[:, :, 4] = np.log(out[:, :, 4] + _LEAST_LINK)
        return out

    def _rows_of(self, stem: str) -> tuple[Any, Any, Any, Any, float]:
        """Compare a stem with the whole vocabulary: spelling, meaning, links (None: never seen), vector, rate."""
        import numpy as np

        at = self.tables.place.get(stem)
        vector = self.tables.vectors[at] if at is not None else None
        meaning = self._vectors @ vector if vector is not None else np.zeros(len(self._vocabulary))
        rate = (float(self.tables.rate[at]) if at is not None else 0.0) + _LEAST
        return self._spelling(stem), meaning, self._links(at), vector, rate

    def _spelling(self, stem: str) -> "NDArray[np.float64]":
        import numpy as np

        grams = _grams_of(stem)
        rows = [self._gram_place[gram] for gram in grams if gram in self._gram_place]
        shared = np.asarray(self._grams[rows].sum(axis=0)).ravel() if rows else np.zeros(len(self._vocabulary))
        likeness: NDArray[np.float64] = shared / (len(grams) + self._gram_counts - shared)
        return likeness

    def _links(self, at: int | None) -> "NDArray[np.float64] | None":
        if at is None:
            return None
        row = self.tables.links[at].toarray().ravel()
        links: NDArray[np.float64] = row[self._known]
        links[self._known < 0] = 0.0
        return links

    def _subjects_of(self, sources: Sequence[Evidence]) -> "NDArray[np.float64]":
        """Give what each source is about: its stems' vectors, the rare ones weighing more, at unit length."""
        import numpy as np

        rarity = np.array([self.tables.rarity(stem) for stem in self._vocabulary])
        weighed = self._vectors * rarity[:, None] if len(self._vocabulary) else self._vectors
        subjects = np.array([weighed[columns].sum(axis=0) for columns in self._columns])
        subjects = subjects.reshape(len(sources), -1)
        unit: NDArray[np.float64] = subjects / (np.linalg.norm(subjects, axis=1, keepdims=True) + 1e-9)
        return unit


def _vectors_of(known: "NDArray[np.int_]", tables: Tables) -> "NDArray[np.float64]":
    """Give the vectors of stems by their place in the tables; zeros for those never seen."""
    import numpy as np

    vectors = np.zeros((len(known), tables.vectors.shape[1]))
    vectors[known >= 0] = tables.vectors[known[known >= 0]]
    return vectors


@lru_cache(maxsize=50_000)
def _grams_of(stem: str) -> frozenset[str]:
    """Cut a stem into runs of three characters, its ends marked."""
    marked = f"<{stem}>"
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))


def _gram_table(stems: Sequence[str]) -> tuple[Any, dict[str, int]]:
    """Tell which trigrams stand in which stems: a sparse table (trigrams, stems) and the place of each trigram."""
    import numpy as np
    from scipy import sparse

    place: dict[str, int] = {}
    pairs = [(place.setdefault(gram, len(place)), at) for at, stem in enumerate(stems) for gram in _sorted(stem)]
    rows, columns = zip(*pairs, strict=True) if pairs else ((), ())
    table = sparse.csr_matrix((np.ones(len(pairs)), (rows, columns)), shape=(len(place), len(stems)))
    return table, place


def _sorted(stem: str) -> Iterable[str]:
    return sorted(_grams_of(stem))
