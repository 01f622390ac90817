"""Whether the words of a sentence stand to each other as in the citation: true words in another order can be false."""

from collections.abc import Sequence
from itertools import pairwise

from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.measures import as_number
from questionnaires.answering.words import stem

CONNECTING = frozenset(
    {"we", "our", "us", "the", "a", "an", "and", "is", "are", "be", "been", "being", "was", "were", "has", "have"}
    | {"of", "to", "in", "on", "at", "by", "for", "with", "from", "it", "its", "they", "them", "their"}
    | {"this", "that", "these", "those", "as", "which", "do", "does", "using"}
)
"""Words that a sentence may have though no source has them; none of them says how many, how often or how surely."""
_PEOPLE = frozenset(
    {"employee", "staff", "personnel", "contractor", "customer", "client", "user", "administrator", "admin", "manager"}
    | {
        "developer",
        "engineer",
        "auditor",
        "assessor",
        "vendor",
        "supplier",
        "subprocessor",
        "visitor",
        "guest",
        "owner",
    }
    | {"operator", "analyst", "officer", "board", "committee", "team", "reviewer", "approver", "management", "tenant"}
)
_PERSON_STEMS = frozenset(map(stem, _PEOPLE))
_BOUND_TO_NEXT = frozenset(
    {"to", "from", "into", "before", "after", "than", "without"}
    | {"all", "every", "each", "any", "always", "entire", "whole", "only", "most", "no", "not", "never"}
)
"""Words that say nothing without the next: from production, to test, all backups, not shared."""
_LIMITING = frozenset({"least", "most", "within", "up", "minimum", "maximum", "than", "once", "twice"})
"""Words that a number leans on from afar; a sentence has them as often as the citation."""
_MOVED = 1
"""How many words may stand elsewhere: `databases are encrypted` may become `we encrypt databases`."""


def disorder(said: Sequence[str], cited: Sequence[str], also: Sequence[str], lexicon: Lexicon) -> str | None:
    """Name what stands otherwise in a sentence than in the citation.

    Parameters
    ----------
    said, cited : tokens of the sentence and of the cited one.
    also : tokens of the source's other fields, which may lend a number or a scope word too.
    """
    known = [*cited, ".", *also]
    if not _numbers(said, lexicon) <= _numbers(known, lexicon):
        return "a number stands beside other words than in the citation"
    if _leaning(said) != _leaning(cited):
        return "it has another bound than the citation"
    if not _bound(said) <= _bound(known):
        return "it changes what is said of what"
    people, theirs = _people(said), _people(cited)
    if [one for one in people if one in theirs] != [one for one in theirs if one in people]:
        return "it changes who does what"
    return "it puts the words in another order" if _moved(said, cited) > _MOVED else None


def _numbers(tokens: Sequence[str], lexicon: Lexicon) -> set[tuple[str, str]]:
    """Give each number with the word before it: `within 30` is not `30`, and `july 2025` not `june 2025`."""
    pairs = pairwise(["", *tokens])
    return {("" if before in CONNECTING or not before[:1].isalnum() else stem(before), token)
            for before, token in pairs if token[0].isdigit() or as_number(token, lexicon) is not None}  # fmt: skip


def _leaning(tokens: Sequence[str]) -> list[str]:
    return sorted(token for token in tokens if token in _LIMITING)


def _bound(tokens: Sequence[str]) -> set[tuple[str, str]]:
    """Give each binding word with the first word behind it that says something."""
    telling = [token for token in tokens if token in _BOUND_TO_NEXT or token not in CONNECTING]
    return {(one, stem(other)) for one, other in pairwise(telling) if one in _BOUND_TO_NEXT and other[0].isalnum()}


def _people(tokens: Sequence[str]) -> list[str]:
    return list(dict.fromkeys(found for token in tokens if (found := stem(token)) in _PERSON_STEMS))


def _moved(said: Sequence[str], cited: Sequence[str]) -> int:
    """Count the words of the citation that do not stand in its order."""
    theirs = _telling(cited)
    ours = [one for one in _telling(said) if one in theirs]
    return len(ours) - _common(ours, theirs)


def _telling(tokens: Sequence[str]) -> list[str]:
    passed = CONNECTING | _BOUND_TO_NEXT
    return [stem(token) for token in tokens if token[0].isalnum() and token not in passed]


def _common(one: Sequence[str], other: Sequence[str]) -> int:
    """Give the length of the longest common subsequence."""
    row = [0] * (len(other) + 1)
    for left in one:
        before = 0
        for at, right in enumerate(other, start=1):
            before, row[at] = row[at], before + 1 if left == right else max(row[at], row[at - 1])
    return row[-1]
