"""What else the organisation knows that comes near a question, and what each would have answered by itself."""

from collections.abc import Collection
from dataclasses import dataclass

from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.answering.engine import Answerer
from questionnaires.parsing.model import Question

MOST = 3
LOOKED_AT = 8
"""Sources that are held against the question, the nearest first."""


@dataclass(frozen=True, slots=True)
class RunnerUp:
    """A source that the answer does not rest on, and the verdict that it alone would give."""

    type: SourceType
    id: str
    title: str
    text: str
    verdict: Verdict
    reasons: tuple[str, ...]


def runners_up(answerer: Answerer, question: Question, cited: Collection[tuple[str, str]]) -> tuple[RunnerUp, ...]:
    """List the nearest sources besides those cited as (type, id); ones that say something come first."""
    held = [
        RunnerUp(source.type, source.id, source.title.text, source.text, decision.verdict, decision.reasons)
        for source, decision in answerer.decide_apart(question, limit=LOOKED_AT)
        if (source.type, source.id) not in cited
    ]
    return tuple(sorted(held, key=lambda one: one.verdict is Verdict.NEEDS_INPUT)[:MOST])
