"""CSV and TSV as text whose fields know where they stand, so that the rest can be written back untouched."""

import re
from collections import Counter
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
_SAMPLE_RECORDS = 60
_LONGEST_QUOTE = 200_000
"""Characters after which a quote counts as never closed."""
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
            len(record.fields) for record in split(text, delimiter, limit=_SAMPLE_RECORDS) if record.fields
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


def split(text: str, delimiter: str, *, limit: int | None = None, start: int = 0) -> list[Record]:
    """Split a text into records; a blank line is a record without fields, so rows count as in a sheet."""
    records: list[Record] = []
    position = start
    while position < len(text) and (limit is None or len(records) < limit):
        fields: list[Field] = []
        while True:
            found = _field(text, position, delimiter)
            fields.append(found)
            position = found.end
            if not text.startswith(delimiter, position):
                break
            position += len(delimiter)
        blank = len(fields) == 1 and fields[0].start == fields[0].end
        records.append(Record(() if blank else tuple(fields), position))
        position += 2 if text.startswith("\r\n", position) else 1
    return records


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
    found = re.compile(f"[{re.escape(delimiter)}\r\n]").search(text, start)
    return found.start() if found else len(text)
