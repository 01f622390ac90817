"""Makes a text safe to stand in a cell: legal characters, within the limit, never a formula."""

import re

from foundation.errors import BadInput

MAX_CELL_CHARACTERS = 32_767
"""What a spreadsheet cell holds, counted in UTF-16 units as the programs count."""

_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff\ufffe\uffff]")
_FORMULA_SIGNS = ("=", "@", "\uff1d", "\uff20", "\uff0b", "\uff0d")
_SIGNED_NUMBER = re.compile(r"^[+-]\d+(?:[.,]\d+)?\s?%?$")


def cell_text(text: str, *, where: str) -> str:
    """Clean a text for a workbook's cell; raises `BadInput` when it is longer than a cell holds.

    A text that begins with = or @, or with + or - before a non-digit, is set in double quotes: the
    quote survives trimming, retyping and copying into another program, where an apostrophe does not. The wide
    forms of these signs count as well: programs set to Japanese read them so.
    """
    clean = legal(text)
    if clean.startswith(("=", "@", "\uff1d", "\uff20", "\uff0b", "\uff0d")) or (
        clean[:1] in ("+", "-") and not clean[1:2].isdigit()
    ):
        clean = quoted(clean)
    length = len(clean.encode("utf-16-le")) // 2
    if length > MAX_CELL_CHARACTERS:
        raise BadInput(f"the text has {length} characters, a cell holds {MAX_CELL_CHARACTERS}; shorten it", where)
    return clean


def csv_text(text: str, *, where: str) -> str:
    """Clean a text for a CSV field, where a program guesses: only a plain number keeps its leading sign."""
    return guarded_number(cell_text(text, where=where))


def guarded_number(clean: str) -> str:
    """Quote a text of `cell_text` whose leading sign is no plain number's."""
    return quoted(clean) if clean[:1] in ("+", "-") and not _SIGNED_NUMBER.match(clean) else clean


def legal(text: str) -> str:
    """Drop characters that XML forbids and leading white space (a tab or line end hides a formula), unify line ends."""
    return _ILLEGAL.sub("", text.replace("\r\n", "\n").replace("\r", "\n")).strip()


def quoted(text: str) -> str:
    return f'"{text}"'
