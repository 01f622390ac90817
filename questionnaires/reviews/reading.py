"""What is read out of an uploaded file, as plain values: they come over a pipe from the process that parses."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass, field
from typing import Any

from questionnaires.parsing.fingerprint import Remembered, fingerprint, recognise
from questionnaires.parsing.formats.sniff import sniff
from questionnaires.parsing.mapping import mapping_from_json
from questionnaires.parsing.model import Kind, Question, Questionnaire, Sheet
from questionnaires.parsing.preview import preview
from questionnaires.parsing.preview_json import previews_json
from questionnaires.parsing.read import grids_of, parse
from questionnaires.parsing.report import inspect_report

ROWS_SHOWN = 40


@dataclass(frozen=True, slots=True)
class ReadingOrder:
    """How a file is to be read."""

    filename: str
    mapping: list[dict[str, Any]] | None = None
    """Sheets as a person set them; None: as found, or as remembered."""
    encoding: str | None = None
    delimiter: str | None = None
    remembered: list[dict[str, Any]] = field(default_factory=list)
    """Fields of `Remembered`: what people set for earlier files of this buyer."""


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
        return [_question(given) for given in self.questions]


def read_upload(content: bytes, order: ReadingOrder) -> Reading:
    """Parse a file and show its first rows; raises UnreadableQuestionnaire or BadInput with a sentence."""
    recognised = _recognised(content, order)
    mapping = recognised or (None if order.mapping is None else mapping_from_json(order.mapping))
    read = parse(content, filename=order.filename, mapping=mapping, encoding=order.encoding, delimiter=order.delimiter)
    told: Any = inspect_report(read)["questionnaire"]
    return Reading(
        format=str(read.format),
        sheets=list(told["sheets"]),
        preview=previews_json(preview(content, filename=order.filename, questionnaire=read, rows=ROWS_SHOWN)),
        questions=[asdict(question) for question in read.questions],
        encoding=read.encoding,
        delimiter=read.delimiter,
        fingerprints=_fingerprints(content, read),
        recognised=[sheet.name for sheet in recognised],
    )


def _recognised(content: bytes, order: ReadingOrder) -> tuple[Sheet, ...]:
    if order.mapping is not None or not order.remembered:
        return ()
    found, archive = sniff(content, filename=order.filename)
    grids = grids_of(content, found, archive, filename=order.filename)
    known = [Remembered(**one | {"header_rows": tuple(one["header_rows"])}) for one in order.remembered]
    return recognise(grids, known, format=found)


def _fingerprints(content: bytes, read: Questionnaire) -> dict[str, str]:
    header_rows: Mapping[str, Sequence[int]] = {sheet.name: sheet.header_rows for sheet in read.sheets}
    if not any(header_rows.values()):
        return {}
    found, archive = sniff(content, filename=read.file)
    prints = {
        grid.name: fingerprint(grid, header_rows.get(grid.name, ()), format=found)
        for grid in grids_of(content, found, archive, filename=read.file)
    }
    return {name: value for name, value in prints.items() if value is not None}


def _question(given: Mapping[str, Any]) -> Question:
    words = given["vocabulary"]
    return Question(**{**given, "kind": Kind(given["kind"]), "vocabulary": None if words is None else tuple(words)})
