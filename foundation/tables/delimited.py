"""CSV and its relatives: which encoding, which delimiter, which rows."""

import codecs
import csv
import io
import re
from collections.abc import Iterator

from foundation.errors import Unreadable

_DELIMITERS = (",", ";", "\t")
_NOT_TEXT = re.compile(r"[\x00-\x08\x0e-\x1f]")
_QUOTED = re.compile(r'"[^"]*"')
_DECLARED = re.compile(r"sep=(.)", re.IGNORECASE)


def delimited_rows(content: bytes, *, file: str) -> Iterator[tuple[int, list[str]]]:
    """Give each record with its number from 1, a cell with line breaks being part of one record; raises Unreadable."""
    decoded = decode(content, file=file)
    first_line = decoded.lstrip().split("\n", 1)[0].split("\r", 1)[0]
    declared = _DECLARED.fullmatch(first_line.strip())
    delimiter = declared.group(1) if declared else _likeliest(first_line)
    reader = csv.reader(io.StringIO(decoded, newline=""), delimiter=delimiter, strict=True)
    try:
        for number, cells in enumerate(reader, start=1):
            if not (declared and number == 1):
                yield number, cells
    except csv.Error as error:
        raise Unreadable(f"not a CSV table ({error}); look for a quote that never closes", file) from error


def decode(content: bytes, *, file: str) -> str:
    """Read UTF-8 (BOM or none), UTF-16 with its BOM, else Windows-1252; raises Unreadable for what is no text."""
    if content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        candidates = ["utf-16"]
    else:
        candidates = ["utf-8-sig", "cp1252"]
    for encoding in candidates:
        try:
            decoded = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if not _NOT_TEXT.search(decoded):
            return decoded
        break
    raise Unreadable("not a text file; expected CSV in UTF-8 or Windows-1252", file)


def _likeliest(first_line: str) -> str:
    """Take the delimiter that the header row holds most often outside quotes; a comma when it holds none."""
    bare = _QUOTED.sub("", first_line)
    return max(_DELIMITERS, key=bare.count)
