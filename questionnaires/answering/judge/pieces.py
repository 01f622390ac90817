"""A question as the judge sees it: its concepts, standards, measures and plain words, one after another."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.measures import Measure
from questionnaires.answering.reading import Reading, Term
from questionnaires.answering.words import stem, stems_of


class Sort(StrEnum):
    """What kind of thing a piece is."""

    CONCEPT = "concept"
    STANDARD = "standard"
    WORD = "word"
    """A word outside the lexicon that the rules hold for a need."""
    MEASURE = "measure"
    LIGHT = "light"
    """A word that the rules pass over."""


@dataclass(frozen=True, slots=True)
class Piece:
    """One thing that a question names; tokens `at` to `end` (exclusive) of its reading."""

    name: str
    at: int
    end: int
    stems: tuple[str, ...]
    sort: Sort


def pieces_of(reading: Reading, lexicon: Lexicon) -> tuple[Piece, ...]:
    """Cut a reading into pieces, in the order of the text; each has at least one stem."""
    pieces = [
        *(_of_term(term, reading) for term in reading.terms),
        *(_of_measure(m, reading) for m in reading.measures),
    ]
    taken = {at for piece in pieces for at in range(piece.at, piece.end)}
    for at, token in enumerate(reading.tokens):
        if at not in taken and token[0].isalpha() and token not in lexicon.little:
            pieces.append(Piece(f"light:{stem(token)}", at, at + 1, (stem(token),), Sort.LIGHT))
    return tuple(sorted(pieces, key=lambda piece: piece.at))


def content_stems(tokens: Sequence[str], lexicon: Lexicon) -> tuple[str, ...]:
    """Give the stems of the words by which texts are compared, in order, repeated ones too."""
    return tuple(stem(token) for token in tokens if token[0].isalnum() and token not in lexicon.little)


def _of_term(term: Term, reading: Reading) -> Piece:
    sort = Sort.STANDARD if term.standard else Sort.WORD if term.name.startswith("word:") else Sort.CONCEPT
    return Piece(term.name, term.at, term.end, _stems(reading, term.at, term.end), sort)


def _of_measure(measure: Measure, reading: Reading) -> Piece:
    name = f"measure:{measure.dimension}"
    return Piece(name, measure.at, measure.end, _stems(reading, measure.at, measure.end), Sort.MEASURE)


def _stems(reading: Reading, at: int, end: int) -> tuple[str, ...]:
    tokens = reading.tokens[at:end]
    return tuple(stem(token) for token in tokens) or stems_of(" ".join(tokens))
