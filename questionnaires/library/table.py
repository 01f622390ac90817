"""`answers.csv`, `.xlsx` or `.json` to approved answers and back."""

from collections.abc import Iterable

from foundation.tables.columns import Column, day, listing, one_of, text
from foundation.tables.records import RecordFile, read_records, write_records
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


def read_answers(content: bytes, *, filename: str) -> RecordFile[LibraryAnswer]:
    """Read an answer library in FORMATS' shape; whether its `controls` exist is for the caller to check.

    Problems are returned; an unreadable file raises Unreadable or BadInput.
    """
    return read_records(content, filename=filename, columns=COLUMNS, key="answer_id", record=LibraryAnswer)


def write_answers(records: Iterable[LibraryAnswer]) -> bytes:
    """Write approved answers as CSV that reads back unchanged, in the order given."""
    return write_records(records, COLUMNS)
