"""What an identity provider says of somebody."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Claims:
    """What the provider vouches for."""

    issuer: str
    subject: str
    email: str | None
    """In lower case; None unless the provider says that it has verified the address."""
    name: str | None
    proved_at: datetime
    """When the person last proved to the provider who they are; long ago when it does not say."""
