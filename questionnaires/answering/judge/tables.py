"""What was learnt about words: which are alike, which stand for which, and which are often what evidence lacks."""

from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Tables:
    """Numbers by stem and by piece; a stem or piece that is not in them is one never seen."""

    stems: tuple[str, ...]
    """Stems in the order of all arrays below that speak of stems."""
    idf: "NDArray[np.float64]"
    """Rarity of each stem, shape (stems,)."""
    vectors: "NDArray[np.float64]"
    """Latent meaning of each stem, unit length, shape (stems, dimensions)."""
    links: Any
    """How often a stem of a question stands for a stem of its evidence, sparse (stems, stems + 1); the last: none."""
    rate: "NDArray[np.float64]"
    """Share of each stem among the words of questions, shape (stems,)."""
    lacking: dict[str, tuple[int, int, int]] = field(default_factory=dict)
    """Piece -> how often it was uncovered and harmless, uncovered and missing, and in how many topics."""

    @cached_property
    def place(self) -> dict[str, int]:
        """Stem -> its place in the arrays."""
        return {stem: at for at, stem in enumerate(self.stems)}

    @cached_property
    def rarest(self) -> float:
        """The rarity of a stem never seen."""
        return float(self.idf.max()) if len(self.stems) else 1.0

    def rarity(self, stem: str) -> float:
        """Give the rarity of any stem."""
        at = self.place.get(stem)
        return self.rarest if at is None else self._rarities[at]

    @cached_property
    def _rarities(self) -> list[float]:
        """The rarities as plain numbers: one of them is told sooner."""
        return [float(one) for one in self.idf]

    @cached_property
    def rates(self) -> list[float]:
        """The rates as plain numbers."""
        return [float(one) for one in self.rate]
