"""Fills a CSV or TSV: the mapped fields change; delimiter, encoding, BOM, quoting and line ends of the rest stay."""

from collections.abc import Mapping, Sequence

from foundation.errors import BadInput
from questionnaires.export.model import FilledCell
from questionnaires.export.plain_text import csv_text
from questionnaires.parsing.cells import cell_position
from questionnaires.parsing.formats.csv_grid import read_records
from questionnaires.parsing.formats.csv_text import Record


def export_csv(content: bytes, *, filename: str, tabs: bool, filled: Sequence[FilledCell]) -> bytes:
    """Give the file with the texts in their fields; a record too short for its answer is lengthened."""
    decoded, delimiter, records = read_records(content, tabs=tabs)
    texts: dict[int, dict[int, str]] = {}
    for one in filled:
        where = f"{filename}, cell {one.cell}"
        position = cell_position(one.cell)
        if position is None or position[0] > len(records):
            raise BadInput("the file has no such cell", where)
        texts.setdefault(position[0], {})[position[1]] = csv_text(one.text, where=where)
    pieces: list[str] = []
    at = 0
    for row in sorted(texts):
        record = records[row - 1]
        for start, end, new in _changes(record, texts[row], delimiter):
            pieces += [decoded.text[at:start], new]
            at = end
    written = "".join([*pieces, decoded.text[at:]])
    return decoded.bom + written.encode(decoded.encoding, errors="replace")


def _changes(record: Record, texts: Mapping[int, str], delimiter: str) -> list[tuple[int, int, str]]:
    """Give the slices of one record that change, and what is appended behind its last field."""
    width = len(record.fields)
    changes = [
        (record.fields[column - 1].start, record.fields[column - 1].end, _field(text, delimiter))
        for column, text in sorted(texts.items())
        if column <= width
    ]
    beyond = {column: text for column, text in texts.items() if column > width}
    if beyond:
        first = max(width, 1)
        added = (delimiter + _field(beyond.get(column, ""), delimiter) for column in range(first + 1, max(beyond) + 1))
        lead = _field(beyond[1], delimiter) if 1 in beyond else ""
        changes.append((record.end, record.end, lead + "".join(added)))
    return changes


def _field(text: str, delimiter: str) -> str:
    """Quote a field where it needs quotes."""
    if any(mark in text for mark in (delimiter, '"', "\n", "\r")) or text != text.strip():
        doubled = text.replace('"', '""')
        return f'"{doubled}"'
    return text
