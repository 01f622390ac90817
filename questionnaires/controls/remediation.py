"""What to do about a criterion that is not covered, from `seed_data/remediation.csv`."""

from collections.abc import Mapping
from functools import cache

from foundation.assets import asset
from foundation.tables.columns import Column, listing, text
from foundation.tables.model import raise_if_any
from foundation.tables.read import read_table
from foundation.tables.rows import typed_rows

MOST_FOUND = ("CC6.1", "CC6.2", "CC6.3", "CC8.1", "CC9.2")
"""The criteria behind the three gaps found most: joiners and leavers, changes, vendors."""

_COLUMNS = (Column("criterion", text, required=True), Column("steps", listing, required=True))


@cache
def remediation_steps() -> Mapping[str, tuple[str, ...]]:
    """Give the steps for each criterion, in the order in which to take them; read once."""
    path = asset("seed_data", "remediation.csv")
    read = typed_rows(read_table(path.read_bytes(), filename=path.name), _COLUMNS, key="criterion")
    raise_if_any(read.problems)
    return {row.values["criterion"]: row.values["steps"] for row in read.rows}
