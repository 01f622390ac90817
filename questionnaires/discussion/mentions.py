"""Who is meant by an @ in a comment."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol, TypeVar


class Named(Protocol):
    """Somebody who can be named."""

    name: str
    email: str


Person = TypeVar("Person", bound=Named)


def mentioned(text: str, people: Iterable[Person]) -> Sequence[Person]:
    """List the people whom a text names after an @: by address, by the part before its @, or by name; each once.

    A longer name wins: "@Ann Lee" is not "@Ann". A first name counts when only one person bears it.
    """
    everybody = list(people)
    names = {name: person for person in everybody for name in _names(person, everybody)}
    if not names:
        return []
    longest_first = sorted(names, key=len, reverse=True)
    pattern = re.compile(r"(?<!\w)@(" + "|".join(map(re.escape, longest_first)) + r")(?!\w)", re.IGNORECASE)
    found = [names[match.group(1).casefold()] for match in pattern.finditer(text)]
    return [person for at, person in enumerate(found) if person not in found[:at]]


def _names(person: Named, everybody: Iterable[Named]) -> set[str]:
    whole = {person.email.casefold(), person.name.casefold()}
    short = {_local(person), _first(person)}
    others = [one for one in everybody if one is not person]
    taken = {name for one in others for name in (_local(one), _first(one), one.name.casefold())}
    return {name for name in whole | (short - taken) if name}


def _local(person: Named) -> str:
    return person.email.split("@")[0].casefold()


def _first(person: Named) -> str:
    return person.name.split(" ")[0].casefold()
