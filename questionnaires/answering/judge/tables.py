"""What was learnt about words: which are alike, which stand for which, and which are often what evidence lacks."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
REMEMBERED = 512
"""Of how many stems the links stand ready, some 5 kB each: questions come back to the same words."""


@dataclass(frozen=True)
class Tables:
    """Numbers by stem and by piece; a stem or piece that is not in them is one never seen."""

    stems: tuple[str, ...]
    """Stems in the order of all arrays below that speak of stems."""
    idf: "NDArray[np.float64]"
    """Rarity of each stem, shape (stems,)."""
    vectors: "NDArray[np.floating[Any]]"
    """Latent meaning of each stem, unit length, shape (stems, dimensions); numbers as short as they are on disk."""
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
    def links_of(self) -> Callable[[int], Mapping[int, float]]:
        """For a stem's place in the arrays: place of a stem of evidence -> how often the one stands for the other."""
        return lru_cache(maxsize=REMEMBERED)(self._links_of)

    def _links_of(self, place: int) -> Mapping[int, float]:
        start, end = self.links.indptr[place : place + 2]
        return dict(zip(self.links.indices[start:end].tolist(), self.links.data[start:end].tolist(), strict=True))

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
