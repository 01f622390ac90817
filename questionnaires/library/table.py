"""`answers.csv`, `.xlsx` or `.json` to approved answers and back."""

from collections.abc import Iterable
from dataclasses import dataclass

from foundation.tables.columns import Column, day, listing, one_of, text
from foundation.tables.model import Problem
from foundation.tables.read import read_table
from foundation.tables.rows import typed_rows
from foundation.tables.write import to_csv
from questionnaires.controls.records import Sensitivity
from questionnaires.library.records import LibraryAnswer

_WORDS = {
    "yes": "yes",
    "no": "no",
    "partial": "partial",
    "partially": "partial",
    "not_applicable": "not_applicable",
    "not applicable": "not_applicable",
    "n/a": "not_applicable",
    "na": "not_applicable",
}


def answer_word(cell: str) -> str | None:
    """Read `Yes` as yes and `N/A` as not_applicable; any other text is a free answer and stays as it is."""
    given = cell.strip()
    return _WORDS.get(given.lower().rstrip("."), given) or None


COLUMNS = (
    Column("answer_id", text, required=True),
    Column("question", text, required=True),
    Column("answer", answer_word, required=True),
    Column("explanation", text),
    Column("controls", listing),
    Column("approved_by", text),
    Column("approved_on", day),
    Column("expires_on", day),
    Column("product", listing),
    Column("sensitivity", one_of(Sensitivity), default=Sensitivity.PUBLIC),
)


@dataclass(frozen=True, slots=True)
class AnswerFile:
    """What a file of approved answers holds: the good rows, what is wrong with the others, columns left aside."""

    records: tuple[LibraryAnswer, ...]
    problems: tuple[Problem, ...]
    extra_columns: tuple[str, ...]


def read_answers(content: bytes, *, filename: str) -> AnswerFile:
    """Read an answer library in FORMATS' shape; whether its `controls` exist is for the caller to check.

    Problems are returned; an unreadable file raises Unreadable or BadInput.
    """
    read = typed_rows(read_table(content, filename=filename), COLUMNS, key="answer_id")
    return AnswerFile(tuple(LibraryAnswer(**row.values) for row in read.rows), read.problems, read.extra_columns)


def write_answers(records: Iterable[LibraryAnswer]) -> bytes:
    """Write approved answers as CSV that reads back unchanged, in the order given."""
    header = [column.name for column in COLUMNS]
    return to_csv(header, ([getattr(record, name) for name in header] for record in records))
