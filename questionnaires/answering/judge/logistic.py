"""Logistic regression as numbers that any version of any library can read."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True, slots=True)
class Logistic:
    """A standardised linear model of log-odds; all arrays have one entry a feature."""

    mean: "NDArray[np.float64]"
    scale: "NDArray[np.float64]"
    weights: "NDArray[np.float64]"
    intercept: float

    def odds(self, rows: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Give log-odds, shape (rows,)."""
        odds: NDArray[np.float64] = (rows - self.mean) / self.scale @ self.weights + self.intercept
        return odds

    def probability(self, rows: "NDArray[np.float64]") -> "NDArray[np.float64]":
        """Give probabilities in (0, 1), shape (rows,)."""
        import numpy as np

        likely: NDArray[np.float64] = 1 / (1 + np.exp(-np.minimum(np.maximum(self.odds(rows), -35), 35)))
        return likely

    def as_json(self) -> dict[str, Any]:
        """Give the numbers, rounded to six significant digits, so that machines agree on what is kept."""
        lists = {name: [float(f"{one:.6g}") for one in getattr(self, name)] for name in ("mean", "scale", "weights")}
        return {**lists, "intercept": float(f"{self.intercept:.6g}")}

    @classmethod
    def from_json(cls, told: Mapping[str, Any]) -> "Logistic":
        """Read what `as_json` wrote."""
        import numpy as np

        mean, scale, weights = (np.asarray(told[name], dtype=float) for name in ("mean", "scale", "weights"))
        return cls(mean, scale, weights, float(told["intercept"]))
