"""Concepts that a sentence names by several words apart: `lock an account when somebody keeps guessing`."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answering.lexicon import Lexicon, Mosaic
from questionnaires.answering.reading import Reading
from questionnaires.answering.words import stem

WIDEST = 12
"""How many tokens the parts of a mosaic may span in a question; further apart they hardly belong together."""


@dataclass(frozen=True, slots=True)
class Found:
    """A mosaic in a sentence with the places of its parts."""

    mosaic: Mosaic
    places: frozenset[int]

    @property
    def at(self) -> int:
        """Where its first part stands."""
        return min(self.places)


def mosaic_names(readings: Sequence[Reading], lexicon: Lexicon) -> frozenset[str]:
    """Give the concepts that evidence names by words apart; title and sentence count as one."""
    stems = {stem(token) for reading in readings for token in reading.tokens}
    names = {term.name for reading in readings for term in reading.terms}
    keys = [key for key in (*stems, *names) if key in lexicon.mosaics]
    return frozenset(
        mosaic.name
        for key in keys
        for mosaic in lexicon.mosaics[key]
        if mosaic.words <= stems and mosaic.names <= names
    )


def mosaics_in(reading: Reading, lexicon: Lexicon) -> list[Found]:
    """Give the mosaics of a question, the largest first; their parts do not overlap."""
    places: dict[str, list[int]] = {}
    for at, token in enumerate(reading.tokens):
        places.setdefault(stem(token), []).append(at)
    named: dict[str, list[int]] = {}
    for term in reading.terms:
        named.setdefault(term.name, []).append(term.at)
    keys = [key for key in (*places, *named) if key in lexicon.mosaics]
    found = [one for key in keys for mosaic in lexicon.mosaics[key] if (one := _found(mosaic, places, named))]
    taken: set[int] = set()
    apart = []
    for one in sorted(found, key=lambda one: (-len(one.places), one.at, one.mosaic.name)):
        if not one.places & taken:
            taken |= one.places
            apart.append(one)
    return apart


def _found(mosaic: Mosaic, places: dict[str, list[int]], named: dict[str, list[int]]) -> Found | None:
    """Place a mosaic in a sentence: each part where it stands first."""
    if not (mosaic.words <= places.keys() and mosaic.names <= named.keys()):
        return None
    at = frozenset([*(places[word][0] for word in mosaic.words), *(named[name][0] for name in mosaic.names)])
    return Found(mosaic, at) if max(at) - min(at) <= WIDEST else None
