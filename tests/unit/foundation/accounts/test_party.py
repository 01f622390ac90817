"""For which site passkeys hold."""

from pathlib import Path

import pytest

from foundation.accounts.passkeys.party import Party, party_of
from foundation.config import Settings


@pytest.mark.parametrize(
    ("base_url", "party"),
    [
        ("https://audit.example.com", Party("audit.example.com", "https://audit.example.com")),
        ("https://Audit.example.com:8443/", Party("audit.example.com", "https://audit.example.com:8443")),
        ("http://127.0.0.1:8000", Party("localhost", "http://localhost:8000")),
        ("http://[::1]:8000", Party("localhost", "http://localhost:8000")),
        ("https://192.0.2.7", None),
    ],
)
def test_passkeys_hold_for_the_name_of_the_service(base_url, party):
    assert party_of(Settings(instance=Path("unused"), base_url=base_url)) == party
