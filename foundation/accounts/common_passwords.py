"""Passwords that everybody tries first: a list from breaches shipped as data, and what is derived from it."""

import gzip
from functools import cache

from foundation.assets import asset

_ROWS = ("01234567890123456789", "98765432109876543210", "abcdefghijklmnopqrstuvwxyz", "qwertyuiopasdfghjklzxcvbnm")
"""Rows of keys and letters; a piece of one is no password."""


def is_common(password: str) -> bool:
    """Tell whether a password is common: it stands in the list, whatever digits and signs are put around it, or is
    one short piece again and again, or a row of keys.

    >>> [is_common(one) for one in ("Liverpool2024!!", "monkeymonkey", "abcabcabcabc", "qwertyuiopas")]
    [True, True, True, True]
    >>> is_common("four unlikely words here")
    False
    """
    plain = "".join(password.casefold().split())
    core = plain.strip("0123456789!?.,;:#$%&*+-_=@")
    piece = _repeated_piece(plain)
    return (
        plain in _listed()
        or core in _listed()
        or piece in _listed()
        or len(piece) <= len(plain) // 3
        or any(plain in row for row in _ROWS)
    )


def _repeated_piece(plain: str) -> str:
    """Give the shortest piece that a text repeats; the text itself when it repeats none."""
    length = (plain + plain).find(plain, 1)
    return plain[:length] if length > 0 else plain


@cache
def _listed() -> frozenset[str]:
    packed = asset("seed_data", "passwords", "common-passwords.txt.gz").read_bytes()
    return frozenset(gzip.decompress(packed).decode().split())
