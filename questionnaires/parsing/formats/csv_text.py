"""CSV and TSV as text whose fields know where they stand, so that the rest can be written back untouched."""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice

from foundation.limits import MAX_COLUMNS, MAX_ROWS
from questionnaires.parsing.cells import LAST_COLUMN, LAST_ROW
from questionnaires.parsing.errors import UnreadableQuestionnaire

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 60
_LONGEST_QUOTE = 200_000
"""Characters after which a quote counts as never closed."""
_MOST_EMPTY = 2_000_000
"""Fields without a value that a file may have; rows and columns with values have limits of their own."""
_SEP_LINE = re.compile(r"sep=(?P<mark>[^\r\n])\r?\n", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its value, and the slice of the text that it stands in (quotes included)."""

    start: int
    end: int
    value: str


@dataclass(frozen=True, slots=True)
class Record:
    """One record; `end` is where its line end begins."""

    fields: tuple[Field, ...]
    end: int


def sep_line(text: str) -> tuple[str, int] | None:
    """Give the delimiter that a first line `sep=;` names to the spreadsheet, and where the rows begin after it."""
    match = _SEP_LINE.match(text)
    return (match["mark"], match.end()) if match else None


def find_delimiter(text: str, *, preferred: str = ",") -> str:
    """Choose the delimiter under which most records have the same number of fields, more than one."""
    best, best_score = "", 0.0
    for delimiter in sorted(DELIMITERS, key=lambda mark: mark != preferred):
        counts = Counter(
            len(record.fields) for record in islice(_records(text, delimiter, 0), _SAMPLE_RECORDS) if record.fields
        )
        wide = {width: times for width, times in counts.items() if width > 1}
        if not wide:
            continue
        width, times = max(wide.items(), key=lambda pair: (pair[1], pair[0]))
        score = times / sum(counts.values()) * min(width, 6) ** 0.25
        if score > best_score + 1e-9:
            best, best_score = delimiter, score
    if best_score >= 0.6:
        return best
    return _lone_column(text, best or preferred)


def _lone_column(text: str, delimiter: str) -> str:
    """One question a line: a comma inside a sentence must not cut it, so take a mark that the text lacks."""
    quoted = text.lstrip().startswith('"')
    absent = [mark for mark in ("\t", "|", ";") if mark not in text]
    return absent[0] if absent and not quoted else delimiter


def split(text: str, delimiter: str, *, start: int = 0) -> list[Record]:
    """Split a text into records; a blank line is a record without fields, so rows count as in a sheet.

    Raises `UnreadableQuestionnaire` past 20,000 rows or 200 columns with values, as soon as they are seen, and
    for more blank lines or empty fields than a sheet has room for.
    """
    records: list[Record] = []
    rows = empty = 0
    for record in _records(text, delimiter, start):
        records.append(record)
        held = sum(1 for field in record.fields if field.value and not field.value.isspace())
        rows += held > 0
        empty += len(record.fields) - held
        if rows > MAX_ROWS:
            raise UnreadableQuestionnaire(f"more than {MAX_ROWS} rows hold values, which is refused", _row(records))
        if held > MAX_COLUMNS:
            raise UnreadableQuestionnaire(
                f"more than {MAX_COLUMNS} columns hold values, which is refused", _row(records)
            )
        if len(records) > LAST_ROW or empty > _MOST_EMPTY:
            raise UnreadableQuestionnaire(
                "more empty rows or fields than any sheet has, so it is damaged", _row(records)
            )
    return records


def _row(records: list[Record]) -> str:
    return f"row {len(records)}"


def _records(text: str, delimiter: str, position: int) -> Iterator[Record]:
    """Give the records one by one; raises `UnreadableQuestionnaire` for one wider than any sheet."""
    number = 0
    while position < len(text):
        number += 1
        if text[position] in "\r\n":
            record = Record((), position)
        else:
            record = _record(text, position, delimiter, f"row {number}")
        yield record
        position = record.end + (2 if text.startswith("\r\n", record.end) else 1)


def _record(text: str, position: int, delimiter: str, where: str) -> Record:
    fields = [_field(text, position, delimiter)]
    while text.startswith(delimiter, fields[-1].end):
        if len(fields) == LAST_COLUMN:
            raise UnreadableQuestionnaire(f"it has more than {LAST_COLUMN:,} fields, so the file is damaged", where)
        fields.append(_field(text, fields[-1].end + len(delimiter), delimiter))
    return Record(tuple(fields), fields[-1].end)


def _field(text: str, start: int, delimiter: str) -> Field:
    if text.startswith('"', start) and (quoted := _quoted(text, start, delimiter)) is not None:
        return quoted
    end = _stop(text, start, delimiter)
    return Field(start, end, text[start:end])


def _quoted(text: str, start: int, delimiter: str) -> Field | None:
    """Read a quoted field; a doubled quote stands for one.

    None for a quote that is never closed, or closed lines later in the midst of a text: it is then a plain
    character, as it would otherwise swallow the questions of the lines below.
    """
    pieces: list[str] = []
    position = start + 1
    while True:
        close = text.find('"', position, start + _LONGEST_QUOTE)
        if close < 0:
            return None
        pieces.append(text[position:close])
        if not text.startswith('"', close + 1):
            break
        pieces.append('"')
        position = close + 2
    end = _stop(text, close + 1, delimiter)
    value, rest = "".join(pieces), text[close + 1 : end]
    return None if rest.strip() and "\n" in value else Field(start, end, value + rest)


def _stop(text: str, start: int, delimiter: str) -> int:
    """Find where an unquoted stretch ends: at a delimiter, a line end or the end of the text."""
    found = _stops(delimiter).search(text, start)
    return found.start() if found else len(text)


@lru_cache(16)
def _stops(delimiter: str) -> re.Pattern[str]:
    return re.compile(f"[{re.escape(delimiter)}\r\n]")
