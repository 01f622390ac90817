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
        self._ends, self._texts, self._weights = table.indptr, table.indices, table.data
        self.size: int = table.shape[1]

    def likeness(self, asked: Weighed) -> "NDArray[np.float64]":
        """Give the dot product of one weighed text with every text, shape (texts,).

        Products are added in the order of the features, as scipy adds them.
        """
        import numpy as np

        places, weights = asked
        starts = self._ends[places]
        sizes = self._ends[places + 1] - starts
        ends = sizes.cumsum()
        at = np.arange(ends[-1] if len(ends) else 0) + np.repeat(starts - ends + sizes, sizes)
        products = np.repeat(weights, sizes) * self._weights[at]
        found: NDArray[np.float64] = np.bincount(self._texts[at], products, minlength=self.size)
        return found
