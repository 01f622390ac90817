"""Where the rules know no wording: what the learnt judge makes of the same sources, under the guard."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.answering.answer import Verdict
from questionnaires.answering.bounds import Kept
from questionnaires.answering.judge.judge import Bench, Judgement
from questionnaires.answering.question import Asked
from questionnaires.answering.reading import Reading
from questionnaires.answering.support import Support
from questionnaires.answering.verdict import Reason, Ruling, gives
from questionnaires.answering.words import stems_of
from questionnaires.controls.records import ControlStatus

JUDGED = 8
"""How many candidates the judge looks at, best first."""
FRIENDLY = 0.08
MAYBE_FRIENDLY = 0.2
MAYBE_ADVERSE = 0.35
ADVERSE = 0.6
TURNED = 0.5
"""How likely a question is adverse: up to the first yes is good news, from the last no is; between the middle two
nobody can tell, and between the others an answer is given for a person to look at. `TURNED` takes a yes of the rules
back."""
_RESTRICTING = re.compile(r"\b(?:only|exclusively|solely|nothing but|no other)\b", re.IGNORECASE)
_PROPER = re.compile(r"(?<=[a-z,;:)] )[A-Z][\w&]*(?:[ -][A-Z][\w&]*)*")
NEAR = 0.3
"""From which probability a planned or missing safeguard may be what a question is about."""
_GAPS = {ControlStatus.PLANNED: Reason.PLANNED, ControlStatus.NOT_IMPLEMENTED: Reason.NOT_IMPLEMENTED}
_OPEN_TO_IT = frozenset({Reason.NOTHING.value, Reason.QUALIFIER.value, Reason.HALF.value})
"""Reasons of the rules that say only that they know no wording; any other stands."""


@dataclass(frozen=True, slots=True)
class Opinion:
    """What the judge says to one question: how likely each source supports it, and how likely it is adverse."""

    judgements: Mapping[int, Judgement]
    adverse: float

    def likely(self, index: int) -> float:
        """Give the probability in [0, 1] that a source supports the question; 0 when it was not looked at."""
        judged = self.judgements.get(index)
        return judged.probability if judged else 0.0


def opinion_of(bench: Bench, asked: Asked, supports: Mapping[int, Sequence[Support]]) -> Opinion:
    """Ask the judge."""
    return Opinion(bench.judge_all(asked.body, supports), bench.judge.polarity.adverse(asked))


def may_be_asked(verdict: Verdict, reasons: Sequence[str]) -> bool:
    """Tell whether the rules left a question open for want of words alone."""
    return verdict is Verdict.NEEDS_INPUT and all(reason.partition(":")[0] in _OPEN_TO_IT for reason in reasons)


def doubts_about(verdict: Verdict, rulings: Sequence[Ruling], adverse: float) -> tuple[str, ...]:
    """Give the reasons for which a yes or no of the rules is taken back: a direction that its words speak against.

    A no that a number or a control's state gives does not hang on the direction of words.
    """
    if verdict not in (Verdict.YES, Verdict.NO) or not rulings:
        return ()
    best = rulings[0].support
    if verdict is Verdict.NO:
        plain = best.sign < 0 and best.source.status is ControlStatus.IMPLEMENTED and best.source.said is None
        return (Reason.POLARITY,) if plain and adverse < FRIENDLY else ()
    return (Reason.POLARITY,) if adverse > TURNED else ()


def second_ruling(
    opinion: Opinion, supports: Mapping[int, Sequence[Support]], asked: Asked, threshold: float
) -> Ruling | None:
    """Rule by the likeliest source that reaches the threshold and breaks no rule; None: nothing does."""
    if asked.event or asked.past:
        return None
    if (gap := gap_near(opinion, supports)) is not None:
        return gap
    for index in sorted(opinion.judgements, key=lambda one: -opinion.likely(one)):
        if opinion.likely(index) < threshold:
            return None
        found = supports[index]
        if not any(map(_breaks_a_rule, found)) and not _stands_against(asked, found[0]):
            return _ruled(supports[index][0], asked, opinion.adverse)
    return None


def gap_near(opinion: Opinion, supports: Mapping[int, Sequence[Support]], above: float = NEAR) -> Ruling | None:
    """Give the planned or missing safeguard that a question may well be about: then nothing else answers it."""
    for index in sorted(opinion.judgements, key=lambda one: -opinion.likely(one)):
        support = supports[index][0]
        if opinion.likely(index) >= above and support.source.status in _GAPS:
            return Ruling(Verdict.NEEDS_INPUT, (_GAPS[support.source.status],), support)
    return None


def _stands_against(asked: Asked, support: Support) -> bool:
    """Tell whether a question names, restricts or turns what a source does not say, however alike their words are."""
    evidence = frozenset(stems_of(f"{support.source.title.text} {support.source.text}"))
    if any(name not in evidence for name in _proper_names(asked.body)):
        return True
    if _RESTRICTING.search(asked.body) and not _RESTRICTING.search(support.source.text):
        return True
    return support.sign >= 0 and any(_denies(passage.reading, asked) for passage in support.source.passages)


def _proper_names(text: str) -> frozenset[str]:
    """Give the stems of words that are capitalised although no sentence begins with them."""
    return frozenset(stem for match in _PROPER.finditer(text) for stem in stems_of(match.group()))


def _denies(reading: Reading, asked: Asked) -> bool:
    """Tell whether a sentence denies something that the question names and asks for."""
    if any(claim.sign < 0 for claim in asked.claims):
        return False
    wanted = frozenset(name for claim in asked.claims for need in claim.needs for name in need.names)
    denied = [clause for clause in reading.clauses if clause.sign < 0]
    return any(
        term.name in wanted for clause in denied for term in reading.terms if clause.start <= term.at < clause.end
    )


def _breaks_a_rule(support: Support) -> bool:
    """Tell whether a number, a named standard, a scope word, a plan or an approved no stands against a source."""
    return (
        any(bound.kept is not Kept.KEPT for bound in support.bounds)
        or any(need.standard for need in support.missing)
        or support.scope is not None
        or support.future
        or support.source.said not in (None, Verdict.YES)
    )


def _ruled(support: Support, asked: Asked, adverse: float) -> Ruling | None:
    """Give the verdict that a supporting source of this status allows."""
    status = support.source.status
    if status not in (ControlStatus.IMPLEMENTED, ControlStatus.PARTIAL):
        return None
    partial = status is ControlStatus.PARTIAL
    reasons: tuple[str, ...] = (Reason.PARTIAL,) if partial else ()
    if asked.open:
        return Ruling(Verdict.STATED, reasons, support) if gives(support, asked.wants) else None
    if MAYBE_FRIENDLY < adverse < MAYBE_ADVERSE or (adverse <= MAYBE_FRIENDLY and asked.permission):
        return Ruling(Verdict.NEEDS_INPUT, (*reasons, Reason.POLARITY), support)
    if FRIENDLY < adverse < ADVERSE:
        reasons = (*reasons, Reason.POLARITY)
    answer = Verdict.YES if adverse <= MAYBE_FRIENDLY else Verdict.NO
    return Ruling(Verdict.PARTIAL if partial else answer, reasons, support)
