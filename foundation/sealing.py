"""Sealing what must be read again, so that a copy of the database alone does not give it."""

import base64
from collections.abc import Iterable

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
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

    def __init__(self, service_key: str, *, purpose: str, former_keys: Iterable[str] = ()) -> None:
        self._fernet = MultiFernet([_fernet(key, purpose) for key in (service_key, *former_keys)])

    def sealed(self, text: str) -> str:
        """Seal a text; twice the same text gives different seals."""
        return self._fernet.encrypt(text.encode()).decode()

    def unsealed(self, sealed: str) -> str:
        """Read what was sealed; raises BrokenSeal."""
        try:
            return self._fernet.decrypt(sealed.encode()).decode()
        except InvalidToken as broken:
            raise BrokenSeal("sealed under another key, or changed since") from broken

    def renewed(self, sealed: str) -> str:
        """Seal anew by the key in force what a former one may have sealed; raises BrokenSeal."""
        return self.sealed(self.unsealed(sealed))


def _fernet(service_key: str, purpose: str) -> Fernet:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=f"auditmatch {purpose}".encode())
    return Fernet(base64.urlsafe_b64encode(derived.derive(service_key.encode())))
