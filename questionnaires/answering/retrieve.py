"""Which sources may bear on a question: word and character n-grams over concepts, fused."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING, Any

from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.mosaics import mosaics_in
from questionnaires.answering.reading import read

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from questionnaires.answering.knowledge import Source

WORD_WEIGHT = 0.65
"""Share of the concept n-grams in the fused score; the rest is character n-grams."""


@dataclass(frozen=True, slots=True)
class Candidate:
    """A source's index and its similarity to a question, in [0, 1]."""

    index: int
    similarity: float


class Retriever:
    """An index over texts; building it fits both vectorisers."""

    def __init__(self, texts: Sequence[str], lexicon: Lexicon) -> None:
        from sklearn.feature_extraction.text import TfidfVectorizer  # heavy, so only once something is answered

        self.lexicon = lexicon
        self.size = len(texts)
        self._words: Any = TfidfVectorizer(analyzer=self._concepts, sublinear_tf=True)
        self._characters: Any = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True, min_df=1)
        filled = [text if text.strip(" .") else "unstated" for text in texts] or ["unstated"]
        self._by_word = self._words.fit_transform(filled)
        self._by_character = self._characters.fit_transform(filled)

    @classmethod
    def over(cls, sources: "Sequence[Source]", lexicon: Lexicon) -> "Retriever":
        """Index what sources say."""
        return cls([source.retrieval_text for source in sources], lexicon)

    def scores(self, questions: Sequence[str]) -> "NDArray[np.float64]":
        """Give similarities in [0, 1], shape (questions, texts); texts as they were given."""
        import numpy as np

        if not self.size or not questions:
            return np.zeros((len(questions), self.size))
        words = self._words.transform(questions) @ self._by_word.T
        characters = self._characters.transform(questions) @ self._by_character.T
        fused: NDArray[np.float64] = (WORD_WEIGHT * words + (1 - WORD_WEIGHT) * characters).toarray()
        return fused

    def candidates(self, questions: Sequence[str], *, limit: int) -> list[list[Candidate]]:
        """Give the best texts of each question, best first; equal scores keep the order of the texts."""
        import numpy as np

        ranked = []
        for row in self.scores(questions):
            best = np.argsort(-row, kind="stable")[:limit]
            ranked.append([Candidate(int(index), float(row[index])) for index in best if row[index] > 0])
        return ranked

    def _concepts(self, text: str) -> list[str]:
        """Give concepts, what they entail and plain words as the features of a text."""
        reading = read(text, self.lexicon)
        names = [term.name for term in reading.terms] + [one.mosaic.name for one in mosaics_in(reading, self.lexicon)]
        pairs = [f"{a} {b}" for a, b in pairwise(names)]
        entailed = [name for one in set(names) for name in self.lexicon.implied((one,)) if name != one]
        return [*names, *pairs, *entailed]
