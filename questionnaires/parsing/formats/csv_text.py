"""CSV and TSV as text whose fields know where they stand, so that the rest can be written back untouched."""

import codecs
import re
from collections import Counter
from dataclasses import dataclass

DELIMITERS = (",", ";", "\t", "|")
_BOMS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_SAMPLE_RECORDS = 60


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


@dataclass(frozen=True, slots=True)
class Decoded:
    """A text and how its bytes were written."""

    text: str
    encoding: str
    bom: bytes


def decode(content: bytes) -> Decoded:
    """Decode by BOM, else as UTF-8, else as Windows-1252 (and Latin-1 for the five bytes that it leaves open)."""
    for bom, encoding in _BOMS:
        if content.startswith(bom):
            return Decoded(content[len(bom) :].decode(encoding, errors="replace"), encoding, bom)
    for encoding in ("utf-8", "cp1252"):
        try:
            return Decoded(content.decode(encoding), encoding, b"")
        except UnicodeDecodeError:
            continue
    return Decoded(content.decode("latin-1"), "latin-1", b"")


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


def split(text: str, delimiter: str, *, limit: int | None = None) -> list[Record]:
    """Split a text into records; a blank line is a record without fields, so rows count as in a sheet."""
    records: list[Record] = []
    position = 0
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
    if text.startswith('"', start):
        return _quoted(text, start, delimiter)
    end = _stop(text, start, delimiter)
    return Field(start, end, text[start:end])


def _quoted(text: str, start: int, delimiter: str) -> Field:
    """Read a quoted field; a doubled quote stands for one, and a quote never closed ends with the text."""
    pieces: list[str] = []
    position = start + 1
    while True:
        close = text.find('"', position)
        if close < 0:
            return Field(start, len(text), "".join([*pieces, text[position:]]))
        pieces.append(text[position:close])
        if not text.startswith('"', close + 1):
            break
        pieces.append('"')
        position = close + 2
    end = _stop(text, close + 1, delimiter)
    return Field(start, end, "".join(pieces) + text[close + 1 : end])


def _stop(text: str, start: int, delimiter: str) -> int:
    """Find where an unquoted stretch ends: at a delimiter, a line end or the end of the text."""
    found = re.compile(f"[{re.escape(delimiter)}\r\n]").search(text, start)
    return found.start() if found else len(text)
