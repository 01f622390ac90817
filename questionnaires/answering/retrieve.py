"""Which sources may bear on a question: word and character n-grams over concepts, fused; dense vectors if wanted."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Any, Protocol

from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.mosaics import mosaics_in
from questionnaires.answering.postings import Postings, best_of
from questionnaires.answering.reading import Reading, read
from questionnaires.answering.weights import Weights

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from questionnaires.answering.knowledge import Source

WORD_WEIGHT = 0.65
"""Share of the concept n-grams in the fused score; the rest is character n-grams."""
DENSE_WEIGHT = 0.4
"""Share of the dense vectors in the order of candidates, where there is an encoder."""
LEAST_DENSE = 0.3
"""Cosine from which a text that shares no word with a question may be a candidate by its dense vector alone."""

REMEMBERED = 256
"""How many questions' features are remembered: the index of sources asks for them and then that of criteria."""


class Encoder(Protocol):
    """Something that turns texts into dense vectors."""

    def encode(self, texts: Sequence[str]) -> "NDArray[np.float64]":
        """Give one row a text, shape (texts, dimensions), any length of row; texts that mean alike point alike."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source's index and its similarity to a question by words, in [0, 1]."""

    index: int
    similarity: float


class Retriever:
    """An index over texts; building it fits both vectorisers and, with an encoder, encodes the texts once.

    Dense vectors change which texts become candidates and in which order, never the similarity that confidence and
    the choice between rulings read: those were fitted without an encoder.
    """

    def __init__(
        self,
        texts: Sequence[str],
        lexicon: Lexicon,
        encoder: Encoder | None = None,
        readings: Sequence[Sequence[Reading]] | None = None,
    ) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # heavy, so only once something is answered

        self.lexicon = lexicon
        self.size = len(texts)
        words: Any = TfidfVectorizer(analyzer=self._concepts, sublinear_tf=True)
        characters: Any = TfidfVectorizer(analyzer=_analyser(), sublinear_tf=True, min_df=1)
        filled = [text if text.strip(" .") else "unstated" for text in texts] or ["unstated"]
        self._by_word = Postings(words.fit_transform(readings or filled).T.tocsr())
        self._by_character = Postings(characters.fit_transform(filled).T.tocsr())
        self._words = Weights(words, lambda text: _concepts_of(text, lexicon))
        self._characters = Weights(characters, _characters_of)
        self._encoder = encoder
        self._dense = _unit_rows(encoder.encode(filled)) if encoder and self.size else None

    @classmethod
    def over(cls, sources: "Sequence[Source]", lexicon: Lexicon, encoder: Encoder | None = None) -> "Retriever":
        """Index what sources say."""
        readings = [(one.title, one.title, *(passage.reading for passage in one.passages)) for one in sources]
        return cls([source.retrieval_text for source in sources], lexicon, encoder, readings)

    def scores(self, questions: Sequence[str]) -> "NDArray[np.float64]":
        """Give similarities in [0, 1], shape (questions, texts); texts as they were given."""
        import numpy as np

        fused = np.zeros((len(questions), self.size))
        for row, question in zip(fused, questions if self.size else (), strict=False):
            words = self._by_word.likeness(self._words.weigh(question))
            characters = self._by_character.likeness(self._characters.weigh(question))
            row[:] = WORD_WEIGHT * words + (1 - WORD_WEIGHT) * characters
        return fused

    def candidates(self, questions: Sequence[str], *, limit: int) -> list[list[Candidate]]:
        """Give the best texts of each question, best first; equal scores keep the order of the texts."""
        scores = self.scores(questions)
        order = self._with_dense(questions, scores)
        ranked = []
        for row, fused in zip(scores, order, strict=True):
            best = best_of(fused, limit)
            found = zip(best.tolist(), row[best].tolist(), fused[best].tolist(), strict=True)
            ranked.append([Candidate(index, similarity) for index, similarity, score in found if score > 0])
        return ranked

    def _with_dense(self, questions: Sequence[str], scores: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Join the cosines of dense vectors to the scores, in [0, 1]; without an encoder the scores as they are."""
        import numpy as np

        if self._encoder is None or self._dense is None or not questions:
            return scores
        cosines = _unit_rows(self._encoder.encode(list(questions))) @ self._dense.T
        dense = np.where(cosines >= LEAST_DENSE, np.minimum(cosines, 1.0), 0.0)
        joined: NDArray[np.float64] = (1 - DENSE_WEIGHT) * scores + DENSE_WEIGHT * dense
        return joined

    def _concepts(self, text: str | Sequence[Reading]) -> list[str]:
        """Give the features of a text, or of sentences that were read already."""
        readings = (read(text, self.lexicon),) if isinstance(text, str) else text
        return [feature for reading in readings for feature in _concepts_in(reading, self.lexicon)]


def _concepts_in(reading: Reading, lexicon: Lexicon) -> list[str]:
    """Give concepts, what they entail and plain words as the features of a sentence."""
    names = [term.name for term in reading.terms] + [one.mosaic.name for one in mosaics_in(reading, lexicon)]
    pairs = [f"{a} {b}" for a, b in pairwise(names)]
    entailed = [name for one in set(names) for name in lexicon.implied((one,)) if name != one]
    return [*names, *pairs, *entailed]


@lru_cache(maxsize=REMEMBERED)
def _concepts_of(question: str, lexicon: Lexicon) -> tuple[str, ...]:
    return tuple(_concepts_in(read(question, lexicon), lexicon))


@lru_cache(maxsize=REMEMBERED)
def _characters_of(question: str) -> tuple[str, ...]:
    return tuple(_analyser()(question))


@lru_cache(maxsize=1)
def _analyser() -> Callable[[str], list[str]]:
    """Give what cuts a text into the runs of three and four characters inside of its words."""
    from sklearn.feature_extraction.text import TfidfVectorizer

    analyser: Callable[[str], list[str]] = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4)).build_analyzer()
    return analyser


def _unit_rows(vectors: "NDArray[np.float64]") -> "NDArray[np.float64]":
    """Bring rows to length 1; a row of zeros stays one."""
    import numpy as np

    rows = np.asarray(vectors, dtype=np.float64)
    lengths = np.linalg.norm(rows, axis=1, keepdims=True)
    unit: NDArray[np.float64] = rows / np.where(lengths > 0, lengths, 1.0)
    return unit
