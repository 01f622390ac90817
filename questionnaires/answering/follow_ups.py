"""Questions that hang on another: `If yes, describe …`."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.answering.answer import Verdict
from questionnaires.answering.decide import Decision
from questionnaires.answering.question import Asked
from questionnaires.answering.verdict import Reason
from questionnaires.parsing.model import Question

_AFFIRMED = frozenset({Verdict.YES, Verdict.PARTIAL, Verdict.STATED})


@dataclass(frozen=True, slots=True)
class Given:
    """A question that was decided already."""

    question: Question
    decision: Decision


def parent_of(
    question: Question, asked: Asked, questions: Sequence[Question], at: int, given: Mapping[tuple[str, int], Given]
) -> Given | None:
    """Find the question that another hangs on: the one it names, else (for `If yes …`) the one before it."""
    if question.parent is not None:
        for other in given.values():
            same_sheet = other.question.sheet == question.sheet
            if other.question.ref == question.parent or (same_sheet and other.question.row == question.parent):
                return other
    if asked.follow_up is None or at == 0 or questions[at - 1].sheet != question.sheet:
        return None
    return given.get(questions[at - 1].key)


def follow_up_decision(asked: Asked, parent: Given | None) -> Decision | None:
    """Decide a follow-up by its parent where that settles it; None: decide it on its own evidence.

    A parent that needs input leaves its dependents waiting. A follow-up whose condition is not met does not apply.
    One that only asks for details of a condition that is met gets what the parent rests on.
    """
    if asked.follow_up is None:
        return None
    if parent is None or parent.decision.verdict is Verdict.NEEDS_INPUT:
        return Decision(Verdict.NEEDS_INPUT, (Reason.PARENT,))
    affirmed = parent.decision.verdict in _AFFIRMED
    if affirmed is not asked.follow_up:
        return Decision(Verdict.NOT_APPLICABLE, (Reason.PARENT,), parent.decision.rulings[:1])
    if not asked.about_parent:
        return None
    verdict = Verdict.STATED if asked.open else parent.decision.verdict
    return Decision(verdict, parent.decision.reasons, parent.decision.rulings, parent.decision.margin)
