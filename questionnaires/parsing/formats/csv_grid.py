"""CSV and TSV bytes as a grid; rows count as in a sheet that opens the file."""

from dataclasses import dataclass

from foundation.errors import BadInput
from foundation.limits import MAX_CELL_CHARACTERS
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.csv_text import Record, find_delimiter, sep_line, split
from questionnaires.parsing.formats.encoding import Decoded, decode
from questionnaires.parsing.grid import Grid

SHEET = "Sheet1"
"""The one sheet of a file that has none."""
_NAMED_MARKS = {"comma": ",", "semicolon": ";", "tab": "\t", "\\t": "\t", "pipe": "|"}


@dataclass(frozen=True, slots=True)
class CsvFile:
    """A CSV or TSV file as it was understood."""

    decoded: Decoded
    delimiter: str
    records: list[Record]


def read_records(content: bytes, *, tabs: bool, encoding: str | None = None, delimiter: str | None = None) -> CsvFile:
    """Decode and split a file; `encoding` and `delimiter` override what would be found.

    A first line `sep=;` names the delimiter to the program that opens the file and is no row. Raises
    `UnreadableQuestionnaire` past 20,000 rows or 200 columns with values.
    """
    decoded = decode(content, encoding)
    named = sep_line(decoded.text)
    found = delimiter_mark(delimiter) if delimiter else named[0] if named else None
    found = found or find_delimiter(decoded.text, preferred="\t" if tabs else ",")
    return CsvFile(decoded, found, split(decoded.text, found, start=named[1] if named else 0))


def delimiter_mark(name: str) -> str:
    """Give the character of a delimiter named by itself or by a word such as `tab`; raises `BadInput`."""
    mark = _NAMED_MARKS.get(name.casefold().strip(" "), name)
    if len(mark) != 1 or mark.isalnum() or mark in '"\r\n ':
        raise BadInput(f"'{name}' is no delimiter; expected one character, or {', '.join(_NAMED_MARKS)}")
    return mark


def csv_grid(file: CsvFile, *, filename: str) -> Grid:
    """Give the one sheet; raises `UnreadableQuestionnaire` for a cell of more than 32,767 characters."""
    rows: dict[int, dict[int, str]] = {}
    for number, record in enumerate(file.records, start=1):
        cells = {column: field.value for column, field in enumerate(record.fields, start=1) if field.value.strip()}
        if cells:
            rows[number] = cells
        if max(map(len, cells.values()), default=0) > MAX_CELL_CHARACTERS:
            raise UnreadableQuestionnaire(
                f"a cell holds more than {MAX_CELL_CHARACTERS:,} characters; look for a quote that never closes",
                f"{filename}, row {number}",
            )
    return Grid(name=SHEET, rows=rows)
