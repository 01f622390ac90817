"""The wording of an answer: the answer first, then what the cited sources say, and nothing that none of them says."""

import re
from collections.abc import Sequence

from questionnaires.answering.answer import Citation, SourceType, Verdict
from questionnaires.answering.decide import MOST_CITATIONS, Decision
from questionnaires.answering.first_person import ours, stopped
from questionnaires.answering.knowledge import Source
from questionnaires.answering.measures import PERIOD
from questionnaires.answering.question import Asked
from questionnaires.answering.verdict import Reason, Ruling, Setting
from questionnaires.answering.wording import kind_of
from questionnaires.answering.words import sentences_of
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity, TestResult
from questionnaires.parsing.model import Kind

MOST_SENTENCES = 2
"""Sentences of a source that stands alone; where several are told, each gives one."""
OPENINGS = {
    Verdict.YES: "Yes.",
    Verdict.NO: "No.",
    Verdict.PARTIAL: "Partly.",
    Verdict.NOT_APPLICABLE: "Not applicable.",
    Verdict.STATED: "",
}
_NOTHING = frozenset({"", "-", "n/a", "na", "none", "tbd", "unknown"})
_POINTS_BACK = re.compile(r"(?:it|they|this|these|those|each|both|such)\b", re.I)
"""A sentence that begins so needs the one before it."""
_FORMULA = re.compile(r"^(?:[=@\s]+|[+-](?!\d))+")


def citations_of(decision: Decision) -> tuple[Citation, ...]:
    """Cite the sources that the decision rests on, at most three; internal texts are named but never quoted."""
    cited = decision.rulings[:MOST_CITATIONS]
    return tuple(Citation(r.support.source.type, r.support.source.id, _quote(r)) for r in cited)


def compose(decision: Decision, setting: Setting, own_names: Sequence[str] = (), asked: Asked | None = None) -> str:
    """Word a decision: the answer, then what each cited source says; empty when input is needed.

    A question of what, which or how (`asked`) gets no Yes before the value, and a request for evidence gets the name
    of the evidence.
    """
    if decision.verdict is Verdict.NEEDS_INPUT:
        return ""
    used = decision.rulings[:MOST_CITATIONS]
    most = MOST_SENTENCES if len(used) == 1 else 1
    told = [text for ruling in used if (text := _told(ruling, setting, own_names, most, asked))]
    body = " ".join(dict.fromkeys(told))
    return harmless(" ".join(filter(None, (_opening(decision.verdict, body, asked), body))))


def _opening(verdict: Verdict, body: str, asked: Asked | None) -> str:
    """Give the word that the answer begins with."""
    if verdict is not Verdict.YES or not body:
        return OPENINGS[verdict]
    asks_value = asked is not None and kind_of(asked.text, None) is not Kind.YES_NO
    return "" if asks_value else OPENINGS[verdict]


def harmless(text: str) -> str:
    """Take away what a spreadsheet would read as the beginning of a formula.

    >>> harmless("=SUM(A1)"), harmless("-5 °C"), harmless("- none")
    ('SUM(A1)', '-5 °C', ' none')
    """
    return _FORMULA.sub("", text) if text[:1] in "=@" else re.sub(r"^[+-]+(?!\d)", "", text)


def _quote(ruling: Ruling) -> str:
    source = ruling.support.source
    if source.sensitivity is Sensitivity.INTERNAL:
        return ""
    return source.text


def _told(ruling: Ruling, setting: Setting, own_names: Sequence[str], most: int, asked: Asked | None) -> str:
    """Say what one source contributes."""
    source = ruling.support.source
    if source.sensitivity is Sensitivity.INTERNAL:
        return ""
    if source.sensitivity is Sensitivity.NDA and not setting.under_nda:
        return "Details are available under a non-disclosure agreement."
    stands = not {Reason.PLANNED, Reason.NOT_IMPLEMENTED}.intersection(ruling.reasons)
    fields = [_frequency(source), _evidence(source, asked)] if stands else []
    parts = [_statement(ruling, own_names, most), *fields, _exception(source), _product(source, setting)]
    return " ".join(filter(None, parts))


def _statement(ruling: Ruling, own_names: Sequence[str], most: int) -> str:
    """Give the source's sentences that bear on the claim; a plan and a gap are said to be such."""
    source = ruling.support.source
    if Reason.PLANNED in ruling.reasons:
        return f"This is planned and not yet in place: {ours(source.says or source.title.text, own_names)}"
    if Reason.NOT_IMPLEMENTED in ruling.reasons and not _says_no(ruling):
        return f"{source.title.text.strip(' .?')}: not in place." if source.type is SourceType.CONTROL else ""
    said = ours(_best_sentences(ruling, most), own_names)
    return f"Our document {source.id.partition('#')[0]} says: {said}" if source.type is SourceType.DOCUMENT else said


def _says_no(ruling: Ruling) -> bool:
    reading = ruling.support.passage.reading
    return any(clause.sign < 0 for clause in reading.clauses)


def _best_sentences(ruling: Ruling, most: int) -> str:
    """Keep the passage that supports the claim, and one beside it where there is room."""
    source = ruling.support.source
    if source.type is SourceType.FACT:
        return source.says
    sentences = sentences_of(source.says)
    if len(sentences) <= most:
        return source.says.strip()
    best = ruling.support.passage.reading.text
    at = sentences.index(best) if best in sentences else 0
    start = min(at, len(sentences) - most)
    while start and _POINTS_BACK.match(sentences[start]):
        start -= 1
    return " ".join(map(stopped, sentences[start : max(start + most, at + 1)]))


def _frequency(source: Source) -> str:
    """Say how often a control runs when its statement does not."""
    record = source.record
    read = [measure for passage in source.passages for measure in passage.reading.measures]
    if not isinstance(record, ControlRecord) or any(measure.dimension == PERIOD for measure in read):
        return ""
    known = record.frequency and any(measure.dimension == PERIOD for measure in source.extra_measures)
    return stopped(f"Frequency: {(record.frequency or '').strip().lower()}") if known else ""


def _evidence(source: Source, asked: Asked | None) -> str:
    """Name what shows a control, to a question that asks for it."""
    record = source.record
    if asked is None or asked.kind is not Kind.EVIDENCE or not isinstance(record, ControlRecord):
        return ""
    named = (record.evidence or "").strip()
    return "" if named.lower() in _NOTHING else stopped(f"Evidence: {named}")


def _exception(source: Source) -> str:
    """Say that the control's last test had an exception."""
    record = source.record
    if not isinstance(record, ControlRecord) or record.test_result is not TestResult.EXCEPTION:
        return ""
    when = f" ({record.last_tested_on.isoformat()})" if record.last_tested_on else ""
    note = f": {record.exception_note.strip()}" if record.exception_note else "."
    return stopped(f"The last test of this control{when} noted an exception{note}")


def _product(source: Source, setting: Setting) -> str:
    """Name the products that a control holds for when the questionnaire names none."""
    if not source.product or setting.product is not None or source.status is ControlStatus.NOT_APPLICABLE:
        return ""
    return f"This applies to {', '.join(source.product)}."
