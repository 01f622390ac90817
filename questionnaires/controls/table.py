"""`controls.csv`, `.xlsx` or `.json` to control records and back."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from foundation.criteria import criterion_ids
from foundation.tables.columns import BadCell, Column, day, listing, one_of, text
from foundation.tables.model import Problem
from foundation.tables.read import read_table
from foundation.tables.rows import typed_rows
from foundation.tables.write import to_csv
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity, TestResult


def criteria_listing(cell: str) -> tuple[str, ...]:
    """Read references to the 61 criteria; `cc6.1` and a comma between two are understood; an unknown one is refused."""
    references = dict.fromkeys(part.strip().upper() for part in re.split("[;,]", cell) if part.strip())
    unknown = [reference for reference in references if reference not in criterion_ids()]
    if unknown:
        raise BadCell(f"expected Trust Services Criteria such as CC6.1; CC6.2, and {', '.join(unknown)} is none")
    return tuple(references)


COLUMNS = (
    Column("control_id", text, required=True),
    Column("title", text, required=True),
    Column("statement", text, required=True),
    Column("criteria", criteria_listing),
    Column("status", one_of(ControlStatus), required=True),
    Column("owner", text),
    Column("frequency", text),
    Column("policy", text),
    Column("evidence", text),
    Column("last_tested_on", day),
    Column("test_result", one_of(TestResult)),
    Column("exception_note", text),
    Column("product", listing),
    Column("sensitivity", one_of(Sensitivity), default=Sensitivity.PUBLIC),
)


@dataclass(frozen=True, slots=True)
class ControlFile:
    """What a file of controls holds: the good rows, what is wrong with the others, columns left aside."""

    records: tuple[ControlRecord, ...]
    problems: tuple[Problem, ...]
    extra_columns: tuple[str, ...]


def read_controls(content: bytes, *, filename: str) -> ControlFile:
    """Read a control set in FORMATS' shape; problems are returned, an unreadable file raises Unreadable or BadInput."""
    read = typed_rows(read_table(content, filename=filename), COLUMNS, key="control_id")
    return ControlFile(tuple(ControlRecord(**row.values) for row in read.rows), read.problems, read.extra_columns)


def write_controls(records: Iterable[ControlRecord]) -> bytes:
    """Write controls as CSV that reads back unchanged, in the order given."""
    header = [column.name for column in COLUMNS]
    return to_csv(header, ([getattr(record, name) for name in header] for record in records))
