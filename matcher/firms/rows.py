"""Between a firm's row in the database and its profile, field by field."""

from collections.abc import Callable
from dataclasses import fields
from datetime import date
from typing import Any

from foundation.criteria import Category
from matcher.firms.models import Firm
from matcher.firms.profile import FirmProfile
from matcher.firms.words import Industry, OfferedType

NAMES = tuple(each.name for each in fields(FirmProfile))
"""The columns of `firms.csv`, which are the fields of a profile and the columns of a firm's row."""


def _credentials(held: dict[str, Any]) -> dict[str, date | None]:
    return {name: date.fromisoformat(day) if day else None for name, day in held.items()}


def _reports(held: dict[str, Any]) -> dict[Industry, int | None]:
    return {Industry(name): reports for name, reports in held.items()}


_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "regions": tuple,
    "languages": tuple,
    "clouds": tuple,
    "platforms": tuple,
    "conflict_clients": tuple,
    "report_types": lambda held: tuple(map(OfferedType, held)),
    "categories": lambda held: tuple(map(Category, held)),
    "frameworks": _credentials,
    "industries": _reports,
}
LISTS = frozenset(_FROM_JSON)
"""Fields that hold several values; empty means unknown."""


def profile_of(firm: Firm) -> FirmProfile:
    """Give a firm's row as the value that the pure folders reason about."""
    held = {name: getattr(firm, name) for name in NAMES}
    return FirmProfile(**held | {name: read(held[name]) for name, read in _FROM_JSON.items()})


def put(firm: Firm, name: str, value: object) -> None:
    """Write one field of a profile into a firm's row."""
    setattr(firm, name, _as_json(value) if name in LISTS else value)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return {str(key): held.isoformat() if isinstance(held, date) else held for key, held in value.items()}
