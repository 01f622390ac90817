"""Secrets that travel in links and cookies; only their hashes are stored."""

import hashlib
import secrets


def new_token() -> str:
    """Make a token of 256 random bits, fit for a link."""
    return secrets.token_urlsafe(32)


def hash_token(token: str) -> str:
    """Give what is stored of a token: SHA-256 is enough, as the token itself cannot be guessed."""
    return hashlib.sha256(token.encode()).hexdigest()
