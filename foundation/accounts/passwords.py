"""Passwords: argon2 hashes, and how short is too short."""

from collections.abc import Iterable
from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerifyMismatchError

from foundation.accounts.common_passwords import is_common
from foundation.accounts.guessable_words import leans_on
from foundation.errors import BadInput

MINIMUM_LENGTH = 12
"""Characters; no composition rules, as NIST SP 800-63B advises."""

_hasher = PasswordHasher()


def check_new_password(password: str, email: str, about: Iterable[str] = ()) -> None:
    """Refuse a password that is short, common, or made of what is known of the person; raises BadInput.

    `about` names person and organisation.
    """
    if len(password) < MINIMUM_LENGTH:
        raise BadInput(f"Use at least {MINIMUM_LENGTH} characters; a few words in a row are easy to remember")
    if email and email.lower() in password.lower():
        raise BadInput("Use a password that does not contain your e-mail address")
    if is_common(password):
        raise BadInput("Use another password: this one is among those that are tried first. Take a few unlikely words.")
    if leans_on(password, [email, *about]):
        raise BadInput(
            "Use another password: this one is made of the name of this service, of its words, or of your own names. "
            "Take a few unlikely words."
        )


def hash_password(password: str) -> str:
    """Hash a password with argon2id and the library's parameters."""
    return _hasher.hash(password)


def password_matches(password_hash: str, password: str) -> bool:
    """Check a password against its hash; a hash that cannot be read matches nothing, and takes as long."""
    try:
        return _hasher.verify(password_hash, password)
    except VerifyMismatchError:
        return False
    except InvalidHashError:  # of whoever has no password here, as they come by single sign-on
        spend_the_same_time(password)
        return False


def is_outdated(password_hash: str) -> bool:
    """Tell whether a hash was made with other parameters than are in force."""
    return _hasher.check_needs_rehash(password_hash)


@cache
def _nobodys_hash() -> str:
    return hash_password("no account has this password")


def spend_the_same_time(password: str) -> None:
    """Hash against nothing, so that an unknown address takes as long as a wrong password."""
    password_matches(_nobodys_hash(), password)
