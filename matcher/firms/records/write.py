"""From firm profiles to the bytes of `firms.csv`."""

from collections.abc import Iterable

from foundation.tables.write import to_csv
from matcher.firms.profile import FirmProfile
from matcher.firms.records.columns import FIRM_COLUMNS

_HEADER = tuple(column.name for column in FIRM_COLUMNS)


def write_firms(profiles: Iterable[FirmProfile]) -> bytes:
    """Write every column of `firms.csv`; `read_firms` gives the same profiles back."""
    return to_csv(_HEADER, ([getattr(firm, name) for name in _HEADER] for firm in profiles))
