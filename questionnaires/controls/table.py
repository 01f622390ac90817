"""`controls.csv`, `.xlsx` or `.json` to control records and back."""

import re
from collections.abc import Iterable

from foundation.criteria import criterion_ids
from foundation.tables.columns import BadCell, Column, day, listing, one_of, text
from foundation.tables.records import RecordFile, read_records, write_records
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


def read_controls(content: bytes, *, filename: str) -> RecordFile[ControlRecord]:
    """Read a control set in FORMATS' shape; problems are returned, an unreadable file raises Unreadable or BadInput."""
    return read_records(content, filename=filename, columns=COLUMNS, key="control_id", record=ControlRecord)


def write_controls(records: Iterable[ControlRecord]) -> bytes:
    """Write controls as CSV that reads back unchanged, in the order given."""
    return write_records(records, COLUMNS)
