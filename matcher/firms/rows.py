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


# looked up in a dictionary, as calling an enumeration takes long with ten thousand firms
_INDUSTRIES = {one.value: one for one in Industry}
_OFFERED = {one.value: one for one in OfferedType}
_CATEGORIES = {one.value: one for one in Category}


def _credentials(held: dict[str, Any]) -> dict[str, date | None]:
    return {name: date.fromisoformat(day) if day else None for name, day in held.items()}


def _reports(held: dict[str, Any]) -> dict[Industry, int | None]:
    return {_INDUSTRIES[name]: reports for name, reports in held.items()}


_FROM_JSON: dict[str, Callable[[Any], Any]] = {
    "regions": tuple,
    "languages": tuple,
    "clouds": tuple,
    "platforms": tuple,
    "conflict_clients": tuple,
    "report_types": lambda held: tuple(_OFFERED[name] for name in held),
    "categories": lambda held: tuple(_CATEGORIES[name] for name in held),
    "frameworks": _credentials,
    "industries": _reports,
}
LISTS = frozenset(_FROM_JSON)
"""Fields that hold several values; empty means unknown."""


def profile_of(firm: Firm) -> FirmProfile:
    """Give a firm's row as the value that the pure folders reason about."""
    return profile_from({name: getattr(firm, name) for name in NAMES})


def profile_from(columns: dict[str, Any]) -> FirmProfile:
    """Give the columns of a firm's row as that value."""
    return FirmProfile(**columns | {name: read(columns[name]) for name, read in _FROM_JSON.items()})


def put(firm: Firm, name: str, value: object) -> None:
    """Write one field of a profile into a firm's row."""
    setattr(firm, name, _as_json(value) if name in LISTS else value)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return {str(key): held.isoformat() if isinstance(held, date) else held for key, held in value.items()}
