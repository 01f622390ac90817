"""A workbook that is drawn row by row and keeps, while it is drawn, where each question and its cells stand."""

import io
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

import openpyxl
from openpyxl.styles import Font, PatternFill
from openpyxl.worksheet.datavalidation import DataValidation

SAME: Any = object()
"""As the page's table says."""
ANY: Any = object()
"""Two people could read it differently: it is not compared."""


@dataclass(frozen=True, slots=True)
class Gold:
    """One question as a person reads it off the sheet."""

    sheet: str
    row: int
    question: str
    ref: str | None
    section: str | None
    answer_cell: str | dict[str, str] | None
    comment_cell: str | None
    vocabulary: tuple[str, ...] | None
    parent: str | int | None
    kind: Any = ANY


@dataclass
class Page:
    """One sheet under the pen; `row` is the last row written."""

    sheet: Any
    gold: list[Gold]
    row: int = 0
    columns: dict[str, str] = field(default_factory=dict)
    marks: dict[str, str] = field(default_factory=dict)
    words: tuple[str, ...] | None = None
    section: str | None = None

    def line(self, *cells: Any, at: str = "A") -> int:
        """Write the next row from a column on; None leaves a cell out."""
        self.row += 1
        first = openpyxl.utils.column_index_from_string(at)
        for column, value in enumerate(cells, start=first):
            if value is not None:
                self.sheet.cell(self.row, column, value)
        return self.row

    def skip(self, rows: int = 1) -> None:
        self.row += rows

    def merge(self, area: str) -> None:
        self.sheet.merge_cells(area)

    def bold(self, *cells: str) -> None:
        for cell in cells:
            self.sheet[cell].font = Font(bold=True)
            self.sheet[cell].fill = PatternFill("solid", fgColor="DDE6F0")

    def table(self, *, words: Sequence[str] | None = None, marks: dict[str, str] | None = None, **columns: str) -> None:
        """Say which column is which from here on: `question`, `answer`, `comment`, `ref`, `section`."""
        self.columns, self.marks = columns, marks or {}
        self.words = tuple(marks) if marks else tuple(words) if words else None

    def title(self, text: str, *, over: str | None = None, at: str = "A", bold: bool = False) -> None:
        """Write a section's title in the next row, merged over columns such as `A:D` or alone."""
        row = self.line(text, at=at)
        if over:
            first, last = over.split(":")
            self.merge(f"{first}{row}:{last}{row}")
        if bold:
            self.bold(f"{at}{row}")
        self.section = text

    def ask(
        self,
        text: str,
        *,
        ref: Any = None,
        section: Any = SAME,
        shown: Any = SAME,
        parent: str | int | None = None,
        kind: Any = ANY,
        words: Any = SAME,
        answer: Any = SAME,
        comment: Any = SAME,
        **beside: Any,
    ) -> int:
        """Write the next row and remember it as gold; `beside` is column letter -> what else stands there."""
        self.row += 1
        row, columns = self.row, self.columns
        self.sheet[f"{columns['question']}{row}"] = text
        if ref is not None and "ref" in columns:
            self.sheet[f"{columns['ref']}{row}"] = ref
        if section is not SAME:
            self.section = section
            if section not in (None, ANY) and "section" in columns:
                self.sheet[f"{columns['section']}{row}"] = section if shown is SAME else shown
        for column, value in beside.items():
            self.sheet[f"{column}{row}"] = value
        cells: Any = {word: f"{column}{row}" for word, column in self.marks.items()} or self._cell("answer")
        self.gold.append(
            Gold(
                sheet=self.sheet.title,
                row=row,
                question=text,
                ref=None if ref is None else str(ref),
                section=self.section,
                answer_cell=cells if answer is SAME else answer,
                comment_cell=self._cell("comment") if comment is SAME else comment,
                vocabulary=self.words if words is SAME else words,
                parent=parent,
                kind=kind,
            )
        )
        return row

    def ask_all(self, texts: Sequence[str], prefix: str | None = None, **more: Any) -> None:
        """Ask several questions below each other, numbered where there is a prefix."""
        for number, text in enumerate(texts, start=1):
            self.ask(text, ref=f"{prefix}{number}" if prefix is not None else None, **more)

    def offer(self, area: str, formula: str) -> None:
        """Put a list validation over an area."""
        validation = DataValidation(type="list", formula1=formula, allow_blank=True)
        validation.add(area)
        self.sheet.add_data_validation(validation)

    def _cell(self, role: str) -> str | None:
        return f"{self.columns[role]}{self.row}" if role in self.columns else None


class Book:
    """A workbook with the gold of all its sheets."""

    def __init__(self) -> None:
        self.book = openpyxl.Workbook()
        self.book.remove(self.book.active)
        self.gold: list[Gold] = []

    def page(self, name: str, *, hidden: bool = False) -> Page:
        sheet = self.book.create_sheet(name)
        sheet.sheet_state = "hidden" if hidden else "visible"
        return Page(sheet, self.gold)

    def to_bytes(self) -> bytes:
        stream = io.BytesIO()
        self.book.save(stream)
        return stream.getvalue()
