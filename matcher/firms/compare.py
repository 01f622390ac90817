"""What differs between two states of a firm, field by field, and what no firm may be: pure."""

from dataclasses import dataclass, fields

from foundation.tables.write import cell_text
from matcher.firms.profile import FirmProfile

RANGES = (
    ("type_1_fee_min_usd", "type_1_fee_max_usd"),
    ("type_2_fee_min_usd", "type_2_fee_max_usd"),
    ("headcount_min", "headcount_max"),
)
"""Fields that are the two ends of a range."""

DAYS_TOLD = ("fees_as_of", "capacity_as_of")
"""Fields that change alone when what was told before is confirmed."""


@dataclass(frozen=True, slots=True)
class FieldChange:
    """One field with its value before and after, as cells of `firms.csv`; None is unknown."""

    field: str
    old: str | None
    new: str | None


def changes_between(before: FirmProfile, after: FirmProfile) -> tuple[FieldChange, ...]:
    """List the fields that differ, in the order of `firms.csv`; the order within a `key:value` list does not count."""
    return tuple(
        FieldChange(each.name, _cell(before, each.name), _cell(after, each.name))
        for each in fields(FirmProfile)
        if getattr(before, each.name) != getattr(after, each.name)
    )


def ranges_that_run_backwards(firm: FirmProfile) -> tuple[str, ...]:
    """Name the upper field of each range whose upper end is below its lower one."""
    return tuple(high for low, high in RANGES if _is_below(getattr(firm, high), getattr(firm, low)))


def _is_below(value: int | None, floor: int | None) -> bool:
    return value is not None and floor is not None and value < floor


def _cell(firm: FirmProfile, name: str) -> str | None:
    return cell_text(getattr(firm, name)) or None
