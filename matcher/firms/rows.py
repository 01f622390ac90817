"""Between a firm's row in the database and its profile, field by field."""

import json
from collections.abc import Callable, Iterable
from dataclasses import fields
from datetime import date
from functools import lru_cache
from typing import Any

import sqlalchemy as sa

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
    columns = {name: getattr(firm, name) for name in NAMES}
    return FirmProfile(**columns | {name: read(columns[name]) for name, read in _FROM_JSON.items()})


def columns_as_kept() -> list[sa.ColumnElement[Any]]:
    """Give the columns of a profile for selecting them, lists as the JSON text that the database keeps."""
    return [sa.cast(getattr(Firm, name), sa.Text) if name in LISTS else getattr(Firm, name) for name in NAMES]


def profile_as_kept(row: Iterable[Any]) -> FirmProfile:
    """Give what `columns_as_kept` selects as a profile."""
    columns = dict(zip(NAMES, row, strict=True))
    return FirmProfile(**columns | {name: _read(name, columns[name]) for name in _FROM_JSON})


@lru_cache(maxsize=20_000)
def _read(name: str, text: str) -> Any:
    """Read a list out of its text; of ten thousand firms many say the same, and it is read once for all of them."""
    return _FROM_JSON[name](json.loads(text))


def put(firm: Firm, name: str, value: object) -> None:
    """Write one field of a profile into a firm's row."""
    setattr(firm, name, _as_json(value) if name in LISTS else value)


def _as_json(value: Any) -> Any:
    if isinstance(value, tuple):
        return [str(part) for part in value]
    return {str(key): held.isoformat() if isinstance(held, date) else held for key, held in value.items()}
