"""What an endpoint is told about one answer, and what its text is held against."""

from collections.abc import Sequence
from dataclasses import dataclass

from questionnaires.answering.answer import Answer, Verdict
from questionnaires.answering.compose import OPENINGS
from questionnaires.answering.knowledge import Source
from questionnaires.answering.verdict import Reason
from questionnaires.controls.records import Sensitivity

DUTIES = (
    Reason.PLANNED,
    Reason.EXCEPTION,
    Reason.STALE,
    Reason.CONTRADICTION,
    Reason.NDA,
    Reason.INTERNAL,
    Reason.PRODUCT,
    Reason.POLARITY,
)
"""Answers with one of these reasons must say certain things in certain words, so that their wording is ours alone."""


@dataclass(frozen=True, slots=True)
class Told:
    """One answer as it may be worded: nothing in it is internal or under NDA."""

    question: str
    verdict: Verdict
    own: str
    """Our own wording, with its opening word."""
    evidence: tuple[Source, ...]
    """The cited sources, best first; never empty."""

    @property
    def opening(self) -> str:
        """The word of the verdict that our own wording begins with; empty where it begins with the value asked for."""
        word = OPENINGS[self.verdict]
        return word if self.own.startswith(word) else ""

    @property
    def body(self) -> str:
        """Our own wording without its opening word."""
        return self.own.removeprefix(self.opening).strip()


def told_of(question: str, answer: Answer, cited: Sequence[Source]) -> Told | None:
    """Give what may be told of an answer, or None when its wording must stay ours.

    `cited` are all sources that the answer cites; one that is internal or under NDA keeps the whole answer here.
    """
    if answer.verdict not in OPENINGS or not answer.answer_text or not cited:
        return None
    codes = {reason.partition(":")[0] for reason in answer.reasons}
    if codes & {duty.value for duty in DUTIES}:
        return None
    if any(source.sensitivity is not Sensitivity.PUBLIC for source in cited):
        return None
    return Told(question, answer.verdict, answer.answer_text, tuple(cited))
