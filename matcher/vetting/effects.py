"""What a check says about a firm's profile, on which the gate judges: written, compared, taken back. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from matcher.firms.profile import FirmProfile
from matcher.firms.records.columns import FIRM_COLUMNS

_COLUMNS = {column.name: column for column in FIRM_COLUMNS}
_IDENTITY = frozenset({"licence_state", "licence_number"})
"""Which licence was looked up stays known, whatever becomes of the finding."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a check found: the cells of `firms.csv` that it speaks of, and the framework when it is about one."""

    cells: Mapping[str, str]
    subject: str = ""


def written(profile: FirmProfile, found: Found) -> FirmProfile:
    """Give the profile as the check has it; a credential speaks of its own framework and leaves the others."""
    values = _values(found)
    if "frameworks" in values:
        values["frameworks"] = _without(profile.frameworks, found.subject) | values["frameworks"]
    return replace(profile, **values)


def still_stands(profile: FirmProfile, found: Found) -> bool:
    """Tell whether the profile says what the check found: nobody has changed it by hand or by a file since.

    Another note of where it was looked up is no other finding.
    """
    told = {name: cell for name, cell in found.cells.items() if not name.endswith("_source")}
    return written(profile, Found(told, found.subject)) == profile


def taken_back(profile: FirmProfile, found: Found) -> FirmProfile:
    """Make unknown what the check wrote and what still stands as it wrote it."""
    values = {name: value for name, value in _values(found).items() if name not in _IDENTITY}
    mine = {name for name, value in values.items() if getattr(profile, name) == value}
    unknown: dict[str, Any] = {name: _COLUMNS[name].parse("") for name in mine - {"frameworks"}}
    if "frameworks" in values and still_stands(profile, found):
        unknown["frameworks"] = _without(profile.frameworks, found.subject)
    return replace(profile, **unknown)


def _values(found: Found) -> dict[str, Any]:
    return {name: _COLUMNS[name].parse(cell) for name, cell in found.cells.items()}


def _without(frameworks: Mapping[str, Any], one: str) -> dict[str, Any]:
    return {name: day for name, day in frameworks.items() if name != one}
