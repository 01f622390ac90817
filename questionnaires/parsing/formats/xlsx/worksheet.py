"""One worksheet part: texts, merges, formulas, list validations; nothing is kept for a cell without a value."""

from collections.abc import Iterable
from dataclasses import dataclass, field

from foundation.limits import MAX_COLUMNS, MAX_ROWS
from foundation.tables.cells import unescaped
from questionnaires.parsing.cells import (
    LAST_COLUMN,
    LAST_ROW,
    Area,
    cell_position,
    column_number,
    parse_area,
    whole_number,
)
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.ordinary import plain_entities
from questionnaires.parsing.formats.scan import Scan, local
from questionnaires.parsing.formats.xlsx.quick_rows import Found, Unusual, quick_rows, rows_place
from questionnaires.parsing.formats.xlsx.styles import RowStyles
from questionnaires.parsing.grid import Position


@dataclass(frozen=True, slots=True)
class Validation:
    """A list validation as it stands in the file: where it holds and the formula that names its words."""

    areas: str
    formula: str


@dataclass(slots=True)
class RawSheet:
    """What a worksheet part holds, before names are resolved."""

    rows: dict[int, dict[int, str]] = field(default_factory=dict)
    styles: RowStyles = field(default_factory=RowStyles)
    formulas: set[Position] = field(default_factory=set)
    merges: list[Area] = field(default_factory=list)
    validations: list[Validation] = field(default_factory=list)
    hidden_columns: list[tuple[int, int]] = field(default_factory=list)


class _WorksheetScan(Scan):
    def __init__(self, part: str, strings: list[str]) -> None:
        super().__init__(part)
        self.sheet = RawSheet()
        self._strings = strings
        self._columns: set[int] = set()
        self._row = 0
        self._column = 0
        self._cell: dict[str, str] | None = None
        self._value: list[str] = []
        self._collecting = False
        self._in_phonetic = False
        self._validation: dict[str, str] | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if self._cell is not None:
            self._begin_inside_cell(tag)
        elif tag == "c":
            self._begin_cell(attributes)
        elif tag == "row":
            number = whole_number(attributes.get("r", ""))
            self._row = self._row + 1 if number is None else number
            self._column = 0
        elif self._validation is not None:
            self._value = []
            self._collecting = True
        else:
            self._begin_outside(tag, attributes)

    def _begin_cell(self, attributes: dict[str, str]) -> None:
        position = cell_position(attributes.get("r", ""))
        self._row, self._column = position or (self._row, self._column + 1)
        self._cell = attributes
        self._value = []

    def _begin_inside_cell(self, tag: str) -> None:
        if tag == "f":
            self.sheet.formulas.add((self._row, self._column))
        elif tag == "rPh":
            self._in_phonetic = True
        self._collecting = tag in ("v", "t") and not self._in_phonetic

    def _begin_outside(self, tag: str, attributes: dict[str, str]) -> None:
        if tag == "dataValidation":
            self._validation = dict(attributes)
        elif tag == "mergeCell" and (area := parse_area(attributes.get("ref", ""))) and area.size > 1:
            self.sheet.merges.append(area)
        elif tag == "col" and attributes.get("hidden") in ("1", "true"):
            first, last = whole_number(attributes.get("min", "")), whole_number(attributes.get("max", ""))
            if first is not None and last is not None:
                self.sheet.hidden_columns.append((first, last))

    def characters(self, data: str) -> None:
        if self._collecting:
            self._value.append(data)

    def finish(self, name: str) -> None:
        tag = local(name)
        if self._cell is not None:
            self._collecting = False
            if tag == "c":
                self._keep(_shown("".join(self._value), self._cell.get("t", "n"), self._strings))
                self._cell = None
            elif tag == "rPh":
                self._in_phonetic = False
        elif self._validation is not None:
            self._finish_validation(tag, "".join(self._value).strip())

    def _finish_validation(self, tag: str, text: str) -> None:
        """Keep a list's formula and areas: both forms, the plain one and the x14 extension, end here."""
        assert self._validation is not None  # noqa: S101 - held by the caller, and said for the type checker
        if tag == "dataValidation":
            found, self._validation = self._validation, None
            if found.get("type") == "list" and found.get("formula1") and found.get("sqref"):
                self.sheet.validations.append(Validation(found["sqref"], found["formula1"]))
        elif tag in ("formula1", "sqref"):
            self._validation[tag] = text
        self._collecting = tag == "f"

    def _keep(self, text: str) -> None:
        if text.strip():
            style = self._cell.get("s", "") if self._cell else ""
            self.keep_row(self._row, {self._column: text})
            self.sheet.styles.note(self._row, self._column, style)

    def keep_row(self, row: int, texts: dict[int, str]) -> None:
        """Keep texts of one row within the limits of what a sheet may hold."""
        if row not in self.sheet.rows and len(self.sheet.rows) >= MAX_ROWS:
            raise UnreadableQuestionnaire(f"more than {MAX_ROWS} rows hold values, which is refused", self.part)
        self._columns.update(texts)
        if len(self._columns) > MAX_COLUMNS:
            raise UnreadableQuestionnaire(f"more than {MAX_COLUMNS} columns hold values, which is refused", self.part)
        if row in self.sheet.rows:
            self.sheet.rows[row].update(texts)
        else:
            self.sheet.rows[row] = texts


