"""What a table is between the bytes of a file and the records of a domain."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from foundation.errors import BadInput

_SHOWN = 20


@dataclass(frozen=True, slots=True)
class Row:
    """One row that holds a value; `number` counts from 1 as a spreadsheet shows it (in JSON: the object's place)."""

    number: int
    cells: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """The text of a table; `rows` are never longer than `header`, an empty cell is an empty string."""

    file: str
    sheet: str | None
    header: tuple[str, ...]
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to put right in a file, said so that the person finds the place."""

    file: str
    sheet: str | None
    row: int | None
    column: str | None
    problem: str

    def __str__(self) -> str:
        sheet = f"sheet '{self.sheet}'" if self.sheet else ""
        row = f"row {self.row}" if self.row else ""
        column = f"column '{self.column}'" if self.column else ""
        return f"{', '.join(part for part in (self.file, sheet, row, column) if part)}: {self.problem}"


@dataclass(frozen=True, slots=True)
class TypedRow:
    """One row whose cells were all understood: column name -> value, None or () where unknown."""

    number: int
    values: Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class TypedRows:
    """The rows that are good, what is wrong with the others, and the columns nobody asked for."""

    rows: tuple[TypedRow, ...]
    problems: tuple[Problem, ...]
    extra_columns: tuple[str, ...]


def column_key(name: str) -> str:
    """Give the name under which a header is known: `Control ID` and `control-id` are `control_id`."""
    return re.sub(r"[\s\-]+", "_", name.strip().lower()).rstrip("*")


def raise_if_any(problems: tuple[Problem, ...]) -> None:
    """Refuse a file with problems: BadInput lists the first twenty, one a line, and counts the rest."""
    if not problems:
        return
    lines = [str(problem) for problem in problems[:_SHOWN]]
    if len(problems) > _SHOWN:
        lines.append(f"… and {len(problems) - _SHOWN} more")
    raise BadInput("\n".join(lines))
