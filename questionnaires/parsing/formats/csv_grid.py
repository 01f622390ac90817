"""CSV and TSV bytes as a grid; rows count as in a sheet that opens the file."""

from foundation.limits import MAX_CELL_CHARACTERS, MAX_COLUMNS, MAX_ROWS
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.csv_text import Decoded, Record, decode, find_delimiter, split
from questionnaires.parsing.grid import Grid

SHEET = "Sheet1"
"""The one sheet of a file that has none."""


def read_records(content: bytes, *, tabs: bool) -> tuple[Decoded, str, list[Record]]:
    """Give the decoded text, its delimiter and its records."""
    decoded = decode(content)
    delimiter = find_delimiter(decoded.text, preferred="\t" if tabs else ",")
    return decoded, delimiter, split(decoded.text, delimiter)


def read_csv_grid(content: bytes, *, filename: str, tabs: bool) -> Grid:
    """Read the one sheet; raises `UnreadableQuestionnaire` past 20,000 rows or 200 columns with values."""
    _, _, records = read_records(content, tabs=tabs)
    rows: dict[int, dict[int, str]] = {}
    for number, record in enumerate(records, start=1):
        cells = {column: field.value for column, field in enumerate(record.fields, start=1) if field.value.strip()}
        if cells:
            rows[number] = cells
        if max(map(len, cells.values()), default=0) > MAX_CELL_CHARACTERS:
            raise UnreadableQuestionnaire(
                f"a cell holds more than {MAX_CELL_CHARACTERS:,} characters; look for a quote that never closes",
                f"{filename}, row {number}",
            )
        if len(rows) > MAX_ROWS:
            raise UnreadableQuestionnaire(f"more than {MAX_ROWS} rows hold values, which is refused", filename)
        if len(cells) > MAX_COLUMNS:
            raise UnreadableQuestionnaire(
                f"more than {MAX_COLUMNS} columns hold values, which is refused", f"{filename}, row {number}"
            )
    return Grid(name=SHEET, rows=rows)
