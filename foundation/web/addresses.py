"""Addresses of many rows: a page builds one, and sets the id of each row into it."""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from flask import url_for

PLACE = UUID(int=0)
"""Stands where an id comes; no row has it."""
NUMBER = 7_654_321_000_000
"""Stands where a number comes; nothing is counted as far."""


@dataclass(frozen=True, slots=True)
class AddressOfEach:
    """Gives the address of a row by its id, in brackets: templates take longer for a call than for what it gives."""

    before: str
    after: str

    def __getitem__(self, row_id: object) -> str:
        return f"{self.before}{row_id}{self.after}"


def address_of_each(endpoint: str, row: str, *, place: UUID | int = PLACE, **others: Any) -> AddressOfEach:
    """Build an address once for all ids; `row` names the argument that differs, which is in the path.

    Where that is a number, `place` is NUMBER.
    """
    given: dict[str, Any] = {row: place, **others}
    before, _, after = url_for(endpoint, **given).partition(str(place))
    return AddressOfEach(before, after)
