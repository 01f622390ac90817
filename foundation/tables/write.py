"""Writing a table as CSV that a spreadsheet may open without running anything, and that reads back unchanged.

A cell that a spreadsheet would take for a formula (it begins with `=`, `@`, or with `+` or `-` and is no number)
gets an apostrophe in front; `without_apostrophe`, which `read_table` applies to every cell, takes it off again.
"""

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import chain

_NUMBER = re.compile(r"[+-]?[0-9]+(\.[0-9]+)?")
_LEADING = ("=", "@", "+", "-", "＝", "＠", "＋", "－")


def to_csv(header: Sequence[str], rows: Iterable[Sequence[object]]) -> bytes:
    """Give CSV in UTF-8 with `,` and LF: the same rows give the same bytes.

    None is an empty cell, a date is ISO, True and False are yes and no, a sequence or mapping is joined by `; `.
    """
    return b"".join(csv_line(cells) for cells in chain([header], rows))


def csv_line(cells: Sequence[object]) -> bytes:
    """Give one line of `to_csv`, for tables that are too long to be held at once."""
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerow([with_apostrophe(cell_text(value)) for value in cells])
    return out.getvalue().encode()


def cell_text(value: object) -> str:
    """Write one value as FORMATS has it in a cell."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else repr(value)
    if isinstance(value, Mapping):
        return "; ".join(key if held is None else f"{key}:{cell_text(held)}" for key, held in value.items())
    if isinstance(value, (tuple, list)):
        return "; ".join(cell_text(part) for part in value)
    return one_kind_of_line_end(str(value))


def one_kind_of_line_end(text: str) -> str:
    """Write every line end as LF."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def with_apostrophe(text: str) -> str:
    """Keep a spreadsheet from taking a text for a formula; `without_apostrophe` undoes exactly this."""
    return f"'{text}" if _looks_like_formula(text) else text


def without_apostrophe(text: str) -> str:
    """Take off the apostrophe that `with_apostrophe` put in front, and no other."""
    return text[1:] if text.startswith("'") and _looks_like_formula(text[1:]) else text


def _looks_like_formula(text: str) -> bool:
    core = text.lstrip("' \t\n\r")
    return core.startswith(_LEADING) and not _NUMBER.fullmatch(core)
