"""Words that everybody would try for a person here: those of the service, and the person's own names."""

import re
from collections.abc import Iterable

SERVICE_WORDS = (
    *("attestation", "audit", "auditmatch", "auditor", "certified", "compliance", "controls", "password"),
    *("questionnaire", "readiness", "report", "security", "soc2", "vendor", "welcome"),
)
"""A password of these alone is refused; docs/sign-in.md lists them."""
SHORTEST_NAME = 3
LEAST_OF_ONES_OWN = 6
"""Characters that must be left of a password when these words, and digits and signs around the rest, are cut out."""


def leans_on(password: str, names: Iterable[str]) -> bool:
    """Tell whether a password is hardly more than words of the service and parts of some names.

    >>> leans_on("Acme-Auditor-2026", ["alice@acme.example", "Alice", "Acme"])
    True
    >>> leans_on("acme heron under bridges", ["alice@acme.example", "Alice", "Acme"])
    False
    """
    whole = password.casefold()
    parts = {part for name in names for part in re.split(r"[\W\d_]+", name.casefold()) if len(part) >= SHORTEST_NAME}
    rest = whole
    for word in sorted({*SERVICE_WORDS, *parts}, key=lambda one: (-len(one), one)):
        rest = rest.replace(word, " ")
    left = re.sub(r"[\W\d_]+", "", rest)
    return len(left) < LEAST_OF_ONES_OWN and rest != whole
