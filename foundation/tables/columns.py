"""What a column of a table holds: its name, how a cell is understood, and what is said when it cannot be."""

import math
import re
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, TypeVar

Value = TypeVar("Value")
Choice = TypeVar("Choice", bound=StrEnum)
Parser = Callable[[str], Any]
"""Takes a cell's text; gives None (a list: an empty one) for an empty cell; raises BadCell."""

_LARGEST = 2_000_000_000
"""What a database integer holds on every engine, rounded down."""


class BadCell(ValueError):
    """A cell that cannot be understood; the message says what was expected."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a format; `default` stands in for an empty cell where the format gives empty a meaning."""

    name: str
    parse: Parser
    required: bool = False
    default: object = None


def _or_unknown(parse: Callable[[str], Value]) -> Callable[[str], Value | None]:
    """Let an empty cell mean unknown, and hand on the text without the space around it."""

    def parse_or_unknown(cell: str) -> Value | None:
        stripped = cell.strip()
        return parse(stripped) if stripped else None

    parse_or_unknown.__doc__ = parse.__doc__
    return parse_or_unknown


@_or_unknown
def text(cell: str) -> str:
    """Take the cell as it stands, without the space around it."""
    return cell


@_or_unknown
def day(cell: str) -> date:
    """Read an ISO date; other ways to write a day are refused, as 03/04 is two different days."""
    if not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", cell):
        raise BadCell("expected a date such as 2027-03-31 (year-month-day)")
    try:
        return date.fromisoformat(cell)
    except ValueError as error:
        raise BadCell("expected a day that exists, such as 2027-03-31") from error


def _whole(cell: str, expected: str) -> int:
    if not re.fullmatch(r"[0-9]{1,10}", cell) or int(cell) > _LARGEST:
        raise BadCell(f"expected {expected}")
    return int(cell)


@_or_unknown
def count(cell: str) -> int:
    """Read a whole number from 0."""
    return _whole(cell, "a whole number such as 12")


@_or_unknown
def money(cell: str) -> int:
    """Read whole US dollars from 0, without sign, comma or cents."""
    return _whole(cell, "whole US dollars such as 15000, without sign, comma or cents")


@_or_unknown
def decimal(cell: str) -> float:
    """Read a number from 0 that may have decimals after a point."""
    if not re.fullmatch(r"[0-9]{1,10}(\.[0-9]+)?", cell):
        raise BadCell("expected a number such as 2.5")
    return float(cell)


def decimal_within(low: float, high: float) -> Callable[[str], float | None]:
    """Make a parser for numbers in [low, high]."""

    def parse(cell: str) -> float | None:
        number = decimal(cell)
        if number is not None and not (math.isfinite(number) and low <= number <= high):
            raise BadCell(f"expected a number from {low:g} to {high:g}")
        return number

    return parse


@_or_unknown
def yes_no(cell: str) -> bool:
    """Read yes or no."""
    if cell.lower() not in ("yes", "no"):
        raise BadCell("expected yes or no")
    return cell.lower() == "yes"


def one_of(choices: type[Choice]) -> Callable[[str], Choice | None]:
    """Make a parser for the words of an enum; capitals, and a space or hyphen for `_`, do not matter."""

    @_or_unknown
    def parse(cell: str) -> Choice:
        try:
            return choices(re.sub(r"[\s\-]+", "_", cell.lower()))
        except ValueError as error:
            raise BadCell(f"expected one of {', '.join(choices)}") from error

    return parse


def _parts(cell: str) -> list[str]:
    return [part.strip() for part in cell.split(";") if part.strip()]


def listing(cell: str) -> tuple[str, ...]:
    """Read texts separated by `;`, each once, in their order; empty: ()."""
    return tuple(dict.fromkeys(_parts(cell)))


def listing_of(parse_part: Callable[[str], Value | None]) -> Callable[[str], tuple[Value, ...]]:
    """Make a parser for a `;` list whose parts `parse_part` reads, such as `listing_of(one_of(Category))`."""

    def parse(cell: str) -> tuple[Value, ...]:
        read = [parse_part(part) for part in _parts(cell)]
        return tuple(dict.fromkeys(value for value in read if value is not None))

    return parse


def keyed(parse_value: Callable[[str], Value | None]) -> Callable[[str], dict[str, Value | None]]:
    """Make a parser for `key:value; key:value`; a key alone has the value None (unknown), a key twice is refused.

    >>> keyed(count)("saas:40; fintech")
    {'saas': 40, 'fintech': None}
    """

    def parse(cell: str) -> dict[str, Value | None]:
        read: dict[str, Value | None] = {}
        for part in _parts(cell):
            key, _, value = (piece.strip() for piece in part.partition(":"))
            if not key or key in read:
                raise BadCell(f"expected each key once, as in key:value; '{part}' is not")
            read[key] = parse_value(value)
        return read

    return parse
