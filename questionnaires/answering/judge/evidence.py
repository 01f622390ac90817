"""A source as the judge sees it: the stems of its whole text and everything that it is evidence of."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from questionnaires.answering.judge.pieces import Piece, Sort, content_stems
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.reading import Reading

if TYPE_CHECKING:
    from questionnaires.answering.knowledge import Source


@dataclass(frozen=True, slots=True)
class Evidence:
    """What a source's title and passages say together."""

    stems: tuple[str, ...]
    """Stems of its words in their order, repeated ones too."""
    distinct: frozenset[str]
    implied: frozenset[str]

    def covers(self, piece: Piece) -> bool:
        """Tell whether a piece is implied, or stands there word by word."""
        if piece.sort in (Sort.CONCEPT, Sort.STANDARD) and piece.name in self.implied:
            return True
        return self.distinct.issuperset(piece.stems)


def evidence_of(source: "Source", lexicon: Lexicon) -> Evidence:
    """Read a source for the judge."""
    readings: Sequence[Reading] = (source.title, *(passage.reading for passage in source.passages))
    stems = tuple(one for reading in readings for one in content_stems(reading.tokens, lexicon))
    implied = frozenset().union(*(passage.implied for passage in source.passages))
    return Evidence(stems, frozenset(stems), implied)
