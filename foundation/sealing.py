"""Sealing what must be read again, so that a copy of the database alone does not give it."""

import base64

from cryptography.fernet import Fernet, InvalidToken
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF


class BrokenSeal(RuntimeError):
    """What was sealed cannot be read: it was changed, or the service's key is another one now."""


class Sealer:
    """Encrypts and authenticates short texts by a key that is derived from the service's own.

    >>> sealer = Sealer("the service's key", purpose="example")
    >>> sealer.unsealed(sealer.sealed("hush"))
    'hush'
    """

    def __init__(self, service_key: str, *, purpose: str) -> None:
        derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"auditmatch {purpose}".encode())
        self._fernet = Fernet(base64.urlsafe_b64encode(derived.derive(service_key.encode())))

    def sealed(self, text: str) -> str:
        """Seal a text; twice the same text gives different seals."""
        return self._fernet.encrypt(text.encode()).decode()

    def unsealed(self, sealed: str) -> str:
        """Read what was sealed; raises BrokenSeal."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as broken:
            raise BrokenSeal("sealed under another key, or changed since") from broken
