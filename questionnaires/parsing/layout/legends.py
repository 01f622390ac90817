"""Codes to answer with that a sheet explains itself: `(C / PC / NC)`, `F = fully met, N = not met`, `0-3`."""

import re
from collections.abc import Iterator

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.headers import listed_answers
from questionnaires.parsing.words import ANSWER_WORDS, plain

_BRACKETS = re.compile(r"[(\[]([^()\[\]]{2,40})[)\]]\s*$")
_CODE = r"[A-Z]{1,3}|\d{1,2}"
_CODES = re.compile(rf"^\s*(?:{_CODE})(?:\s*[/,;|]\s*(?:{_CODE})){{1,9}}\s*$")
_SCALE = re.compile(r"^\s*(\d)\s*(?:-|–|to|bis|a|à|\.\.)\s*(\d{1,2})\s*$")
_PAIR = re.compile(rf"(?:^|[:.,;|(\n])\s*({_CODE})\s*(?:=|:|–|—| - )\s*([^=:;,|\n]{{2,60}})")
_LONGEST_SCALE = 10
_ROWS_LOOKED_AT = 60


def header_words(grid: Grid, column: int | None, rows: tuple[int, ...]) -> tuple[str, ...] | None:
    """Give the words to answer with that the answer column's header offers, lowest row first, or a legend over it."""
    if column is None:
        return None
    heads = [grid.shown(row, column) for row in reversed(rows)]
    for offered in (listed_answers, listed_codes):
        if words := next((words for head in heads if (words := offered(head))), None):
            return words
    return _legend(grid, column, rows) if rows else None


def listed_codes(text: str) -> tuple[str, ...] | None:
    """Read codes or the ends of a scale from a header's brackets: `Conformity (C / PC / NC)`, `Maturity (0-3)`."""
    match = _BRACKETS.search(text.strip())
    if match is None:
        return None
    if scale := _SCALE.match(match[1]):
        first, last = int(scale[1]), int(scale[2])
        return tuple(map(str, range(first, last + 1))) if first < last <= first + _LONGEST_SCALE else None
    return tuple(re.split(r"\s*[/,;|]\s*", match[1].strip())) if _CODES.match(match[1]) else None


def _legend(grid: Grid, column: int, rows: tuple[int, ...]) -> tuple[str, ...] | None:
    """Read the codes explained above the header, unless another column holds them already."""
    pairs = dict(_pairs(grid, rows[0]))
    answering = [meaning for meaning in pairs.values() if _answers(meaning)]
    if len(pairs) < 2 or len(answering) * 2 < len(pairs):
        return None
    body = list(grid.rows)[:_ROWS_LOOKED_AT]
    others = {text for row in body if row > rows[-1] for at, text in grid.rows[row].items() if at != column}
    return None if set(pairs) <= others else tuple(pairs)


def _pairs(grid: Grid, before: int) -> Iterator[tuple[str, str]]:
    """Give code and meaning, from one text that lists them or from rows of a code and its meaning side by side."""
    for row, cells in grid.rows.items():
        if row >= before:
            return
        texts = [text.strip() for text in cells.values()]
        if len(texts) == 2 and re.fullmatch(_CODE, texts[0]):
            yield texts[0], texts[1]
        for text in texts:
            listed = [(match[1], match[2].strip()) for match in _PAIR.finditer(text)]
            yield from listed if len(listed) >= 2 else ()


def _answers(meaning: str) -> bool:
    """Whether a meaning is an answer: `partly met`, `not applicable`."""
    words = plain(meaning)
    return words in ANSWER_WORDS or words.partition(" ")[0] in ANSWER_WORDS or words.startswith("not ")
