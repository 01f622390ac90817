"""The security lexicon: which wordings mean one thing, what a thing entails, which words carry no claim."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cached_property, lru_cache
from typing import Any

from foundation.assets import asset
from questionnaires.answering.words import stem, stems_of

Phrase = tuple[str, ...]


class Sort(StrEnum):
    """What a phrase of the lexicon names."""

    CONCEPT = "concept"
    ANTONYM = "antonym"
    STANDARD = "standard"
    FREQUENCY = "frequency"


@dataclass(frozen=True, slots=True)
class Entry:
    """What one phrase stands for: a concept's or standard's name, or a period in hours."""

    sort: Sort
    name: str
    hours: float = 0.0


@dataclass(frozen=True, slots=True)
class Mosaic:
    """Words (stems) and concepts that mean one thing when they stand close together, in whatever order."""

    name: str
    words: frozenset[str]
    names: frozenset[str]


class Lexicon:
    """Data of `seed_data/lexicon.json` in the shape the engine asks for; phrases are tuples of stems."""

    def __init__(self, data: Mapping[str, Any]) -> None:
        self.data = data

    @cached_property
    def phrases(self) -> dict[Phrase, Entry]:
        """Every phrase with what it stands for; standards win over frequencies, antonyms and concepts."""
        table: dict[Phrase, Entry] = {}
        for sort, section in ((Sort.CONCEPT, "concepts"), (Sort.STANDARD, "standards")):
            for name, wordings in self.data[section].items():
                table.update((stems_of(wording), Entry(sort, name)) for wording in wordings)
        table.update((stems_of(w), Entry(Sort.ANTONYM, name)) for w, name in self.data["antonyms"].items())
        frequencies = self.data["frequencies"].items()
        table.update((stems_of(w), Entry(Sort.FREQUENCY, w, float(hours))) for w, hours in frequencies)
        return table

    @cached_property
    def gappy_phrases(self) -> dict[Phrase, Entry]:
        """Phrases of at least two words without the articles and the like that may stand between them."""
        gaps = frozenset(map(stem, self.data["gaps"]))
        bare = ((tuple(word for word in phrase if word not in gaps), entry) for phrase, entry in self.phrases.items())
        return {phrase: entry for phrase, entry in bare if len(phrase) > 1}

    @cached_property
    def openings(self) -> frozenset[str]:
        """Stems with which any phrase begins: at all others nothing need be looked for."""
        return frozenset(phrase[0] for phrase in (*self.phrases, *self.gappy_phrases) if phrase)

    @cached_property
    def gaps(self) -> frozenset[str]:
        """Words that may stand inside a phrase without changing it: articles, possessives, forms of `to be`."""
        return frozenset(self.data["gaps"])

    @cached_property
    def mosaics(self) -> dict[str, tuple[Mosaic, ...]]:
        """Mosaics by one of their words (or concepts), which a sentence must have for the rest to be looked for."""
        table: dict[str, list[Mosaic]] = {}
        for name, wordings in self.data["mosaics"].items():
            for wording in wordings:
                mosaic = _mosaic(name, wording)
                key = min(mosaic.words) if mosaic.words else min(mosaic.names)
                table.setdefault(key, []).append(mosaic)
        return {key: tuple(mosaics) for key, mosaics in table.items()}

    @cached_property
    def longest(self) -> int:
        """How many words the longest phrase has."""
        return max(map(len, self.phrases))

    @cached_property
    def light(self) -> frozenset[str]:
        """Stems of words that carry no claim, or too little of it to be a need."""
        return frozenset(stem(word) for section in ("light", "plain", "faint") for word in self.data[section])

    @cached_property
    def units(self) -> dict[Phrase, tuple[str, float]]:
        """Unit -> dimension and how many of the dimension's base unit it is (hours for durations)."""
        return {stems_of(name) or (name,): (kind, float(factor)) for name, (kind, factor) in self.data["units"].items()}

    @cached_property
    def entailed(self) -> dict[str, frozenset[str]]:
        """Concept -> everything that evidence of it is also evidence of, itself included."""
        direct = {**self.data["entails"], **self.data["standard_entails"]}
        return {name: frozenset(_closure(name, direct)) for name in direct}

    @cached_property
    def compositions(self) -> dict[str, tuple[frozenset[str], ...]]:
        """Concept -> sets of concepts that say the same together when one sentence has them all."""
        return {name: tuple(map(frozenset, sets)) for name, sets in self.data["compositions"].items()}

    @cached_property
    def opposites(self) -> dict[str, frozenset[str]]:
        """Concept -> concepts that are something else in its place."""
        return {name: frozenset(others) for name, others in self.data["opposites"].items()}

    @cached_property
    def directions(self) -> dict[str, str]:
        """Concept -> `at_least` or `at_most`, which way a number beside it is good."""
        return {name: way for way, names in self.data["directions"].items() for name in names}

    @cached_property
    def little(self) -> frozenset[str]:
        """Words that no evidence needs to repeat and by which no two texts are alike: articles, auxiliaries …"""
        return frozenset(self.data["little"])

    @cached_property
    def negators(self) -> frozenset[str]:
        """Stems of the words that negate by themselves."""
        return frozenset(phrase[0] for phrase in self.wordings("negators") if len(phrase) == 1)

    @cached_property
    def soft_negators(self) -> frozenset[str]:
        """Words that may negate: `prevented`, `blocked`."""
        return frozenset(self.data["soft_negators"])

    @cached_property
    def active_negators(self) -> frozenset[str]:
        """Words that deny only what stands behind them: `blocks`."""
        return frozenset(self.data["active_negators"])

    def names(self, section: str) -> frozenset[str]:
        """Give a section that is a list of concept names; of the faint words, their stems."""
        return self._lists[section]

    def wordings(self, section: str) -> tuple[Phrase, ...]:
        """Give a section that is a list of phrases, as stems."""
        return self._phrase_lists[section]

    def implied(self, names: Iterable[str]) -> frozenset[str]:
        """Everything that the named concepts are evidence of."""
        entailed = self.entailed
        found: set[str] = set()
        for name in names:
            if name in entailed:
                found |= entailed[name]
            else:
                found.add(name)
        return frozenset(found)

    @cached_property
    def _lists(self) -> dict[str, frozenset[str]]:
        sections = (
            "weak", "ignorable", "harmless_under_all", "softened", "bad_things", "bad_deeds", "attributes", "places",
        )  # fmt: skip
        lists = {section: frozenset(self.data[section]) for section in sections}
        return {**lists, "faint": frozenset(stem(word) for word in self.data["faint"])}

    @cached_property
    def _phrase_lists(self) -> dict[str, tuple[Phrase, ...]]:
        sections = [name for name, value in self.data.items() if isinstance(value, list)]
        return {name: tuple(sorted(map(stems_of, self.data[name]), key=len, reverse=True)) for name in sections}


def _mosaic(name: str, wording: str) -> Mosaic:
    """Read a mosaic such as `guess @account`: plain words, and concepts behind an at sign."""
    parts = wording.split()
    words = frozenset(stem(part) for part in parts if not part.startswith("@"))
    return Mosaic(name, words, frozenset(part[1:] for part in parts if part.startswith("@")))


def _closure(name: str, direct: Mapping[str, list[str]]) -> set[str]:
    """Follow entailment to its end."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one not in found:
            found.add(one)
            waiting.extend(direct.get(one, ()))
    return found


@lru_cache(maxsize=1)
def security_lexicon() -> Lexicon:
    """Read the lexicon that the product ships, once a process."""
    return Lexicon(json.loads(asset("seed_data", "lexicon.json").read_text(encoding="utf-8")))
