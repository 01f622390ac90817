"""A long list, cut into pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

import sqlalchemy as sa
from sqlalchemy.orm import Session

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Page(Generic[Row]):
    """Some rows of a list: `number` counts from 1, `total` is the whole list's length."""

    rows: Sequence[Row]
    number: int
    size: int
    total: int

    @property
    def pages(self) -> int:
        """How many pages there are, at least one."""
        return max(1, -(-self.total // self.size))


def place_of(number: int, size: int, total: int) -> int:
    """Give the page asked for, or the nearest that a list of that length has."""
    return min(max(number, 1), max(1, -(-total // size)))


def cut(rows: Sequence[Row], *, number: int, size: int = 50) -> Page[Row]:
    """Give one page of rows that are all at hand; a number out of range gives the nearest page that exists."""
    number = place_of(number, size, len(rows))
    return Page(rows[(number - 1) * size : number * size], number, size, len(rows))


def paginate(
    session: Session, wanted: sa.Select[Any], *, number: int, size: int = 50, total: int | None = None
) -> Page[Any]:
    """Fetch one page of a selection of rows; a number out of range gives the nearest page that exists.

    The rows are counted, unless whoever asks knows how many there are.
    """
    if total is None:
        total = session.scalar(sa.select(sa.func.count()).select_from(wanted.order_by(None).subquery())) or 0
    number = place_of(number, size, total)
    rows = session.scalars(wanted.limit(size).offset((number - 1) * size)).all() if total else ()
    return Page(rows, number, size, total)
