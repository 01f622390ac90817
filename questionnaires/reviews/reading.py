"""What is read out of an uploaded file, as plain values: they come over a pipe from the process that parses."""

from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from foundation.errors import BadInput
from questionnaires.parsing.fingerprint import Remembered, fingerprint, recognise
from questionnaires.parsing.formats.sniff import Format
from questionnaires.parsing.mapping import mapping_from_json
from questionnaires.parsing.model import Kind, Question, Questionnaire, Sheet
from questionnaires.parsing.preview import previews_of
from questionnaires.parsing.preview_json import previews_json
from questionnaires.parsing.read import Dialect, OpenedFile, open_file
from questionnaires.parsing.report import inspect_report

ROWS_SHOWN = 40
DIALECTS_TRIED = 3
"""Ways of writing a CSV that were set for a buyer's earlier files, tried on the next."""


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """How a file is to be read."""

    filename: str
    mapping: list[dict[str, Any]] | None = None
    """Sheets as a person set them; None: as found, or as remembered."""
    encoding: str | None = None
    delimiter: str | None = None
    remembered: list[dict[str, Any]] = field(default_factory=list)
    """What people set for earlier files of this buyer, see `remembering.remembered_for`."""


@dataclass(frozen=True, slots=True)
class Reading:
    """What was read out of a file, fit for JSON."""

    format: str
    sheets: list[dict[str, Any]]
    """As the report of `inspect` has them."""
    preview: list[dict[str, Any]]
    questions: list[dict[str, Any]]
    """Fields of `Question`."""
    encoding: str | None
    delimiter: str | None
    fingerprints: dict[str, str]
    """Sheet -> fingerprint of its header; sheets without one are left out."""
    recognised: list[str]
    """Sheets whose columns were remembered."""

    def question_values(self) -> list[Question]:
        """Give the questions as they were parsed."""
        return [question_of(given) for given in self.questions]


def read_upload(content: bytes, order: ReadingOrder) -> Reading:
    """Find a file's questions and show its first rows; raises UnreadableQuestionnaire or BadInput with a sentence."""
    file, recognised = _opened(content, order)
    mapping = recognised or (None if order.mapping is None else mapping_from_json(order.mapping))
    read = file.questionnaire(mapping)
    told: Any = inspect_report(read)["questionnaire"]
    return Reading(
        format=str(read.format),
        sheets=list(told["sheets"]),
        preview=previews_json(previews_of(file.grids, read, rows=ROWS_SHOWN)),
        questions=[asdict(question) for question in read.questions],
        encoding=read.encoding,
        delimiter=read.delimiter,
        fingerprints=_fingerprints(file, read),
        recognised=[sheet.name for sheet in recognised],
    )


def _opened(content: bytes, order: ReadingOrder) -> tuple[OpenedFile, tuple[Sheet, ...]]:
    """Open a file as it is ordered, or as an earlier file of the buyer was written; with the sheets known again."""
    file = open_file(content, filename=order.filename, encoding=order.encoding, delimiter=order.delimiter)
    if order.mapping is not None or not order.remembered:
        return file, ()
    for dialect in _dialects(file, order.remembered):
        with suppress(BadInput):
            other = open_file(content, filename=order.filename, encoding=dialect.encoding, delimiter=dialect.delimiter)
            if recognised := _recognised(other, [one for one in order.remembered if _dialect(one) == dialect]):
                return other, recognised
    return file, _recognised(file, order.remembered)


def _dialects(file: OpenedFile, remembered: Sequence[Mapping[str, Any]]) -> list[Dialect]:
    """List the few ways of writing that were set last, for a file that may be written so.

    UTF-8 and UTF-16 are told by the bytes themselves and never overridden by what was set for another file.
    """
    if file.format not in (Format.CSV, Format.TSV):
        return []
    set_before = dict.fromkeys(_dialect(one) for one in remembered)
    told = (file.dialect.encoding or "").startswith("utf")
    fitting = [one for one in set_before if one.encoding and (not told or one.encoding == file.dialect.encoding)]
    return fitting[:DIALECTS_TRIED]


def _dialect(one: Mapping[str, Any]) -> Dialect:
    return Dialect(one.get("encoding"), one.get("delimiter"))


def _recognised(file: OpenedFile, remembered: Sequence[Mapping[str, Any]]) -> tuple[Sheet, ...]:
    known = [
        Remembered(one["sheet"], one["fingerprint"], one["columns"], tuple(one["header_rows"])) for one in remembered
    ]
    return recognise(file.grids, known, format=file.format)


def _fingerprints(file: OpenedFile, read: Questionnaire) -> dict[str, str]:
    header_rows = {sheet.name: sheet.header_rows for sheet in read.sheets}
    prints = {grid.name: fingerprint(grid, header_rows.get(grid.name, ()), format=file.format) for grid in file.grids}
    return {name: value for name, value in prints.items() if value is not None}


def question_of(given: Mapping[str, Any]) -> Question:
    """Give a question back out of its fields as plain values."""
    words = given["vocabulary"]
    return Question(**{**given, "kind": Kind(given["kind"]), "vocabulary": None if words is None else tuple(words)})
