"""Addresses of many rows: a page builds one, and sets the id of each row into it."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import url_for

PLACE = UUID(int=0)
"""Stands where an id comes; no row has it."""


def address_of_each(endpoint: str, row: str, **others: Any) -> Callable[[object], str]:
    """Build an address once and give it for each id; `row` names the argument that differs, which is in the path."""
    given: dict[str, Any] = {row: PLACE, **others}
    before, _, after = url_for(endpoint, **given).partition(str(PLACE))
    return lambda row_id: f"{before}{row_id}{after}"
