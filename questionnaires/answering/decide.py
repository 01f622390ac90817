"""From the rulings of all candidate sources to one decision on a question, its halves and its sentences."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.answering.claims import Claim, halves_of
from questionnaires.answering.fact_words import ENDS
from questionnaires.answering.judge.evidence import Evidence, evidence_of
from questionnaires.answering.judge.judge import Judge
from questionnaires.answering.knowledge import Source
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.question import Asked
from questionnaires.answering.retrieve import Candidate
from questionnaires.answering.second_opinion import JUDGED, doubts_about, may_be_asked, opinion_of, second_ruling
from questionnaires.answering.support import Support, covers, support_of
from questionnaires.answering.verdict import Reason, Ruling, Setting, missing_reason, rule, source_reasons, weight_of
from questionnaires.controls.records import ControlRecord, ControlStatus
from questionnaires.library.records import LibraryAnswer

MOST_CITATIONS = 3
CONTEXT_SHARE = 0.75
"""How much of the subject a source must share before it may stand for a half that names only a deed."""
NEAR_WEIGHT = 0.3
"""How far below the best another ruling may stand and still contradict it."""
HINT_SHARE = 0.5
"""How much a source must cover to be shown beside a question that needs input."""
OPEN_SHARE = 0.6
"""How much of an open question a source must cover to be stated as its answer."""


@dataclass(frozen=True, slots=True)
class Decision:
    """What is decided: verdict, reasons, the rulings it rests on (best first) and what confidence is read from."""

    verdict: Verdict
    reasons: tuple[str, ...]
    rulings: tuple[Ruling, ...] = ()
    margin: float = 0.0
    """How far the best ruling stands before the best of another source, in its own score."""
    agreeing: int = 0
    """How many other sources say the same."""
    likely: float | None = None
    """How likely the judge holds it that the best ruling's source supports the question, in [0, 1]."""
    adverse: float = 0.0
    """How likely yes would be the bad answer, in [0, 1]."""
    learnt: bool = False
    """Whether the judge found the support that the rules did not."""


_STATE_REASONS = {
    ControlStatus.PLANNED: Reason.PLANNED,
    ControlStatus.PARTIAL: Reason.PARTIAL,
    ControlStatus.NOT_IMPLEMENTED: Reason.NOT_IMPLEMENTED,
}


