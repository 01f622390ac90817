"""The deterministic guard: which verdict one source allows to one claim, and for which reasons a person must look."""

import re
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from questionnaires.answering.answer import SourceType, Verdict
from questionnaires.answering.bounds import Bound, Kept
from questionnaires.answering.claims import Claim, Need
from questionnaires.answering.lexicon import Lexicon
from questionnaires.answering.measures import PERIOD
from questionnaires.answering.question import Asked
from questionnaires.answering.support import Support
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity, TestResult
from questionnaires.library.records import LibraryAnswer

_DATE = re.compile(r"\b(?:19|20)\d\d\b")
WEAKEST_TLS = 1.2
"""A question about an older version asks whether something weak is still allowed."""
BESIDE = 0.25
"""How far each word of a question that a fact has no trace of takes it back: a fact says one thing and no more."""


class Reason(StrEnum):
    """Why an answer stands as it does; a detail may follow after a colon."""

    PLANNED = "planned_control"
    PARTIAL = "partial_control"
    NOT_IMPLEMENTED = "not_implemented_control"
    EXCEPTION = "exception_in_last_test"
    STALE = "stale_answer"
    CONTRADICTION = "contradiction"
    NDA = "nda_material"
    INTERNAL = "internal_material"
    PRODUCT = "product_specific"
    POLARITY = "polarity_unsure"
    NOTHING = "nothing_found"
    NO_WORD = "no_word_for_verdict"
    FILLED = "already_filled"
    PARENT = "waits_for_parent"
    LOW = "low_confidence"
    QUALIFIER = "qualifier_not_supported"
    NUMBER = "number_not_supported"
    STANDARD = "standard_not_supported"
    SCOPE = "scope_not_supported"
    HALF = "half_not_supported"


@dataclass(frozen=True, slots=True)
class Setting:
    """Under which circumstances is answered."""

    today: date
    product: str | None = None
    under_nda: bool = False


@dataclass(frozen=True, slots=True)
class Ruling:
    """What one source lets us say to one claim."""

    verdict: Verdict
    reasons: tuple[str, ...]
    support: Support

    @property
    def definite(self) -> bool:
        """Whether it says anything but that a person is needed."""
        return self.verdict is not Verdict.NEEDS_INPUT


def rule(support: Support, claim: Claim, asked: Asked, lexicon: Lexicon) -> Ruling | None:
    """Say what a source allows, or None when it does not bear on the claim."""
    if isinstance(support.source.record, LibraryAnswer) and support.source.said:
        return _rule_library(support, claim, asked, lexicon)
    status = ControlStatus.PLANNED if support.complete and support.future else support.source.status
    if status is ControlStatus.NOT_APPLICABLE:
        return Ruling(Verdict.NOT_APPLICABLE, (), support) if _is_about(support, lexicon) else None
    if status in (ControlStatus.PLANNED, ControlStatus.NOT_IMPLEMENTED):
        return _rule_absent(support, claim, asked, status, lexicon)
    if not support.complete:
        return None
    if asked.past and not asked.open and support.source.type in (SourceType.CONTROL, SourceType.DOCUMENT):
        return None
    if asked.event and (support.sign >= 0 or not _is_stated_event(support, lexicon)):
        return Ruling(Verdict.NEEDS_INPUT, (Reason.POLARITY,), support)
    return _rule_present(support, claim, asked, status, lexicon)


def _rule_present(support: Support, claim: Claim, asked: Asked, status: ControlStatus, lexicon: Lexicon) -> Ruling:
    """Rule on a safeguard that stands, in whole or in part."""
    partial = status is ControlStatus.PARTIAL
    reasons: tuple[str, ...] = (Reason.PARTIAL,) if partial else ()
    if asked.open:
        if not gives(support, asked.wants):
            return Ruling(Verdict.NEEDS_INPUT, (*reasons, f"{Reason.NUMBER}: {asked.wants}"), support)
        return Ruling(Verdict.STATED, reasons + shortfalls(support), support)
    if support.sign == 0 or _asks_for_weak_tls(claim):
        return Ruling(Verdict.NEEDS_INPUT, (*reasons, Reason.POLARITY), support)
    if support.sign < 0:
        return Ruling(Verdict.PARTIAL if partial else Verdict.NO, reasons, support)
    if _bad_news(claim, asked, lexicon) or (asked.loophole and not claim.soft):
        return Ruling(Verdict.NEEDS_INPUT, (*reasons, Reason.POLARITY), support)
    return Ruling(_with_shortfalls(support, partial), reasons + shortfalls(support), support)


def gives(support: Support, wants: str | None) -> bool:
    """Tell whether a source holds the kind of value that an open question asks for."""
    dimension = {"count": "people"}.get(wants or "", wants)
    if wants in (None, support.source.wants):
        return True
    if wants == "date":
        return bool(_DATE.search(support.source.text))
    if wants == "who":
        return support.source.wants in (None, "text", "contact")
    if wants == "place":
        return support.source.type is not SourceType.FACT
    measures = (*support.passage.reading.measures, *support.source.extra_measures)
    return any(measure.dimension == dimension for measure in measures)


def _with_shortfalls(support: Support, partial: bool) -> Verdict:
    """Lower a yes: a bound that is plainly missed is a no, silence or a rarer rhythm is partial."""
    broken = [bound for bound in support.bounds if bound.kept is Kept.BROKEN]
    if any(bound.asked.dimension != PERIOD for bound in broken):
        return Verdict.NO
    return Verdict.YES if support.full and not partial else Verdict.PARTIAL


