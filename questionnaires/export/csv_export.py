"""Fills a CSV or TSV: the mapped fields change; delimiter, encoding, BOM, quoting and line ends of the rest stay."""

import codecs
from collections.abc import Mapping, Sequence

from foundation.errors import BadInput
from foundation.tables.plain_text import csv_text, guarded_number
from questionnaires.export.model import Exported, FilledCell
from questionnaires.parsing.cells import cell_position, column_number
from questionnaires.parsing.formats.csv_grid import CsvFile, read_records
from questionnaires.parsing.formats.csv_text import Record
from questionnaires.parsing.model import Questionnaire

_HEADS = {"answer": "Answer", "comment": "Comment"}
_PLAIN_MARKS = {
    "‘": "'", "’": "'", "‚": ",", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "‑": "-", "−": "-",
    "…": "...", "→": "->", "•": "-", "\u00a0": " ", "\u202f": " ", "\u2009": " ", "\u200b": "",
}  # fmt: skip
"""Typographic marks and how they are written where an encoding has not got them."""


def export_csv(
    content: bytes,
    *,
    filename: str,
    tabs: bool,
    questionnaire: Questionnaire,
    filled: Sequence[FilledCell],
) -> Exported:
    """Give the file with the texts in their fields; a record too short for its answer is lengthened.

    An answer or comment column beyond the header's last field gets a header of its own.
    """
    file = read_records(content, tabs=tabs, encoding=questionnaire.encoding, delimiter=questionnaire.delimiter)
    texts: dict[int, dict[int, str]] = {}
    for one in filled:
        where = f"{filename}, cell {one.cell}"
        position = cell_position(one.cell)
        if position is None or position[0] > len(file.records):
            raise BadInput("the file has no such cell", where)
        texts.setdefault(position[0], {})[position[1]] = csv_text(one.text, where=where)
    for row, heads in _new_heads(questionnaire, file.records, texts).items():
        texts.setdefault(row, {}).update(heads)
    return _written(content, filename, file, texts)


def _new_heads(
    questionnaire: Questionnaire, records: Sequence[Record], texts: Mapping[int, Mapping[int, str]]
) -> dict[int, dict[int, str]]:
    """Name the columns that the answers open: row -> column -> header."""
    written = {column for cells in texts.values() for column in cells}
    heads: dict[int, dict[int, str]] = {}
    for sheet in questionnaire.sheets:
        lowest = [row for row in sheet.header_rows if row + 1 not in sheet.header_rows and row <= len(records)]
        for role, head in _HEADS.items():
            column = column_number(sheet.columns[role]) if role in sheet.columns else 0
            for row in lowest if column in written else ():
                if column > len(records[row - 1].fields):
                    heads.setdefault(row, {})[column] = head
    return heads


def _written(content: bytes, filename: str, file: CsvFile, texts: Mapping[int, Mapping[int, str]]) -> Exported:
    """Write the text back in its own encoding, or all of it in UTF-8 where that has not the letters needed."""
    decoded = file.decoded
    if decoded.text.encode(decoded.encoding, errors="replace") == content[len(decoded.bom) :]:
        written = _joined(file, {row: _spelt(cells, decoded.encoding) for row, cells in texts.items()})
        try:
            return Exported(decoded.bom + written.encode(decoded.encoding), filename)
        except UnicodeEncodeError:
            pass
    note = (
        f"{filename} was written in {decoded.encoding}, which has not all letters of the answers; "
        "the filled file is written in UTF-8"
    )
    return Exported(codecs.BOM_UTF8 + _joined(file, texts).encode(), filename, (note,))


def _spelt(cells: Mapping[int, str], encoding: str) -> dict[int, str]:
    """Write typographic marks that an encoding has not by its plain ones, which say the same."""
    spelt = {column: "".join(_spelt_mark(mark, encoding) for mark in text) for column, text in cells.items()}
    return {column: guarded_number(text) for column, text in spelt.items()}  # an arrow becomes `->`


def _spelt_mark(mark: str, encoding: str) -> str:
    if mark not in _PLAIN_MARKS:
        return mark
    try:
        mark.encode(encoding)
    except UnicodeEncodeError:
        return _PLAIN_MARKS[mark]
    return mark


def _joined(file: CsvFile, texts: Mapping[int, Mapping[int, str]]) -> str:
    """Give the whole text with the changed fields in place."""
    text = file.decoded.text
    pieces: list[str] = []
    at = 0
    for row in sorted(texts):
        for start, end, new in _changes(file.records[row - 1], texts[row], file.delimiter):
            pieces += [text[at:start], new]
            at = end
    return "".join([*pieces, text[at:]])


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
