"""Answers questions from what an organisation knows about itself: one question, or a questionnaire as a whole."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import cached_property

from foundation.criteria import Criterion
from questionnaires.answering.answer import Answer, CriterionScore, Routing, Verdict
from questionnaires.answering.cells import cell_value_of, words_of
from questionnaires.answering.choices import choice_for
from questionnaires.answering.compose import citations_of, compose
from questionnaires.answering.confidence import shipped_confidence
from questionnaires.answering.criteria import CriterionIndex
from questionnaires.answering.decide import Decider, Decision
from questionnaires.answering.documents import DocumentDesk
from questionnaires.answering.follow_ups import Given, follow_up_decision, parent_of
from questionnaires.answering.judge.artefacts import shipped_judge
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.knowledge import Knowledge, Source
from questionnaires.answering.products import known_products, of_named_products
from questionnaires.answering.question import Asked, understand
from questionnaires.answering.retrieve import Candidate, Encoder, Retriever
from questionnaires.answering.subjects import shipped_subjects
from questionnaires.answering.trust import Trust, shipped_trust
from questionnaires.answering.verdict import Reason, Setting
from questionnaires.answering.vocabulary import speaks_verdicts
from questionnaires.answering.wording import without_examples
from questionnaires.parsing.model import Kind, Question

CANDIDATES = 20
"""How many sources are held against each question."""


class Answerer:
    """Answers on a fixed body of knowledge; the index is built once, when the first question comes.

    Parameters
    ----------
    knowledge : the organisation's controls, approved answers and facts.
    today : the day on which the answers are given (approved answers expire).
    product : answer for this product only; None leaves controls of one product for review.
    under_nda : whether the buyer may read material under NDA.
    trust : what confidence is worth here, and from where on an answer needs no review; None: as the product ships it.
    criteria : the Trust Services Criteria in our words; empty: no criteria are named.
    encoder : gives dense vectors that join the retrieval; None: words and characters alone.
    judge : the learnt judge; None: the one that the product ships.
    """

    def __init__(
        self,
        knowledge: Knowledge,
        *,
        today: date,
        product: str | None = None,
        under_nda: bool = False,
        trust: Trust | None = None,
        criteria: Sequence[Criterion] = (),
        encoder: Encoder | None = None,
        judge: Judge | None = None,
    ) -> None:
        self.knowledge = knowledge
        self.setting = Setting(today, product, under_nda)
        self._trust = trust
        self.criteria = criteria
        self.encoder = encoder
        self._judge = judge

    def answer(self, questions: Sequence[Question]) -> tuple[Answer, ...]:
        """Answer a questionnaire as a whole; answers come in the order of the questions."""
        return tuple(answer for _, answer in self.answer_each(questions))

    def answer_one(self, text: str, *, with_criteria: bool = True) -> Answer:
        """Answer a single question that stands in no file; who does not show its criteria need not wait for them."""
        questions = [Question(sheet="", row=0, question=text, kind=Kind.YES_NO)]
        return next(self.answer_each(questions, with_criteria=with_criteria))[1]

    def answer_each(
        self, questions: Sequence[Question], *, with_criteria: bool = True
    ) -> Iterator[tuple[Question, Answer]]:
        """Answer question by question, so that progress can be shown; a follow-up sees its parent's answer."""
        texts = [without_examples(question.question) for question in questions]
        candidates = self._retriever.candidates(texts, limit=CANDIDATES)
        criteria = self._criterion_index.scores(texts, candidates) if with_criteria else [()] * len(questions)
        for at, (asked, decision) in enumerate(self._decide_each(questions, candidates)):
            yield questions[at], self._answer(questions[at], asked, decision, criteria[at])

    def decide(self, questions: Sequence[Question]) -> Iterator[tuple[Asked, Decision]]:
        """Decide question by question without wording or routing anything, as practice for confidence does."""
        texts = [without_examples(question.question) for question in questions]
        yield from self._decide_each(questions, self._retriever.candidates(texts, limit=CANDIDATES))

    def decide_apart(self, question: Question, *, limit: int) -> Iterator[tuple[Source, Decision]]:
        """Decide a question on each of its nearest sources alone, the nearest first, at most `limit` of them."""
        text = without_examples(question.question)
        near = self._retriever.candidates([text], limit=limit)[0]
        asked = self._understand(question)
        for candidate in near:
            yield self._sources[candidate.index], self._decider.decide(asked, [candidate])

    def _decide_each(
        self, questions: Sequence[Question], candidates: Sequence[Sequence[Candidate]]
    ) -> Iterator[tuple[Asked, Decision]]:
        near = [
            of_named_products(question.question, found, self._sources, self._products)
            for question, found in zip(questions, candidates, strict=True)
        ]
        given: dict[tuple[str, int], Given] = {}
        for at, question in enumerate(questions):
            asked = self._understand(question)
            decision = self._decide(question, asked, near[at], parent_of(question, asked, questions, at, given))
            decision = self._documents.decide(question.question, asked, decision, near[at], self._sources)
            given[question.key] = Given(question, decision)
            yield asked, decision

    @cached_property
    def trust(self) -> Trust:
        """What confidence is worth, and from where on an answer needs no review."""
        return self._trust or shipped_trust()

    @cached_property
    def _sources(self) -> tuple[Source, ...]:
        return self.knowledge.sources(self.setting.product)

    @cached_property
    def _products(self) -> frozenset[str]:
        return known_products(self.knowledge)

    @cached_property
    def _retriever(self) -> Retriever:
        return Retriever.over(self._sources, self.knowledge.lexicon, self.encoder)

    @cached_property
    def _criterion_index(self) -> CriterionIndex:
        return CriterionIndex(self.criteria, self._sources, self.knowledge.lexicon, shipped_subjects())

    @cached_property
    def _documents(self) -> DocumentDesk:
        return DocumentDesk(self.knowledge, self.setting, self.encoder)

    @cached_property
    def _decider(self) -> Decider:
        own = self.knowledge.own_stems
        return Decider(self._sources, self.setting, self.knowledge.lexicon, own, self._judge or shipped_judge())

    def _understand(self, question: Question) -> Asked:
        """Read the question; a list of verdict words makes `Describe …` a question of yes or no."""
        asked = understand(
            question.question,
            self.knowledge.lexicon,
            kind=question.kind,
            section=question.section,
            own=self.knowledge.own_stems,
        )
        words = words_of(question)
        if words and speaks_verdicts(words):
            return replace(asked, kind=Kind.YES_NO)
        return asked

    def _decide(
        self, question: Question, asked: Asked, candidates: Sequence[Candidate], parent: Given | None
    ) -> Decision:
        """Decide; a follow-up first looks at its parent."""
        settled = follow_up_decision(asked, parent)
        decision = settled if settled is not None else self._decider.decide(asked, candidates)
        if question.filled and decision.verdict is Verdict.NEEDS_INPUT:
            return replace(decision, reasons=(*decision.reasons, Reason.FILLED))
        return decision

    def _answer(
        self, question: Question, asked: Asked, decision: Decision, criteria: tuple[CriterionScore, ...]
    ) -> Answer:
        """Word the decision, choose the buyer's word for it and say whether a person must look."""
        text = compose(decision, self.setting, self.knowledge.own_names, asked)
        estimate = shipped_confidence().estimate(decision, asked)
        value, word_missing = self._cell_value(question, decision, text)
        reasons = [str(reason) for reason in decision.reasons] + ([str(Reason.NO_WORD)] if word_missing else [])
        confidence = self.trust.confidence_of(estimate.probability) if estimate else None
        if confidence is not None and confidence < self.trust.threshold:
            reasons.append(str(Reason.LOW))
        return Answer(
            verdict=decision.verdict,
            answer_text=text,
            cell_value=value,
            confidence=confidence,
            routing=Routing.AUTO if confidence is not None and may_stand_unread(reasons) else Routing.REVIEW,
            reasons=tuple(dict.fromkeys(reasons)),
            citations=citations_of(decision),
            criteria=criteria,
            estimate=estimate.probability if estimate else None,
        )

    def _cell_value(self, question: Question, decision: Decision, text: str) -> tuple[str | None, bool]:
        """Give what the answer cell gets, and whether the buyer's list has no word for the verdict."""
        words = words_of(question)
        if words and not speaks_verdicts(words) and decision.verdict is not Verdict.NEEDS_INPUT:
            value = choice_for(words, decision, self.knowledge.lexicon)
        else:
            value = cell_value_of(question, decision.verdict, text)
        return value, value is None and decision.verdict is not Verdict.NEEDS_INPUT


_HARMLESS = (Reason.NOT_IMPLEMENTED.value,)
"""Reasons that explain an answer without asking for a person: a well-supported no may stand."""


def may_stand_unread(reasons: Sequence[str]) -> bool:
    """Tell whether no reason forbids an answer to stand as it is."""
    return all(reason.partition(":")[0] in _HARMLESS for reason in reasons)
