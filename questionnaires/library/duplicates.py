"""Approved answers that are asked alike: nearest neighbours among their questions. Pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

LEAST = 0.62
"""Similarity in [0, 1] from which two questions are offered as one."""
NEIGHBOURS = 5
"""Most neighbours of one question that are looked at, so that many copies of one do not fill the memory."""
BLOCK = 250
"""Questions compared with all others at once: 250 x 5,000 numbers of 4 bytes are 5 MB."""
LONGEST = 1_000
"""Characters of a question that are compared."""
WORD_WEIGHT = 0.4
"""Share of words and pairs of words in the similarity; the rest is character n-grams, which forgive endings."""


@dataclass(frozen=True, slots=True)
class Alike:
    """Two questions by their place in the list, the first one first."""

    first: int
    second: int
    similarity: float
    """In [0, 1]; 1 for questions that name the same things."""


def find_alike(questions: Sequence[str], keys: Sequence[str]) -> list[Alike]:
    """List pairs of questions that ask alike, the most alike first.

    Parameters
    ----------
    questions : texts; fewer than two give no pair.
    keys : for each the key of `claim_key`, '' for a question without one; questions that share one ask the same.

    Returns
    -------
    At most `NEIGHBOURS` pairs a question and its neighbours under one key, each pair once. Questions in which other
    numbers stand are not alike. 5,000 questions take about two seconds and some 100 MB on one core; the same list
    asked for again takes none.
    """
    return list(_alike(tuple(questions), tuple(keys)))


@lru_cache(maxsize=8)
def _alike(questions: tuple[str, ...], keys: tuple[str, ...]) -> tuple[Alike, ...]:
    """Pages and decisions ask for the same list again and again."""
    found = dict.fromkeys(_under_one_key(keys), 1.0)
    numbers = [_numbers(question) for question in questions]
    for first, second, similarity in _near(questions) if len(questions) > 1 else ():
        if numbers[first] == numbers[second]:
            found.setdefault((first, second), similarity)
    pairs = [Alike(first, second, similarity) for (first, second), similarity in found.items()]
    return tuple(sorted(pairs, key=lambda pair: (-pair.similarity, pair.first, pair.second)))


def _under_one_key(keys: Sequence[str]) -> list[tuple[int, int]]:
    """Pair each question with the one before it under its key."""
    last: dict[str, int] = {}
    pairs = []
    for at, key in enumerate(keys):
        if key and key in last:
            pairs.append((last[key], at))
        if key:
            last[key] = at
    return pairs


def _numbers(question: str) -> frozenset[str]:
    return frozenset(re.findall(r"\d+(?:[.,]\d+)*", question))


def _near(questions: tuple[str, ...]) -> list[tuple[int, int, float]]:
    """Pair each question with its nearest."""
    import numpy as np

    vectors = _vectors(questions)
    across = vectors.T.tocsr()
    pairs: dict[tuple[int, int], float] = {}
    for start in range(0, len(questions), BLOCK):
        block = (vectors[start : start + BLOCK] @ across).toarray()
        block[np.arange(len(block)), start + np.arange(len(block))] = 0.0
        for row, column, similarity in _best(block):
            pairs[min(start + row, column), max(start + row, column)] = similarity
    return [(first, second, similarity) for (first, second), similarity in pairs.items()]


def _vectors(questions: Sequence[str]) -> Any:
    """Give a sparse matrix whose rows' dot products are the similarities."""
    import numpy as np
    from scipy.sparse import hstack
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy, so only once somebody looks

    texts = [text[:LONGEST] if any(sign.isalnum() for sign in text) else "unstated" for text in questions]
    tokens = r"(?u)\b\w+\b"
    by_word = TfidfVectorizer(ngram_range=(1, 2), sublinear_tf=True, dtype=np.float32, token_pattern=tokens)
    by_character = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 4), sublinear_tf=True, dtype=np.float32)
    words, characters = by_word.fit_transform(texts), by_character.fit_transform(texts)
    return hstack([words * WORD_WEIGHT**0.5, characters * (1 - WORD_WEIGHT) ** 0.5], format="csr")


def _best(block: "NDArray[np.float32]") -> list[tuple[int, int, float]]:
    """Give the nearest columns of each row that are near enough."""
    import numpy as np

    most = min(NEIGHBOURS, block.shape[1] - 1)
    columns = np.argpartition(-block, most - 1, axis=1)[:, :most]
    rows = np.repeat(np.arange(len(block)), most)
    flat = columns.ravel()
    near = block[rows, flat]
    chosen = near >= LEAST
    return [
        (int(row), int(column), min(float(similarity), 1.0))
        for row, column, similarity in zip(rows[chosen], flat[chosen], near[chosen], strict=True)
    ]
