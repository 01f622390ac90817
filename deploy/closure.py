"""What runs where auditmatch runs: it and what it needs, without tests and tools, as installed here."""

from collections.abc import Iterator
from importlib.metadata import Distribution, distribution

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

RUNS = "auditmatch[postgresql,redis]"
BUILDS = "hatchling"


def closure(root: str) -> dict[str, Distribution]:
    """Give what a requirement needs, itself among it, by canonical name in alphabetical order."""
    found: dict[str, Distribution] = {}
    wanted = [Requirement(root)]
    seen: set[tuple[str, frozenset[str]]] = set()
    while wanted:
        requirement = wanted.pop()
        name, extras = canonicalize_name(requirement.name), frozenset(requirement.extras)
        if (name, extras) not in seen:
            seen.add((name, extras))
            found[name] = distribution(name)
            wanted.extend(needed(found[name], extras))
    return dict(sorted(found.items()))


def needed(installed: Distribution, extras: frozenset[str] = frozenset()) -> Iterator[Requirement]:
    """Give what a distribution needs on this machine, with some of its extras."""
    for line in installed.requires or ():
        requirement = Requirement(line)
        if requirement.marker is None or any(requirement.marker.evaluate({"extra": extra}) for extra in ("", *extras)):
            yield requirement
