"""When two written names mean the same firm or company: whole names, without case, punctuation and legal suffix."""

import re
import unicodedata
from collections.abc import Sequence
from functools import lru_cache

from matcher.firms.profile import FirmProfile

_SUFFIXES_IN_A_ROW = """
ab ag as aps bv co company corp corporation gmbh inc incorporated kg kk limited llc llp lp ltd nv oy pa pc plc pllc pty
pvt sa sarl sas se srl"""
_LEGAL_SUFFIXES = frozenset(_SUFFIXES_IN_A_ROW.split())
_INSIDE_A_WORD = re.compile(r"[.'’`]")
_BETWEEN_WORDS = re.compile(r"[\W_]+")


@lru_cache(maxsize=65_536)
def name_key(name: str) -> str:
    """Give what a name is compared by; empty when nothing is left, which equals no name.

    >>> name_key("Cedar-Hollow & Pine, L.L.P.") == name_key("CEDAR HOLLOW PINE")
    True
    """
    words = _words(name)
    while len(words) > 1 and (suffix := _suffix_words(words)):
        words = words[:-suffix]
    return "".join(words)


@lru_cache(maxsize=65_536)
def id_key(firm_id: str) -> str:
    """Give what a firm id is compared by: a legal suffix may be part of an id, so it stays."""
    return "".join(_words(firm_id))


def names_firm(given: Sequence[str], firm: FirmProfile) -> str | None:
    """Find the first given id or name that is this firm's id, name or legal name; None when none is."""
    if not given:
        return None
    known_ids, known_names = {id_key(firm.firm_id)}, {name_key(firm.name), name_key(firm.legal_name or "")}
    for name in given:
        if id_key(name) and (id_key(name) in known_ids or name_key(name) in known_names):
            return name
    return None


def same_name(one: str, other: str) -> bool:
    """Say whether two names mean the same, as a whole."""
    return bool(name_key(one)) and name_key(one) == name_key(other)


def _words(name: str) -> list[str]:
    decomposed = unicodedata.normalize("NFKD", name).casefold()
    plain = "".join(letter for letter in decomposed if not unicodedata.combining(letter))
    return _BETWEEN_WORDS.sub(" ", _INSIDE_A_WORD.sub("", plain)).split()


def _suffix_words(words: list[str]) -> int:
    """Count the words at the end that are a legal suffix, also one written with spaces (`L L P`), never all words."""
    if words[-1] in _LEGAL_SUFFIXES:
        return 1
    for length in range(2, min(5, len(words))):
        tail = words[-length:]
        if all(len(letter) == 1 for letter in tail) and "".join(tail) in _LEGAL_SUFFIXES:
            return length
    return 0
