"""From the bytes of a directory file to firm profiles, with every problem found in one pass."""

from dataclasses import dataclass

from foundation.tables.model import Problem, Table, TypedRow
from foundation.tables.read import read_table
from foundation.tables.rows import typed_rows
from matcher.firms.compare import RANGES
from matcher.firms.profile import FirmProfile
from matcher.firms.records.columns import FIRM_COLUMNS


@dataclass(frozen=True, slots=True)
class FirmFile:
    """What a directory file holds: the rows that are good, what is wrong with the others, columns nobody asked for."""

    profiles: tuple[FirmProfile, ...]
    problems: tuple[Problem, ...]
    extra_columns: tuple[str, ...]


def read_firms(content: bytes, *, filename: str) -> FirmFile:
    """Read a `firms.csv` (or the same table as XLSX or JSON).

    Whoever may not go on with a part of the file calls `foundation.tables.model.raise_if_any(file.problems)`.
    Raises Unreadable when the bytes are no such table at all.
    """
    table = read_table(content, filename=filename)
    read = typed_rows(table, FIRM_COLUMNS, key="firm_id")
    turned = [problem for row in read.rows for problem in _ranges_that_run_backwards(table, row)]
    refused = {problem.row for problem in turned}
    profiles = tuple(FirmProfile(**row.values) for row in read.rows if row.number not in refused)
    return FirmFile(profiles, (*read.problems, *turned), read.extra_columns)


def _ranges_that_run_backwards(table: Table, row: TypedRow) -> list[Problem]:
    found = []
    for low, high in RANGES:
        if row.values[low] is not None and row.values[high] is not None and row.values[low] > row.values[high]:
            expected = f"expected at least {low}, which is {row.values[low]}, found '{row.values[high]}'"
            found.append(Problem(table.file, table.sheet, row.number, high, expected))
    return found
