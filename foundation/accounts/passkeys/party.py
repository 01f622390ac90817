"""For which site passkeys hold: browsers bind each to a name, and to no other."""

from dataclasses import dataclass
from ipaddress import ip_address
from urllib.parse import urlsplit

from foundation.config import Settings


@dataclass(frozen=True, slots=True)
class Party:
    """The site as browsers see it: the name that passkeys are bound to, and the address its pages have."""

    name: str
    origin: str


def party_of(settings: Settings) -> Party | None:
    """Give the site of an installation; None where its address is a bare number, which passkeys cannot be bound to.

    A number of this machine itself stands for `localhost`, which browsers take.
    """
    parts = urlsplit(settings.base_url)
    name = parts.hostname or ""
    port = f":{parts.port}" if parts.port else ""
    try:
        number = ip_address(name)
    except ValueError:
        return Party(name, f"{parts.scheme}://{name}{port}")
    return Party("localhost", f"{parts.scheme}://localhost{port}") if number.is_loopback else None
