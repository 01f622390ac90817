"""Practice on companies that the judge never saw: what the engine answers there, and whether it would be accepted."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from questionnaires.answering.answer import Verdict
from questionnaires.answering.confidence import features_of
from questionnaires.answering.decide import Decision
from questionnaires.answering.engine import Answerer, may_stand_unread
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.knowledge import Knowledge
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.question import Asked
from questionnaires.answering.training.bank import Relation, Wording
from questionnaires.answering.training.samples import TopicSample
from questionnaires.controls.records import ControlRecord
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Question

COMPANY_SIZE = 45
"""Controls of one invented company; its topics come from all areas."""
_DAY = date(2026, 1, 1)
_ACCEPTED = {
    Relation.PARTLY: frozenset({Verdict.PARTIAL}),
    Relation.CONTRADICTS: frozenset({Verdict.NO, Verdict.PARTIAL}),
    Relation.SILENT: frozenset[Verdict](),
}
"""What a reviewer would let stand where the control does not support the question in full."""


@dataclass(frozen=True)
class Decided:
    """One question of practice with what was decided."""

    asked: Asked
    decision: Decision
    accepted: bool
    """Whether a reviewer would let the verdict stand."""

    @property
    def answered(self) -> bool:
        """Whether anything but a request for input came out."""
        return self.decision.verdict is not Verdict.NEEDS_INPUT and bool(self.decision.rulings)

    @property
    def free(self) -> bool:
        """Whether no reason forbids the answer to stand unread."""
        return may_stand_unread(self.decision.reasons)

    @property
    def features(self) -> list[float]:
        """What confidence is read from."""
        return list(features_of(self.decision, self.asked).values())


def practise(topics: Sequence[TopicSample], judge: Judge, lexicon: Lexicon) -> list[Decided]:
    """Ask companies made of these topics everything that is asked on them; `judge` must not have learnt from them."""
    return [one for company in companies(topics) for one in _ask(company, judge, lexicon)]


def companies(topics: Sequence[TopicSample]) -> Iterator[list[TopicSample]]:
    """Deal topics out to companies of like size, so that each gets some of every area."""
    number = max(1, round(len(topics) / COMPANY_SIZE))
    for at in range(number):
        yield list(topics[at::number])


def is_accepted(wording: Wording, verdict: Verdict, *, right_source: bool) -> bool:
    """Tell whether a reviewer who knows the control would let an answer stand."""
    if wording.relation is Relation.SUPPORTS:
        return verdict is wording.verdict and right_source
    return verdict in _ACCEPTED[wording.relation] and right_source


def _ask(company: Sequence[TopicSample], judge: Judge, lexicon: Lexicon) -> Iterator[Decided]:
    controls = tuple(one.source.record for one in company if isinstance(one.source.record, ControlRecord))
    answerer = Answerer(Knowledge(controls, lexicon=lexicon), today=_DAY, judge=judge)
    asked = [(topic, one) for topic in company for one in topic.asked]
    questions = [
        Question(sheet=str(row), row=row, question=one.wording.text, kind=kind_of(one.wording.text, None))
        for row, (_, one) in enumerate(asked)
    ]
    for (topic, one), (read, decision) in zip(asked, answerer.decide(questions), strict=True):
        right = topic.source.id in {ruling.support.source.id for ruling in decision.rulings}
        yield Decided(read, decision, is_accepted(one.wording, decision.verdict, right_source=right))
