"""What a questionnaire file turns out to hold: its sheets, its questions and the cells the answers go to."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Kind(StrEnum):
    """What sort of answer a question wants."""

    YES_NO = "yes_no"
    CHOICE = "choice"
    FREE_TEXT = "free_text"
    EVIDENCE = "evidence"
    NUMBER = "number"
    DATE = "date"
    FACT = "fact"


class Sort(StrEnum):
    """What a row is."""

    HEADER = "header"
    SECTION = "section"
    QUESTION = "question"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet (or table, or the whole of a text) and the columns that were found in it."""

    name: str
    hidden: bool = False
    columns: Mapping[str, str] = field(default_factory=dict)
    """Role (`question`, `answer`, `comment`, `ref`, `section`, `mark:<word>`) -> column letter."""
    header_rows: tuple[int, ...] = ()
    left_alone: str | None = None
    """Why no question is read from this sheet, or None."""
    rows: Mapping[int, Sort] = field(default_factory=dict)
    """What a person says that single rows are, over what would be found; `OTHER` rows are left alone."""


@dataclass(frozen=True, slots=True)
class Question:
    """One question with the cells that its answer belongs in; `question` and `ref` are the cells' text verbatim."""

    sheet: str
    row: int
    question: str
    ref: str | None = None
    section: str | None = None
    answer_cell: str | Mapping[str, str] | None = None
    """`D12`, or for columns to mark with x an object word -> cell."""
    comment_cell: str | None = None
    vocabulary: tuple[str, ...] | None = None
    kind: Kind = Kind.YES_NO
    parent: str | int | None = None
    """`ref` (or row) of the question that this one depends on."""
    filled: bool = False
    """Whether the answer cell or the comment cell holds text already."""

    @property
    def key(self) -> tuple[str, int]:
        """What names the question inside its file."""
        return (self.sheet, self.row)


@dataclass(frozen=True, slots=True)
class Questionnaire:
    """A file that was read: `format` is xlsx, xlsm, csv, tsv, docx, json, text, xls, html or pdf."""

    file: str
    format: str
    sheets: tuple[Sheet, ...]
    questions: tuple[Question, ...]
    encoding: str | None = None
    """How a CSV or TSV is written (`utf-8`, `cp1252`, …), or None for a format that has no choice."""
    delimiter: str | None = None
    """The character between a CSV's or TSV's fields, or None."""
