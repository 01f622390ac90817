"""How near the stems of a question come to each source's: by spelling, by meaning, by what stands for what."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

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


@dataclass(frozen=True, slots=True)
class Words:
    """The stems of a source, each once, as the numbers by which they are compared."""

    known: "NDArray[np.int_]"
    """Their places in the tables; -1 for those never seen."""
    subject: "NDArray[np.float64]"
    """What the source is about: its stems' vectors, the rare ones weighing more, at unit length."""
    grams: "NDArray[np.int_]"
    """Places of their trigrams, one stem after another."""
    sizes: "NDArray[np.int_]"
    """How many trigrams each has; at least one."""


class Likeness:
    """Compares the stems of a question with those of sources; nothing of a question is kept."""

    def __init__(self, tables: Tables) -> None:
        self.tables = tables
        self._gram_place: dict[str, int] = {}

    def words_of(self, evidence: Evidence) -> Words:
        """Prepare a source."""
        import numpy as np

        stems = sorted(evidence.distinct) or [_NOTHING]
        place, grams = self._gram_place, [_grams_of(stem) or [_NOTHING] for stem in stems]
        known = np.array([self.tables.place.get(stem, -1) for stem in stems])
        return Words(
            known=known,
            subject=_subject_of(known, np.array([self.tables.rarity(stem) for stem in stems]), self.tables),
            grams=np.array([place.setdefault(gram, len(place)) for some in grams for gram in some]),
            sizes=np.array([len(some) for some in grams]),
        )

    def compare(self, stems: Sequence[str], sources: Sequence[Words]) -> "NDArray[np.float64]":
        """Compare stems with prepared sources; shape (sources, stems, planes)."""
        import numpy as np

        known = np.concatenate([one.known for one in sources])
        asked = np.array(places := [self.tables.place.get(stem, -1) for stem in stems])
        sizes = np.array([len(one.known) for one in sources])
        starts = sizes.cumsum() - sizes
        theirs, ours = _vectors_of(known, self.tables), _vectors_of(asked, self.tables)
        rate = np.where(asked < 0, 0.0, self.tables.rate[asked]) + _LEAST
        links = self._links(places, known.tolist())
        out = np.empty((len(sources), len(stems), len(PLANES)))
        out[:, :, 0] = np.maximum.reduceat(self._spelling(stems, sources), starts, axis=1).T
        out[:, :, 1] = np.maximum.reduceat(ours @ theirs.T, starts, axis=1).T
        out[:, :, 2] = np.array([one.subject for one in sources]) @ ours.T
        out[:, :, 3] = np.log((np.add.reduceat(links, starts, axis=1) / sizes + _LEAST) / rate[:, None]).T
        out[:, :, 4] = np.log(np.maximum.reduceat(links, starts, axis=1) + _LEAST_LINK).T
        return out

    def _spelling(self, stems: Sequence[str], sources: Sequence[Words]) -> "NDArray[np.float64]":
        """Give the likeness of trigrams, shape (stems, words of the sources)."""
        import numpy as np

        there = np.concatenate([one.grams for one in sources])
        sizes = np.concatenate([one.sizes for one in sources])
        asked = [_grams_of(stem) for stem in stems]
        marks = np.zeros((len(stems), len(self._gram_place)))
        for mark, grams in zip(marks, asked, strict=True):
            mark[[self._gram_place[gram] for gram in grams if gram in self._gram_place]] = 1.0
        shared = np.add.reduceat(marks[:, there], sizes.cumsum() - sizes, axis=1)
        counts = np.array([len(grams) for grams in asked])[:, None]
        likeness: NDArray[np.float64] = shared / (counts + sizes - shared)
        return likeness

    def _links(self, asked: Sequence[int], known: Sequence[int]) -> "NDArray[np.float64]":
        """Tell how often each stem asked stands for each of the sources' words; 0 where one was never seen."""
        import numpy as np

        rows = [self.tables.links_of(place) if place >= 0 else {} for place in asked]
        return np.array([[row.get(one, 0.0) for one in known] for row in rows])


def _subject_of(known: "NDArray[np.int_]", rarity: "NDArray[np.float64]", tables: Tables) -> "NDArray[np.float64]":
    """Give what a source is about, shape (dimensions,)."""
    import numpy as np

    subject = (_vectors_of(known, tables) * rarity[:, None]).sum(axis=0)
    unit: NDArray[np.float64] = subject / (np.linalg.norm(subject) + 1e-9)
    return unit


def _vectors_of(known: "NDArray[np.int_]", tables: Tables) -> "NDArray[np.float64]":
    """Give the vectors of stems by their place in the tables; zeros for those never seen."""
    vectors: NDArray[np.float64] = tables.vectors[known].astype(float)
    vectors[known < 0] = 0.0
    return vectors


@lru_cache(maxsize=50_000)
def _grams_of(stem: str) -> frozenset[str]:
    """Cut a stem into runs of three characters, its ends marked."""
    marked = f"<{stem}>"
    return frozenset(marked[at : at + 3] for at in range(len(marked) - 2))
