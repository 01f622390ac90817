"""What runs in the confined process: a request with a file's bytes in, what was read in it out, both as plain bytes."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass

from foundation.errors import BadInput
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.reviews.confined import Limits, ProcessLost, Runner, run_confined
from questionnaires.reviews.reading import Reading, ReadingOrder, read_upload

WAY_OUT = (
    "Ask the buyer for a plain copy: one sheet, saved as XLSX or CSV without pictures. Or paste the questions as text."
)


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads files from strangers, each in a process of its own."""

    limits: Limits
    module: str = __name__
    """What runs there; tests put a greedy one in its place."""
    run: Runner = run_confined

    def read(self, content: bytes, order: ReadingOrder, *, beat: Callable[[], None] | None = None) -> Reading:
        """Read a file; raises UnreadableQuestionnaire or BadInput with a sentence for the person."""
        request = json.dumps(asdict(order)).encode() + b"\n" + content
        try:
            told = json.loads(self.run(self.module, request, self.limits, beat=beat))
        except (ProcessLost, ValueError) as lost:
            why = str(lost) if isinstance(lost, ProcessLost) else "ended unexpectedly"
            raise UnreadableQuestionnaire(f"reading it {why}, so it was stopped. {WAY_OUT}", order.filename) from lost
        if "problem" in told:
            raise (UnreadableQuestionnaire if told["unreadable"] else BadInput)(told["problem"], told["where"])
        return Reading(**told)


def main(request: bytes) -> bytes:
    """Read the file of a request; what a person can act on comes back as a problem."""
    head, _, content = request.partition(b"\n")
    try:
        told = asdict(read_upload(content, ReadingOrder(**json.loads(head))))
    except BadInput as problem:
        unreadable = isinstance(problem, UnreadableQuestionnaire)
        told = {"problem": problem.problem, "where": problem.where, "unreadable": unreadable}
    return json.dumps(told).encode()
