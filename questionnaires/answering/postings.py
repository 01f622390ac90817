"""A sparse table by feature: which texts have a feature, and how much; likeness to a question is then a look-up."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

Weighed = tuple["NDArray[np.int_]", "NDArray[np.float64]"]
"""One text as its features' places and weights, each feature once."""


class Postings:
    """Weights of fixed texts by feature, from a sparse table (features, texts)."""

    def __init__(self, table: Any) -> None:
        import numpy as np

        self._starts, self._sizes = table.indptr[:-1], np.diff(table.indptr)
        self._texts, self._weights = table.indices, table.data
        self.size: int = table.shape[1]

    def likeness(self, asked: Weighed) -> "NDArray[np.float64]":
        """Give the dot product of one weighed text with every text, shape (texts,).

        Products are added in the order of the features, as scipy adds them.
        """
        import numpy as np

        places, weights = asked
        sizes = self._sizes[places]
        at = stretches(self._starts[places], sizes)
        products = np.repeat(weights, sizes) * self._weights.take(at)
        return np.bincount(self._texts.take(at), products, minlength=self.size).astype(np.float64, copy=False)


def stretches(starts: "NDArray[np.int_]", sizes: "NDArray[np.int_]") -> "NDArray[np.int_]":
    """Give the numbers of stretches one after another: 3, 4, 5 and 9 for starts 3 and 9, sizes 3 and 1."""
    import numpy as np

    ends = sizes.cumsum()
    at: NDArray[np.int_] = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + sizes, sizes)
    return at


def best_of(values: "NDArray[np.float64]", count: int) -> "NDArray[np.int_]":
    """Give the places of the largest values, largest first; equal ones in their order, as a stable sort has them.

    Most values are 0 in what this is for, so that only those above it are sorted.
    """
    import numpy as np

    above = np.flatnonzero(values > 0)
    if len(above) < count:
        return np.argsort(-values, kind="stable")[:count]
    found = values[above]
    near = above[found >= np.partition(found, -count)[-count]] if len(above) > count else above
    best: NDArray[np.int_] = near[np.argsort(-values[near], kind="stable")[:count]]
    return best
