"""What documents may add: an answer where nothing else speaks, never one against a control, never one unread.

A policy says what ought to be done. So it is asked last, its answer says whose words they are, and a person looks.
"""

from collections.abc import Sequence
from dataclasses import replace
from functools import cached_property

from questionnaires.answering.answer import Verdict
from questionnaires.answering.decide import Decider, Decision
from questionnaires.answering.knowledge import Knowledge, Source
from questionnaires.answering.question import Asked
from questionnaires.answering.retrieve import Candidate, Encoder, Retriever
from questionnaires.answering.verdict import Reason, Setting
from questionnaires.controls.records import ControlStatus

FROM_DOCUMENTS = f"{Reason.LOW}: rests on a document alone"
LIMIT = 10
"""Sections that are held against a question."""
NEAREST = 3
"""Among how many of the nearest controls none may be planned, partial or missing."""
_SILENCE = frozenset({Reason.NOTHING, Reason.QUALIFIER, Reason.NUMBER, Reason.STANDARD, Reason.SCOPE, Reason.HALF})
"""Reasons that say no more than that nothing else speaks of it, or not enough."""


class DocumentDesk:
    """Asks an organisation's documents; an index is built when the first question comes."""

    def __init__(self, knowledge: Knowledge, setting: Setting, encoder: Encoder | None = None) -> None:
        self.knowledge = knowledge
        self._setting = setting
        self._encoder = encoder

    def decide(
        self, text: str, asked: Asked, decision: Decision, near: Sequence[Candidate], sources: Sequence[Source]
    ) -> Decision:
        """Give what documents say where `decision` found nothing; the decision itself in all other cases."""
        if not self.knowledge.documents or not _is_silent(decision) or _speaks_against(near, sources):
            return decision
        found = self._decider.decide(asked, self._retriever.candidates([text], limit=LIMIT)[0])
        supported = found.verdict in (Verdict.YES, Verdict.STATED) and not found.reasons
        return replace(found, reasons=(FROM_DOCUMENTS,)) if supported else decision

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        return self.knowledge.document_sources

    @cached_property
    def _retriever(self) -> Retriever:
        return Retriever.over(self._sources, self.knowledge.lexicon, self._encoder)

    @cached_property
    def _decider(self) -> Decider:
        """Rules alone: the judge learnt from controls, and lends documents no meaning that they do not spell out."""
        return Decider(self._sources, self._setting, self.knowledge.lexicon, self.knowledge.own_stems)


def _is_silent(decision: Decision) -> bool:
    codes = {reason.partition(":")[0] for reason in decision.reasons}
    status = {ruling.support.source.status for ruling in decision.rulings}
    return decision.verdict is Verdict.NEEDS_INPUT and codes <= _SILENCE and status <= {ControlStatus.IMPLEMENTED}


def _speaks_against(near: Sequence[Candidate], sources: Sequence[Source]) -> bool:
    """Tell whether a control close by is not in place: then a policy's word would hide it."""
    return any(sources[one.index].status is not ControlStatus.IMPLEMENTED for one in near[:NEAREST])
