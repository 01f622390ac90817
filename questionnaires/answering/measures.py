"""Numbers with their unit and direction: `within 24 hours`, `at least 12 characters`, `quarterly`, `TLS 1.2`."""

from dataclasses import dataclass
from enum import StrEnum

from questionnaires.answering.lexicon import Lexicon, Phrase
from questionnaires.answering.words import stem

PERIOD = "period"
LOOKBACK = "lookback"
_ARTICLES = frozenset({"a", "an"})
"""`Within a week` is one week; `a copy` and `a second region` are no measures."""
WORDS_BEFORE = 4
WORDS_AFTER = 5


class Direction(StrEnum):
    """Which side of a bound is meant."""

    AT_LEAST = "at_least"
    AT_MOST = "at_most"


@dataclass(frozen=True, slots=True)
class Measure:
    """A number in the base unit of its dimension: hours for durations and periods, else as written."""

    dimension: str
    value: float
    direction: Direction | None
    at: int
    """Index of its first token."""
    end: int
    """Index after its last token."""
    text: str


def as_number(token: str, lexicon: Lexicon) -> float | None:
    """Read a number in digits or as a word; None when the token is neither."""
    try:
        return float(token)
    except ValueError:
        value = lexicon.data["number_words"].get(token)
        return None if value is None else float(value)


def number_at(tokens: list[str], at: int, lexicon: Lexicon) -> tuple[float, int] | None:
    """Read a number of one or several words (`forty five`, `a hundred`, `half a`): its value and the index after it."""
    if tokens[at] in _ARTICLES:
        following = number_at(tokens, at + 1, lexicon) if tokens[at + 1 : at + 2] in (["hundred"], ["dozen"]) else None
        return following or (1.0, at + 1)
    if tokens[at] == "hundred":
        return _with_rest(tokens, 100.0, at + 1, lexicon)
    if tokens[at] == "half" and tokens[at + 1 : at + 2] and tokens[at + 1] in _ARTICLES:
        return 0.5, at + 2
    value = as_number(tokens[at], lexicon)
    if value is None:
        return None
    end = at + 1
    if value in range(20, 100, 10) and tokens[at].isalpha() and end < len(tokens):
        ones = as_number(tokens[end], lexicon) if tokens[end].isalpha() else None
        if ones is not None and ones < 10:
            return value + ones, end + 1
    if value < 10 and tokens[end : end + 1] in (["hundred"], ["dozen"]):
        return _with_rest(tokens, value * (as_number(tokens[end], lexicon) or 1.0), end + 1, lexicon)
    return value, end


def _with_rest(tokens: list[str], value: float, end: int, lexicon: Lexicon) -> tuple[float, int]:
    """Add what follows a hundred: `four hundred and eighty` is 480, not 80."""
    start = end + (tokens[end : end + 1] == ["and"])
    if value >= 100 and start < len(tokens) and tokens[start].isalpha() and tokens[start] not in (*_ARTICLES, "half"):
        rest = number_at(tokens, start, lexicon)
        if rest is not None and rest[0] < 100:
            return value + rest[0], rest[1]
    return value, end


def measure_at(tokens: list[str], at: int, lexicon: Lexicon) -> Measure | None:
    """Read the measure that begins at a token, or None."""
    if tokens[at] in ("tls", "aes") and at + 1 < len(tokens):
        return _named_measure(tokens, at, lexicon)
    number = number_at(tokens, at, lexicon)
    if number is None:
        return None
    value, after = number
    rhythm = _rhythm(tokens, at, value, after, lexicon)
    if rhythm is not None:
        return rhythm
    unit = _unit_at(tokens, after, lexicon)
    if unit is None:
        return None
    dimension, factor, end = unit
    if tokens[at] in _ARTICLES and after == at + 1 and (dimension != "duration" or tokens[after] == "second"):
        return None
    before = tokens[max(0, at - 2) : at]
    if dimension == "duration" and ("every" in before or "each" in before):
        dimension = PERIOD
    elif dimension == "duration" and set(before) & {"last", "past", "previous", "preceding"}:
        dimension = LOOKBACK
    direction = _direction(tokens, at, end, lexicon)
    if tokens[end : end + 2] == ["or", "better"] and dimension == "duration":
        direction = Direction.AT_MOST  # a better time to recover or to answer is a shorter one
    return Measure(dimension, value * factor, direction, at, end, " ".join(tokens[at:end]))


def _rhythm(tokens: list[str], at: int, times: float, after: int, lexicon: Lexicon) -> Measure | None:
    """Read `four times a day` as the period between two of them."""
    if tokens[after : after + 1] != ["times"] or times <= 0:
        return None
    per = after + 1 + (tokens[after + 1 : after + 2] in (["a"], ["an"], ["per"], ["each"], ["every"]))
    unit = _unit_at(tokens, per, lexicon)
    if unit is None or unit[0] != "duration":
        return None
    return Measure(PERIOD, unit[1] / times, Direction.AT_MOST, at, unit[2], " ".join(tokens[at : unit[2]]))


def _named_measure(tokens: list[str], at: int, lexicon: Lexicon) -> Measure | None:
    """Read a protocol version or a key length, which stand behind their name."""
    value = as_number(tokens[at + 1], lexicon)
    if value is None:
        return None
    dimension = "tls_version" if tokens[at] == "tls" else "key_bits"
    direction = _direction(tokens, at, at + 2, lexicon)
    return Measure(dimension, value, direction, at, at + 2, " ".join(tokens[at : at + 2]))


def _unit_at(tokens: list[str], at: int, lexicon: Lexicon) -> tuple[str, float, int] | None:
    """Find the longest unit that begins at a token: dimension, factor, index after it."""
    for size in (3, 2, 1):
        words = tokens[at : at + size]
        phrase = tuple(stem(word) for word in words)
        if len(words) == size and phrase in lexicon.units:
            return (*lexicon.units[phrase], at + size)
    return None


def _direction(tokens: list[str], at: int, end: int, lexicon: Lexicon) -> Direction | None:
    """Read from the words around a number whether it is a least or a most."""
    before = tuple(stem(token) for token in tokens[max(0, at - WORDS_BEFORE) : at])
    after = tuple(stem(token) for token in tokens[end : end + WORDS_AFTER])
    for section, direction in (("at_most_words", Direction.AT_MOST), ("at_least_words", Direction.AT_LEAST)):
        for phrase in lexicon.wordings(section):
            place = after[: len(phrase)] if phrase[0] in ("or", "and") else before[-len(phrase) :]
            if place == phrase or (phrase[0] not in ("or", "and") and _near_end(before, phrase)):
                return direction
    return None


def _near_end(before: Phrase, phrase: Phrase) -> bool:
    """Tell whether a phrase stands before a number with at most one word between."""
    return before[-len(phrase) - 1 : -1] == phrase
