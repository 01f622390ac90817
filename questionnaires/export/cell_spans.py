"""Where the rows and cells of a worksheet part stand, in bytes, so that one cell can be replaced alone."""

import re
from dataclasses import dataclass, field

from questionnaires.parsing.cells import Area, cell_position, parse_area, whole_number
from questionnaires.parsing.formats.scan import Scan, local

_TAG_END = re.compile(rb"""(?:[^>"']|"[^"]*"|'[^']*')*>""")


@dataclass(slots=True)
class CellSpan:
    """One `<c>` element: bytes [start, end)."""

    column: int
    start: int
    end: int
    style: str | None
    formula: bool = False


@dataclass(slots=True)
class RowSpan:
    """One `<row>` element: bytes [start, end); `inner` is where its content ends, or None for `<row/>`."""

    row: int
    start: int
    end: int = 0
    inner: int | None = None
    style: str | None = None
    cells: list[CellSpan] = field(default_factory=list)


@dataclass(slots=True)
class SheetSpans:
    """The spans of the rows asked for, and what a new cell or row needs to know of the rest."""

    prefix: str = ""
    """Namespace prefix of the part's tags, with its colon."""
    rows: dict[int, RowSpan] = field(default_factory=dict)
    starts: list[tuple[int, int]] = field(default_factory=list)
    """(row, first byte) of every row, in the part's order."""
    data: tuple[int, int] = (0, 0)
    """Bytes [start, end) of `<sheetData>`."""
    data_inner: int | None = None
    dimension: tuple[int, int, str] | None = None
    column_styles: list[tuple[int, int, str]] = field(default_factory=list)
    arrays: list[Area] = field(default_factory=list)


def tag_end(content: bytes, start: int) -> int:
    """Give the byte after the tag that begins at `start`; a `>` inside quotes does not end it."""
    match = _TAG_END.match(content, start)
    return match.end() if match else len(content)


class _SpansScan(Scan):
    def __init__(self, part: str, content: bytes, wanted: frozenset[int]) -> None:
        super().__init__(part)
        self.spans = SheetSpans()
        self._content = content
        self._wanted = wanted
        self._number = 0
        self._column = 0
        self._row: RowSpan | None = None
        self._cell: CellSpan | None = None

    def begin(self, name: str, attributes: dict[str, str]) -> None:
        tag = local(name)
        if tag == "row":
            self._begin_row(attributes)
        elif tag == "c" and self._row is not None:
            position = cell_position(attributes.get("r", ""))
            self._column = position[1] if position else self._column + 1
            self._cell = CellSpan(self._column, self.parser.CurrentByteIndex, 0, attributes.get("s"))
        elif tag == "f":
            self._note_formula(attributes)
        else:
            self._begin_other(name, tag, attributes)

    def _begin_row(self, attributes: dict[str, str]) -> None:
        number = whole_number(attributes.get("r", ""))
        self._number = self._number + 1 if number is None else number
        self._column = 0
        start = self.parser.CurrentByteIndex
        self.spans.starts.append((self._number, start))
        style = attributes.get("s") if attributes.get("customFormat") in ("1", "true") else None
        self._row = RowSpan(self._number, start, style=style) if self._number in self._wanted else None

    def _note_formula(self, attributes: dict[str, str]) -> None:
        if self._cell is not None:
            self._cell.formula = True
        if attributes.get("t") in ("array", "dataTable") and (area := parse_area(attributes.get("ref", ""))):
            self.spans.arrays.append(area)

    def _begin_other(self, name: str, tag: str, attributes: dict[str, str]) -> None:
        start = self.parser.CurrentByteIndex
        if tag == "sheetData":
            self.spans.prefix = name[: -len(tag)]
            self.spans.data = (start, start)
        elif tag == "dimension" and self.spans.dimension is None:
            self.spans.dimension = (start, self._tag_end(start), attributes.get("ref", ""))
        elif tag == "col" and "style" in attributes:
            first, last = whole_number(attributes.get("min", "1")), whole_number(attributes.get("max", "1"))
            if first is not None and last is not None:
                self.spans.column_styles.append((first, last, attributes["style"]))

    def finish(self, name: str) -> None:
        tag = local(name)
        if tag == "c" and self._cell is not None and self._row is not None:
            self._cell.end, _ = self._close(self._cell.start)
            self._row.cells.append(self._cell)
            self._cell = None
        elif tag == "row" and self._row is not None:
            self._row.end, self._row.inner = self._close(self._row.start)
            self.spans.rows.setdefault(self._row.row, self._row)
            self._row = None
        elif tag == "sheetData":
            end, self.spans.data_inner = self._close(self.spans.data[0])
            self.spans.data = (self.spans.data[0], end)

    def _close(self, start: int) -> tuple[int, int | None]:
        """Give the end of the element that closes here, and where its content ends (None for an empty tag)."""
        opened = self._tag_end(start)
        if self._content[opened - 2 : opened] == b"/>":
            return opened, None
        index = self.parser.CurrentByteIndex
        return self._content.index(b">", index) + 1, index

    def _tag_end(self, start: int) -> int:
        return tag_end(self._content, start)


def find_spans(content: bytes, part: str, rows: frozenset[int]) -> SheetSpans:
    """Find the spans of some rows of a worksheet part; raises `UnreadableQuestionnaire` for damaged XML."""
    scan = _SpansScan(part, content, rows)
    scan.run(content)
    return scan.spans