def _rule_absent(
    support: Support, claim: Claim, asked: Asked, status: ControlStatus, lexicon: Lexicon
) -> Ruling | None:
    """Rule on a safeguard that is planned or missing: no, and the reverse for an adverse question."""
    if not _is_about(support, lexicon) or (asked.open and not support.complete):
        return None
    planned = status is ControlStatus.PLANNED
    reasons: tuple[str, ...] = (Reason.PLANNED if planned else Reason.NOT_IMPLEMENTED,)
    if asked.event or asked.permission or not claim.certain or claim.soft:
        return Ruling(Verdict.NEEDS_INPUT, (*reasons, Reason.POLARITY), support)
    if claim.sign < 0 or _bad_news(claim, asked, lexicon):
        return Ruling(Verdict.NEEDS_INPUT if planned else Verdict.YES, (*reasons, Reason.POLARITY), support)
    return Ruling(Verdict.NO, reasons, support)


def _rule_library(support: Support, claim: Claim, asked: Asked, lexicon: Lexicon) -> Ruling | None:
    """Rule on an approved answer: a yes carries to what asks no more, a no to what asks no less."""
    said = support.source.said
    if said is None:
        return None
    if said in (Verdict.NO, Verdict.NOT_APPLICABLE):
        if not _is_about(support, lexicon):
            return None
        turned = _is_turned(claim, support)
        return Ruling(
            Verdict.YES if turned and said is Verdict.NO else said, (Reason.POLARITY,) if turned else (), support
        )
    if not support.complete or asked.event:
        return None
    turned = _is_turned(claim, support)
    if asked.open:
        return Ruling(Verdict.STATED, shortfalls(support), support) if support.source.says else None
    verdict = Verdict.NO if turned and said is Verdict.YES else said
    short = verdict is Verdict.YES and not support.full
    return Ruling(
        Verdict.PARTIAL if short else verdict, ((Reason.POLARITY,) if turned else ()) + shortfalls(support), support
    )


def _is_turned(claim: Claim, support: Support) -> bool:
    """Tell whether a claim asks the other way round than the question of an approved answer."""
    return claim.sign != min((clause.sign for clause in support.source.title.clauses), default=1)


def _is_about(support: Support, lexicon: Lexicon) -> bool:
    """Tell whether the source's whole subject is in the question: then its absence answers the question."""
    title = support.source.title.names - lexicon.names("ignorable")
    return bool(title) and (support.specific == 1.0 or (support.complete and support.specific > 0))


def _is_stated_event(support: Support, lexicon: Lexicon) -> bool:
    """Tell whether a passage speaks of what has happened, and not of what is done when it happens."""
    return bool(support.passage.own & lexicon.names("bad_things"))


def _bad_news(claim: Claim, asked: Asked, lexicon: Lexicon) -> bool:
    """Tell whether a yes to the question would be bad news, so that a yes needs a person."""
    names = frozenset().union(*(need.names for need in claim.needs))
    return (
        asked.permission
        or (claim.sign < 0 and asked.adverse and _asks_ill(claim))
        or bool(names & lexicon.names("bad_deeds"))
    )


def _asks_ill(claim: Claim) -> bool:
    """Tell whether an antonym (unencrypted, shared accounts) makes the claim adverse, and no prohibition mends it."""
    return any(term.antonym for term in claim.reading.terms)


def _asks_for_weak_tls(claim: Claim) -> bool:
    return any(measure.dimension == "tls_version" and measure.value < WEAKEST_TLS for measure in claim.measures)


def shortfalls(support: Support) -> tuple[str, ...]:
    """Name what evidence does not bear out although it covers the object."""
    unwritten = tuple(missing_reason(need) for need in support.softened)
    numbers = tuple(_number(bound) for bound in support.bounds if bound.kept is not Kept.KEPT)
    return unwritten + numbers + ((f"{Reason.SCOPE}: {support.scope}",) if support.scope else ())


def _number(bound: Bound) -> str:
    found = f" (found: {bound.found.text})" if bound.found else ""
    return f"{Reason.NUMBER}: {bound.asked.text}{found}"


def missing_reason(need: Need) -> str:
    """Name a need that nothing covers."""
    return f"{Reason.STANDARD if need.standard else Reason.QUALIFIER}: {need.text}"


def source_reasons(ruling: Ruling, setting: Setting) -> tuple[str, ...]:
    """Name what about a source itself asks for a person: exception, staleness, secrecy, product."""
    source = ruling.support.source
    record = source.record
    reasons: list[str] = []
    if isinstance(record, ControlRecord) and record.test_result is TestResult.EXCEPTION:
        reasons.append(Reason.EXCEPTION)
    if isinstance(record, LibraryAnswer) and record.is_stale(setting.today):
        reasons.append(Reason.STALE)
    if source.sensitivity is Sensitivity.INTERNAL:
        reasons.append(Reason.INTERNAL)
    if source.sensitivity is Sensitivity.NDA and not setting.under_nda:
        reasons.append(Reason.NDA)
    if source.product and setting.product is None:
        reasons.append(f"{Reason.PRODUCT}: {', '.join(source.product)}")
    return tuple(reasons)


def weight_of(ruling: Ruling, setting: Setting) -> float:
    """Order rulings on one claim: well covered, similar and about the same first; material with a catch last."""
    support = ruling.support
    score = 0.5 * support.similarity + 0.3 * support.specific + 0.2 * support.covered
    score += 0.5 if support.full and ruling.definite else 0.0
    score += 0.1 if support.source.type is SourceType.FACT and support.bounds else 0.0
    score -= BESIDE * support.traceless if support.source.type is SourceType.FACT else 0.0
    return score - 0.25 * len(source_reasons(ruling, setting)) - (0.0 if ruling.definite else 0.4)
