"""Which of a firm's own changes stand until today, and the firm without some of them: pure."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from typing import Any

from foundation.tables.write import cell_text
from matcher.firms.compare import FieldChange
from matcher.firms.profile import FirmProfile
from matcher.firms.records.columns import FIRM_COLUMNS

_COLUMNS = {column.name: column for column in FIRM_COLUMNS}


def standing_of(changes: Iterable[FieldChange], firm: FirmProfile) -> tuple[tuple[FieldChange, bool], ...]:
    """Tell of each change whether the firm still has the value that it brought."""
    return tuple((each, (cell_text(getattr(firm, each.field)) or None) == each.new) for each in changes)


def without(changes: Sequence[FieldChange], firm: FirmProfile) -> FirmProfile:
    """Give the firm with the values that it had before some changes."""
    before: dict[str, Any] = {each.field: _COLUMNS[each.field].parse(each.old or "") for each in changes}
    return replace(firm, **before)
