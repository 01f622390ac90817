"""What fills a stranger's file in the confined process: the file and the cells in, the filled file out."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from typing import Any

from foundation.errors import BadInput
from questionnaires.export.model import Exported, FilledCell
from questionnaires.export.write import export_file
from questionnaires.parsing.mapping import mapping_from_json
from questionnaires.parsing.model import Questionnaire
from questionnaires.reviews.confined import Limits, ProcessLost, Runner, run_confined
from questionnaires.reviews.reading import question_of


@dataclass(frozen=True, slots=True)
class WritingOrder:
    """What is to be written into which file, fit for JSON."""

    filename: str
    format: str
    sheets: list[dict[str, Any]]
    """As a mapping has them."""
    questions: list[dict[str, Any]]
    """Fields of `Question`: those that are answered."""
    filled: list[dict[str, str]]
    """Fields of `FilledCell`."""
    encoding: str | None = None
    delimiter: str | None = None

    @classmethod
    def of(
        cls, questionnaire: Questionnaire, sheets: Sequence[Mapping[str, Any]], filled: Sequence[FilledCell]
    ) -> "WritingOrder":
        """Order cells of a questionnaire, whose sheets stand beside it as they are kept."""
        return cls(
            questionnaire.file,
            questionnaire.format,
            [dict(sheet) for sheet in sheets],
            [asdict(question) for question in questionnaire.questions],
            [asdict(cell) for cell in filled],
            questionnaire.encoding,
            questionnaire.delimiter,
        )

    def questionnaire(self) -> Questionnaire:
        """Give the questionnaire as it was parsed, with the questions that are answered."""
        questions = tuple(question_of(given) for given in self.questions)
        sheets = mapping_from_json(self.sheets)
        return Questionnaire(self.filename, self.format, sheets, questions, self.encoding, self.delimiter)


@dataclass(frozen=True, slots=True)
class Writer:
    """Fills files of strangers, each in a process of its own: filling opens them once more."""

    limits: Limits
    run: Runner = run_confined

    def write(self, content: bytes, order: WritingOrder) -> Exported:
        """Fill a file; raises BadInput with a sentence for the person."""
        request = json.dumps(asdict(order)).encode() + b"\n" + content
        try:
            head, _, written = self.run(__name__, request, self.limits).partition(b"\n")
            told = json.loads(head)
        except (ProcessLost, ValueError) as lost:
            why = str(lost) if isinstance(lost, ProcessLost) else "ended unexpectedly"
            raise BadInput(f"writing the answers into it {why}, so it was stopped", order.filename) from lost
        if "problem" in told:
            raise BadInput(told["problem"], told["where"])
        return Exported(written, told["name"], tuple(told["notes"]))


def main(request: bytes) -> bytes:
    """Fill the file of a request; what a person can act on comes back as a problem."""
    head, _, content = request.partition(b"\n")
    order = WritingOrder(**json.loads(head))
    filled = [FilledCell(**cell) for cell in order.filled]
    try:
        done = export_file(content, filename=order.filename, questionnaire=order.questionnaire(), filled=filled)
    except BadInput as problem:
        return json.dumps({"problem": problem.problem, "where": problem.where}).encode()
    return json.dumps({"name": done.name, "notes": done.notes}).encode() + b"\n" + done.content
