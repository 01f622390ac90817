"""How one value of an intake file is understood: each reader raises BadValue, saying what was expected."""

import re
from collections.abc import Callable
from datetime import date
from enum import StrEnum
from typing import TypeVar

from foundation.plain import only_text
from foundation.tables.columns import BadCell
from matcher.firms.countries import country_code

Choice = TypeVar("Choice", bound=StrEnum)
Value = TypeVar("Value")


class BadValue(ValueError):
    """A value of an intake that cannot be understood; the message says what was expected."""


def text(value: object) -> str:
    """Take a text without the space around it and without characters that are no text."""
    if not isinstance(value, str):
        raise BadValue("expected a text")
    return only_text(value).strip()


def word(value: object) -> str:
    """Take a free word as it is compared: small letters, `_` for space and hyphen."""
    return re.sub(r"[\s\-]+", "_", text(value).lower())


def language(value: object) -> str:
    """Take a language code as it is compared, in small letters."""
    return text(value).lower()


def whole(low: int, high: int) -> Callable[[object], int]:
    """Make a reader for whole numbers from `low` to `high`."""

    def read(value: object) -> int:
        number = int(value) if isinstance(value, float) and value.is_integer() else value
        if isinstance(number, bool) or not isinstance(number, int) or not low <= number <= high:
            raise BadValue(f"expected a whole number from {low} to {high:,}")
        return number

    return read


def yes_no(value: object) -> bool:
    """Take true or false."""
    if not isinstance(value, bool):
        raise BadValue("expected true or false")
    return value


def day(value: object) -> date:
    """Read an ISO date."""
    if not isinstance(value, str) or not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value.strip()):
        raise BadValue("expected a date such as 2027-03-31 (year-month-day)")
    try:
        return date.fromisoformat(value.strip())
    except ValueError as error:
        raise BadValue("expected a day that exists, such as 2027-03-31") from error


def country(value: object) -> str:
    """Read a country code of two letters."""
    try:
        return country_code(text(value))
    except BadCell as error:
        raise BadValue(str(error)) from error


def one_of(choices: type[Choice]) -> Callable[[object], Choice]:
    """Make a reader for the words of an enum."""

    def read(value: object) -> Choice:
        try:
            return choices(word(value))
        except ValueError as error:
            raise BadValue(f"expected one of {', '.join(choices)}") from error

    return read


def listing(read_item: Callable[[object], Value]) -> Callable[[object], tuple[Value, ...]]:
    """Make a reader for a list whose items `read_item` reads; each stands once, empty texts are dropped."""

    def read(value: object) -> tuple[Value, ...]:
        if not isinstance(value, list | tuple):
            raise BadValue("expected a list")
        return tuple(dict.fromkeys(item for item in map(read_item, value) if item != ""))

    return read
