"""Passwords: argon2 hashes, and how short is too short."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

MINIMUM_LENGTH = 12
"""Characters; no composition rules, as NIST SP 800-63B advises."""

_hasher = PasswordHasher()


def hash_password(password: str) -> str:
    """Hash a password with argon2id and the library's parameters."""
    return _hasher.hash(password)


def password_matches(password_hash: str, password: str) -> bool:
    """Check a password against its hash; a hash that cannot be read matches nothing."""
    try:
        return _hasher.verify(password_hash, password)
    except (VerifyMismatchError, InvalidHashError):
        return False


@cache
def _nobodys_hash() -> str:
    return hash_password("no account has this password")


def spend_the_same_time(password: str) -> None:
    """Hash against nothing, so that an unknown address takes as long as a wrong password."""
    password_matches(_nobodys_hash(), password)
