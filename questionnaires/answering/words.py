"""Words of a text as the engine compares them: normalised, cut into tokens and sentences, and stemmed."""

import re
import unicodedata
from functools import lru_cache

REWRITES = tuple(
    (sign, re.compile(pattern), replacement)
    for sign, pattern, replacement in (
        ("24", r"\b24\s*(?:/|x|×|by)\s*7(?:\s*(?:/|x|×)\s*365)?\b", "24x7"),
        ("/", r"\biso\s*/\s*iec\b", "iso iec"),
        ("/", r"\bci\s*/\s*cd\b", "ci cd"),
        ("/", r"\bs\s*/\s*mime\b", "s mime"),
        ("/", r"\bn\s*/\s*a\b", "n/a"),
        ("prem", r"\bon-?prem(?:ise)?s?\b", "on premises"),
        ("type", r"\btype\s+ii\b", "type 2"),
        ("type", r"\btype\s+i\b", "type 1"),
        ("", r"\b(aes|tls|soc|iso|sha|rsa|fips|pci|nist|iec)[-_ ]?v?(\d)", r"\1 \2"),
        (",", r"(\d),(\d{3})\b", r"\1\2"),
        ("", r"\b(\d+)[- ]?(h|hr|hrs|min|mins)\b", r"\1 \2"),
        ("-", r"(\d)-(?=[a-z])", r"\1 "),
        ("/", r"\band\s*/\s*or\b", "or"),
        ("/", r"(?<=[a-z)])\s*/\s*(?=[a-z(])", " or "),
        ("", r"n['’]t\b", " not"),
        ("cannot", r"\bcannot\b", "can not"),
        ("", r"['’]s?\b", ""),
        ("", r"(?<=[a-z0-9])[-‐-―](?=[a-z0-9])", " "),
    )
)
"""A sign without which a text has nothing of the kind, what is looked for where it stands, and what takes its place."""
_TOKEN = re.compile(r"\d+(?:\.\d+)*|[^\W\d_][\w]*|\d\w*|[.;:!?,()%&$€]")
_SENTENCE_END = re.compile(r"(?<=[.!?])(?<!e\.g\.)(?<!i\.e\.)\s+(?=[A-Z0-9\"“(])|\n+|;\s+")
_SUFFIXES = ("ations", "ation", "itions", "ingly", "edly", "ments", "ings", "ions", "ment", "ally", "ing", "ied", "ies")
_ENDINGS = ("ion", "ed", "es", "ly", "s")
REMEMBERED = 256
"""How many texts are remembered in pieces: one question is read several times over, each time for another end."""
_SHORTEST_STEM = 3
_LONG = 6
_WHOLE = frozenset(
    {"production", "information", "application", "applications", "international", "organisation", "deployment"}
    | {"site", "sites", "building", "buildings", "staging", "finding", "findings", "quite", "fine", "fines", "rest"}
    | {"instance", "instances", "message", "messages", "page", "pages", "instant", "succession", "entitled"}
    | {"hourly", "nightly", "weekly", "biweekly", "fortnightly", "monthly", "bimonthly", "quarterly", "yearly"}
)
"""Words whose stem would make them one with another word: production is no product, a week is not weekly."""


def normalise(text: str) -> str:
    """Give the text in lower case with the spellings of numbers, slashes and hyphens made one.

    >>> normalise("SOC2 Type II, TLS1.2 and 24x7x365")
    'soc 2 type 2, tls 1.2 and 24x7'
    """
    plain = unicodedata.normalize("NFKC", text).lower()
    for sign, pattern, replacement in REWRITES:
        if sign in plain:
            plain = pattern.sub(replacement, plain)
    return plain


def tokens_of(text: str) -> list[str]:
    """Cut a text into words, numbers and the punctuation that parts clauses."""
    return list(_tokens_of(text))


@lru_cache(maxsize=REMEMBERED)
def _tokens_of(text: str) -> tuple[str, ...]:
    return tuple(_TOKEN.findall(normalise(text)))


def sentences_of(text: str) -> list[str]:
    """Cut a text into sentences; a semicolon and a new line end one too."""
    return [part.strip() for part in _SENTENCE_END.split(text) if part.strip()]


@lru_cache(maxsize=50_000)
def stem(token: str) -> str:
    """Cut off what English adds to a word, so that its forms compare as equal.

    >>> [stem(word) for word in ("encrypt", "encrypted", "encryption", "policies", "policy")]
    ['encrypt', 'encrypt', 'encrypt', 'polic', 'polic']
    """
    if not token.isalpha() or len(token) <= _SHORTEST_STEM or token in _WHOLE or token.endswith("ee"):
        return token
    if token.endswith("ees"):
        return token[:-1]
    for suffix in (*_SUFFIXES, *_ENDINGS):
        if token.endswith(suffix) and len(token) - len(suffix) >= _SHORTEST_STEM and not token.endswith(("ss", "us")):
            return _trimmed(token[: -len(suffix)])
    return _trimmed(token)


def _trimmed(word: str) -> str:
    """Take a doubled last consonant and a last e or y away: `stopp` and `stop`, `store` and `stor` are one."""
    if len(word) > _SHORTEST_STEM and word[-1] in "ey":
        word = word[:-1]
    if len(word) >= _LONG and word.endswith("at"):
        return word[:-2]
    if len(word) > _SHORTEST_STEM and word[-1] == word[-2] and word[-1] not in "aeiousl":
        return word[:-1]
    return word


@lru_cache(maxsize=20_000)
def stems_of(text: str) -> tuple[str, ...]:
    """Give the stems of all words and numbers of a phrase, punctuation left out."""
    return tuple(stem(token) for token in tokens_of(text) if token[0].isalnum())
