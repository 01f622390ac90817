"""Finds wordings of the test that stand almost alike among those that are learnt from."""

from collections.abc import Sequence
from typing import Any

LIKENESS = 0.85
"""Cosine of character n-grams from which two texts are near-duplicates; a swapped word of ten is above it."""
_ROWS = 500


def near_duplicates(learnt: Sequence[str], tested: Sequence[str]) -> list[tuple[str, str, float]]:
    """Give (tested, learnt, likeness in [0, 1]) of each tested text that has a near-duplicate, in order."""
    from sklearn.feature_extraction.text import TfidfVectorizer  # heavy, so only where it is used

    if not learnt or not tested:
        return []
    vectoriser: Any = TfidfVectorizer(analyzer="char_wb", ngram_range=(3, 5), sublinear_tf=True)
    known = vectoriser.fit_transform(learnt).T.tocsc()
    found = []
    for start in range(0, len(tested), _ROWS):
        likeness = vectoriser.transform(tested[start : start + _ROWS]) @ known
        for offset, row in enumerate(likeness):
            if row.nnz and (best := row.data.argmax()) >= 0 and row.data[best] >= LIKENESS:
                found.append((tested[start + offset], learnt[row.indices[best]], float(row.data[best])))
    return found