class Decider:
    """Decides questions on a fixed set of sources."""

    def __init__(
        self,
        sources: Sequence[Source],
        setting: Setting,
        lexicon: Lexicon,
        own: frozenset[str],
        judge: Judge | None = None,
    ) -> None:
        self.sources = sources
        self.setting = setting
        self.lexicon = lexicon
        self.own = own
        self._bench = judge.over(self._evidence, lexicon) if judge else None
        """Without a judge the rules are alone."""

    def _evidence(self, index: int) -> Evidence:
        return evidence_of(self.sources[index], self.lexicon)

    @cached_property
    def _controls(self) -> Mapping[str, ControlRecord]:
        """The controls among the sources, by id."""
        return {one.id: one.record for one in self.sources if isinstance(one.record, ControlRecord)}

    def decide(self, asked: Asked, candidates: Sequence[Candidate]) -> Decision:
        """Decide a question on its candidate sources."""
        if not asked.claims or not any(claim.strong or claim.measures for claim in asked.claims):
            return Decision(Verdict.NEEDS_INPUT, (Reason.NOTHING,))
        supports = [[self._support(claim, one, asked) for one in candidates] for claim in asked.claims]
        decisions = [
            self._decide_claim(claim, asked, candidates, found)
            for claim, found in zip(asked.claims, supports, strict=True)
        ]
        decision = decisions[0] if len(decisions) == 1 else self._join(asked.claims, decisions)
        return self._judged(
            decision,
            asked,
            {one.index: [found[at] for found in supports] for at, one in enumerate(candidates[:JUDGED])},
        )

    def _judged(self, decision: Decision, asked: Asked, supports: Mapping[int, Sequence[Support]]) -> Decision:
        """Add what the judge thinks, and let it answer where the rules only lacked words.

        Where it has no say, it is asked about the best ruling's source alone.
        """
        if self._bench is None or not supports:
            return decision
        is_open = may_be_asked(decision.verdict, decision.reasons)
        best = decision.rulings[0].support.source if decision.rulings else None
        looked_at = supports if is_open else {at: one for at, one in supports.items() if self.sources[at] is best}
        opinion = opinion_of(self._bench, asked, looked_at)
        by_source = {id(self.sources[index]): opinion.likely(index) for index in looked_at}
        likely = by_source.get(id(best), 0.0) if best else None
        decision = replace(decision, likely=likely, adverse=opinion.adverse)
        doubts = doubts_about(decision.verdict, decision.rulings, opinion.adverse)
        if doubts:
            return replace(decision, verdict=Verdict.NEEDS_INPUT, reasons=(*decision.reasons, *doubts))
        if not is_open:
            return decision
        ruling = second_ruling(opinion, supports, asked, self._bench.judge.threshold)
        if ruling is None:
            return decision
        reasons = (*ruling.reasons, *source_reasons(ruling, self.setting))
        likely = by_source[id(ruling.support.source)]
        return Decision(ruling.verdict, reasons, (ruling,), likely=likely, adverse=opinion.adverse, learnt=True)

    def _decide_claim(
        self, claim: Claim, asked: Asked, candidates: Sequence[Candidate], supports: Sequence[Support]
    ) -> Decision:
        rulings = self._rulings(supports, claim, asked)
        if rulings and rulings[0].definite and rulings[0].support.full:
            return self._settle(rulings)
        halves = halves_of(claim, self.lexicon, self.own)
        if len(halves) > 1 and not asked.event:
            decisions = self._halves(halves, asked, candidates)
            joined = self._join(halves, decisions)
            if decisions[0].verdict is not Verdict.NEEDS_INPUT and joined.verdict is not Verdict.NEEDS_INPUT:
                return joined
        if rulings:
            return self._settle(rulings)
        return self._unsupported(supports, asked)

    def _support(self, claim: Claim, candidate: Candidate, asked: Asked) -> Support:
        return support_of(
            claim,
            self.sources[candidate.index],
            candidate.similarity,
            self.lexicon,
            permission=asked.permission or (asked.loophole and not claim.soft),
        )

    def _rulings(self, supports: Sequence[Support], claim: Claim, asked: Asked) -> list[Ruling]:
        """Rule on every source that bears on the claim, best first."""
        rulings = [ruling for support in supports if (ruling := rule(support, claim, asked, self.lexicon))]
        return sorted(rulings, key=lambda ruling: -weight_of(ruling, self.setting))

    def _halves(self, halves: Sequence[Claim], asked: Asked, candidates: Sequence[Candidate]) -> list[Decision]:
        """Decide each half; one that names only a deed must share the subject of the first."""
        decisions = []
        for half in halves:
            near = [c for c in candidates if half is halves[0] or self._in_context(half, halves[0], c)]
            rulings = self._rulings([self._support(half, candidate, asked) for candidate in near], half, asked)
            decisions.append(self._settle(rulings) if rulings else Decision(Verdict.NEEDS_INPUT, ()))
        return decisions

    def _in_context(self, half: Claim, first: Claim, candidate: Candidate) -> bool:
        """Tell whether a source may stand for a later half of a question."""
        generic = self.lexicon.names("weak") | self.lexicon.names("attributes")
        if any(not need.names & generic for need in half.strong):
            return True
        passages = self.sources[candidate.index].passages
        shared = max(sum(covers(p.implied, need, self.lexicon) for need in first.strong) for p in passages)
        return bool(first.strong) and shared / len(first.strong) >= CONTEXT_SHARE

    def _settle(self, rulings: list[Ruling]) -> Decision:
        """Take the best ruling, name what its sources ask a person for, and look for contradiction."""
        best = rulings[0]
        reasons = list(best.reasons) + list(source_reasons(best, self.setting))
        against = self._against(best, rulings[1:])
        if against is not None:
            if best.support.source.type is SourceType.ANSWER and against.support.source.type is SourceType.CONTROL:
                best, against = against, best
                reasons = list(best.reasons) + list(source_reasons(best, self.setting))
            reasons.append(Reason.CONTRADICTION)
        behind = self._behind(best, rulings[1:])
        reasons += [reason for reason in self._linked(best) if reason not in reasons]
        reasons += [Reason.EXCEPTION] if behind and Reason.EXCEPTION not in reasons else []
        others = [ruling for ruling in rulings if ruling.support.source is not best.support.source]
        margin = weight_of(best, self.setting) - weight_of(others[0], self.setting) if others else 0.5
        agreeing = sum(other.verdict is best.verdict and other.support.full for other in others)
        verdict = self._guarded(best)
        return Decision(
            verdict,
            tuple(reasons),
            (best, *(ruling for ruling in (_other_end(best, rulings), against, behind) if ruling)),
            margin,
            agreeing,
        )

    def _against(self, best: Ruling, others: Sequence[Ruling]) -> Ruling | None:
        """Find a source of equal standing that says something else; the others come best first."""
        least = weight_of(best, self.setting) - NEAR_WEIGHT
        for other in others:
            if weight_of(other, self.setting) <= least:
                break
            close = other.support.specific > 0 and other.support.similarity > best.support.similarity / 2
            stale = Reason.STALE in source_reasons(other, self.setting)
            if close and not stale and other.definite and _contradict(best, other):
                return other
        return None

    def _linked(self, best: Ruling) -> list[str]:
        """Name the state of controls that an approved answer says it rests on."""
        record = best.support.source.record
        if not isinstance(record, LibraryAnswer):
            return []
        states = {self._controls[one].status for one in record.controls if one in self._controls}
        if best.verdict in (Verdict.YES, Verdict.STATED):
            return [Reason.CONTRADICTION] if states - {ControlStatus.IMPLEMENTED} else []
        return [_STATE_REASONS[state] for state in sorted(states) if state in _STATE_REASONS]

    def _behind(self, best: Ruling, others: Sequence[Ruling]) -> Ruling | None:
        """Find a control behind the best source whose last test had an exception: linked to it, or saying the same."""
        if best.support.source.type is SourceType.CONTROL:
            return None
        record = best.support.source.record
        linked = record.controls if isinstance(record, LibraryAnswer) else ()
        for other in others:
            source = other.support.source
            same = other.verdict is best.verdict and other.support.specific > 0
            if Reason.EXCEPTION in source_reasons(other, self.setting) and (same or source.id in linked):
                return other
        return None

    def _guarded(self, best: Ruling) -> Verdict:
        """Take a library yes back when a control that it names does not stand."""
        return Verdict.NEEDS_INPUT if Reason.CONTRADICTION in self._linked(best) else best.verdict

    def _join(self, claims: Sequence[Claim], decisions: Sequence[Decision]) -> Decision:
        """Join the halves: all alike stay so, a mixture is partial, and what nothing covers is named."""
        verdicts = {decision.verdict for decision in decisions}
        open_halves = [c for c, d in zip(claims, decisions, strict=True) if d.verdict is Verdict.NEEDS_INPUT]
        reasons = [reason for decision in decisions for reason in decision.reasons]
        reasons += [f"{Reason.HALF}: {claim.text.strip(' ?.')}" for claim in open_halves]
        rulings = [ruling for decision in decisions for ruling in decision.rulings]
        unique = {ruling.support.source.id: ruling for ruling in reversed(rulings)}
        ordered = tuple(unique[name] for name in dict.fromkeys(ruling.support.source.id for ruling in rulings))
        margin = min(decision.margin for decision in decisions)
        return Decision(_joined(verdicts), tuple(dict.fromkeys(reasons)), ordered[:MOST_CITATIONS], margin)

    def _unsupported(self, supports: Sequence[Support], asked: Asked) -> Decision:
        """Say what is missing from the source that comes nearest."""
        usable = [s for s in supports if s.covered > 0]
        if not usable:
            return Decision(Verdict.NEEDS_INPUT, (Reason.NOTHING,))
        nearest = max(usable, key=lambda s: (s.covered, s.similarity))
        if nearest.covered < HINT_SHARE:
            return Decision(Verdict.NEEDS_INPUT, (Reason.NOTHING,))
        reasons = tuple(missing_reason(need) for need in nearest.missing) or (Reason.NOTHING,)
        hint = Ruling(Verdict.NEEDS_INPUT, reasons, nearest)
        stated = asked.open and nearest.covered >= OPEN_SHARE and nearest.source.status is ControlStatus.IMPLEMENTED
        if stated and not asked.event and not nearest.source.said:
            return Decision(Verdict.STATED, reasons + source_reasons(hint, self.setting), (hint,))
        return Decision(Verdict.NEEDS_INPUT, reasons, (hint,))