def read_worksheet(content: bytes, part: str, strings: list[str]) -> RawSheet:
    """Read one worksheet; raises `UnreadableQuestionnaire` past 20,000 rows or 200 columns that hold values."""
    sheet = _read_quickly(content, part, strings) or _read_events(content, part, strings)
    for row, texts in sheet.rows.items():
        if not _ascends(texts):
            sheet.rows[row] = dict(sorted(texts.items()))
    if not _ascends(sheet.rows):
        sheet.rows = {row: sheet.rows[row] for row in sorted(sheet.rows)}
    return sheet


def _ascends(numbers: Iterable[int]) -> bool:
    last = 0
    for number in numbers:
        if number < last:
            return False
        last = number
    return True


def _read_events(content: bytes, part: str, strings: list[str]) -> RawSheet:
    scan = _WorksheetScan(part, strings)
    scan.run(content)
    return scan.sheet


def _read_quickly(content: bytes, part: str, strings: list[str]) -> RawSheet | None:
    """Read the rows by patterns and the rest by events; None when the rows are not written the usual way."""
    if (place := rows_place(content)) is None:
        return None
    start, end = place
    scan = _WorksheetScan(part, strings)
    scan.run(content[:start] + content[end:])
    columns: dict[bytes, int] = {}
    try:
        for row, cells in quick_rows(content, start, end):
            _keep_quickly(scan, row, cells, columns, strings)
    except Unusual:
        return None
    return scan.sheet


def _keep_quickly(
    scan: _WorksheetScan, row: int, cells: list[Found], columns: dict[bytes, int], strings: list[str]
) -> None:
    texts: dict[int, str] = {}
    styles: list[tuple[int, str]] = []
    for letters, _, style, kind, formula, value, inline, _ in cells:
        column = columns.get(letters) or columns.setdefault(letters, column_number(letters.decode()))
        if column > LAST_COLUMN or row > LAST_ROW:
            raise Unusual
        if formula:
            scan.sheet.formulas.add((row, column))
        text = (
            _shared(value, strings)
            if kind == b"s"
            else _shown(plain_entities(value or inline), kind.decode() or "n", strings)
        )
        if text and not text.isspace():
            texts[column] = text
            styles.append((column, style.decode()))
    if texts:
        scan.keep_row(row, texts)
        scan.sheet.styles.note_row(row, tuple(styles))


def _shown(value: str, kind: str, strings: list[str]) -> str:
    """Turn a cell's stored value into the text it stands for."""
    if kind == "s":
        return _shared(value.encode(), strings)
    if kind == "b":
        return {"1": "TRUE", "0": "FALSE"}.get(value, "")
    if kind == "e":
        return ""
    return _number(value) if kind == "n" else unescaped(value)


def _shared(value: bytes, strings: list[str]) -> str:
    """Give the text that a cell points to by its number of up to nine plain digits."""
    index = int(value) if value.isdigit() and len(value) <= 9 else len(strings)
    return strings[index] if index < len(strings) else ""


def _number(value: str) -> str:
    """Write a number as people read it: 1.1000000000000001 is 1.1, 3.0 is 3."""
    try:
        number = float(value)
    except ValueError:
        return value
    return str(int(number)) if number.is_integer() and abs(number) < 1e15 else repr(number)
