"""Answers with their wording given to an endpoint and taken back only when it says what ours says."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Protocol

from questionnaires.answering.answer import Answer, SourceType
from questionnaires.answering.compose import harmless
from questionnaires.answering.knowledge import Knowledge, Source
from questionnaires.answering.rewording.errors import NoReply, NoWording
from questionnaires.answering.rewording.exchange import read_reply, request_body
from questionnaires.answering.rewording.faithful import faithful
from questionnaires.answering.rewording.told import Told, told_of
from questionnaires.parsing.model import Question

MOST_FAILURES = 3
"""After so many requests in a row without a reply the endpoint is left alone for the rest of the questionnaire."""
WORDED = "worded by the endpoint"
KEPT = "own wording kept: "


class Wordsmith(Protocol):
    """Something that words: it takes the body of a chat completion and gives the reply's body."""

    @property
    def model(self) -> str:
        """Name of the model to ask for."""

    def ask(self, body: bytes) -> bytes:
        """Give the reply; raises NoReply saying why there is none."""


class Rewording:
    """Rewords the answers of one questionnaire; verdict, confidence, routing, reasons and citations stay as they are.

    Parameters
    ----------
    wordsmith : the endpoint.
    knowledge, product : what the answers were given from.
    """

    def __init__(self, wordsmith: Wordsmith, knowledge: Knowledge, product: str | None = None) -> None:
        self.wordsmith = wordsmith
        self.knowledge = knowledge
        self.product = product
        self.failures = 0

    def reword(self, question: str, answer: Answer) -> Answer:
        """Give the answer with the endpoint's wording, or with ours and a note why; untouched when none was asked."""
        keys = [(citation.type, citation.id) for citation in answer.citations]
        cited = [source for key in keys for source in self._sources.get(key, ())]
        told = told_of(question, answer, cited) if all(key in self._sources for key in keys) else None
        if told is None:
            return answer
        try:
            text = harmless(self._worded(told))
        except NoWording as kept:
            return replace(answer, wording=f"{KEPT}{kept}")
        in_cell = answer.cell_value == answer.answer_text
        return replace(answer, answer_text=text, cell_value=text if in_cell else answer.cell_value, wording=WORDED)

    def _worded(self, told: Told) -> str:
        reply = read_reply(self._reply(request_body(self.wordsmith.model, told)))
        if reply.verdict != told.verdict.value:
            raise NoWording("its reply names another verdict")
        return faithful(reply.text, told, self.knowledge.lexicon)

    def _reply(self, body: bytes) -> bytes:
        """Ask, unless the endpoint has failed too often in a row."""
        if self.failures >= MOST_FAILURES:
            raise NoReply(f"the endpoint was left alone after {MOST_FAILURES} failures in a row")
        try:
            reply = self.wordsmith.ask(body)
        except NoReply:
            self.failures += 1
            raise
        self.failures = 0
        return reply

    @cached_property
    def _sources(self) -> Mapping[tuple[SourceType, str], tuple[Source, ...]]:
        """All sources under what a citation calls them."""
        table: dict[tuple[SourceType, str], tuple[Source, ...]] = {}
        for source in self.knowledge.sources(self.product):
            key = (source.type, source.id)
            table[key] = (*table.get(key, ()), source)
        return table


def reworded(
    questions: Sequence[Question],
    answers: Sequence[Answer],
    wordsmith: Wordsmith | None,
    knowledge: Knowledge,
    product: str | None = None,
) -> tuple[Answer, ...]:
    """Reword the answers of a questionnaire, in the order of its questions; without a wordsmith they stay."""
    if wordsmith is None:
        return tuple(answers)
    rewording = Rewording(wordsmith, knowledge, product)
    pairs = zip(questions, answers, strict=True)
    return tuple(rewording.reword(question.question, answer) for question, answer in pairs)


@dataclass(frozen=True, slots=True)
class Fared:
    """How many answers the endpoint was asked to word, and how many of its wordings stand."""

    asked: int
    worded: int


def fared(answers: Iterable[Answer]) -> Fared:
    """Count how the endpoint fared; nothing asked when there is none."""
    notes = [answer.wording for answer in answers if answer.wording]
    return Fared(len(notes), notes.count(WORDED))