def _other_end(best: Ruling, others: Sequence[Ruling]) -> Ruling | None:
    """Find the other end of a period of which a fact states one: told alone, one end is half an answer."""
    source = best.support.source
    wanted = ENDS.get(source.id) if source.type is SourceType.FACT and best.verdict is Verdict.STATED else None
    return next((one for one in others if one.support.source.id == wanted and one.verdict is best.verdict), None)


def _contradict(best: Ruling, other: Ruling) -> bool:
    """Tell whether two rulings cannot both hold: yes against no, an approved yes against a control that falls short."""
    if {best.verdict, other.verdict} == {Verdict.YES, Verdict.NO}:
        return True
    types = {best.support.source.type, other.support.source.type}
    short = any(one.support.source.status is not ControlStatus.IMPLEMENTED for one in (best, other))
    return types == {SourceType.CONTROL, SourceType.ANSWER} and short and best.verdict is not other.verdict


def _joined(verdicts: set[Verdict]) -> Verdict:
    """Give the verdict of a whole whose parts have these verdicts."""
    if len(verdicts) == 1:
        return next(iter(verdicts))
    said = verdicts - {Verdict.NEEDS_INPUT}
    if said == {Verdict.STATED}:
        return Verdict.STATED
    if said and said <= {Verdict.YES, Verdict.PARTIAL, Verdict.NO} and said & {Verdict.YES, Verdict.PARTIAL}:
        return Verdict.PARTIAL
    return Verdict.NEEDS_INPUT
