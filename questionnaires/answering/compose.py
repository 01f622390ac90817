"""The wording of an answer: the answer first, then what the cited sources say, and nothing that none of them says."""

import re
from collections.abc import Sequence

from questionnaires.answering.answer import Citation, SourceType, Verdict
from questionnaires.answering.decide import MOST_CITATIONS, Decision
from questionnaires.answering.knowledge import Source
from questionnaires.answering.verdict import Reason, Ruling, Setting
from questionnaires.answering.words import sentences_of
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity, TestResult

MOST_SENTENCES = 2
_OPENINGS = {
    Verdict.YES: "Yes.",
    Verdict.NO: "No.",
    Verdict.PARTIAL: "Partly.",
    Verdict.NOT_APPLICABLE: "Not applicable.",
    Verdict.STATED: "",
}
_US = r"the (?:company|organi[sz]ation|firm|business|vendor|service provider)"
_FORMULA = re.compile(r"^(?:[=@\s]+|[+-](?!\d))+")


def citations_of(decision: Decision) -> tuple[Citation, ...]:
    """Cite the sources that the decision rests on, at most three; internal texts are named but never quoted."""
    cited = decision.rulings[:MOST_CITATIONS]
    return tuple(Citation(r.support.source.type, r.support.source.id, _quote(r)) for r in cited)


def compose(decision: Decision, setting: Setting, own_names: Sequence[str] = ()) -> str:
    """Word a decision in one to three sentences, first person plural; empty when input is needed."""
    if decision.verdict is Verdict.NEEDS_INPUT:
        return ""
    told = [text for ruling in decision.rulings if (text := _told(ruling, setting, own_names))]
    body = " ".join(dict.fromkeys(told))
    return harmless(" ".join(filter(None, (_OPENINGS[decision.verdict], body))))


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


def _told(ruling: Ruling, setting: Setting, own_names: Sequence[str]) -> str:
    """Say what one source contributes."""
    source = ruling.support.source
    if source.sensitivity is Sensitivity.INTERNAL:
        return ""
    if source.sensitivity is Sensitivity.NDA and not setting.under_nda:
        return "Details are available under a non-disclosure agreement."
    parts = [_statement(ruling, own_names), _exception(source), _product(source, setting)]
    return " ".join(filter(None, parts))


def _statement(ruling: Ruling, own_names: Sequence[str]) -> str:
    """Give the source's sentences that bear on the claim; a plan and a gap are said to be such."""
    source = ruling.support.source
    if Reason.PLANNED in ruling.reasons:
        return f"This is planned and not yet in place: {_ours(source.says or source.title.text, own_names)}"
    if Reason.NOT_IMPLEMENTED in ruling.reasons and not _says_no(ruling):
        return f"{source.title.text.strip(' .?')}: not in place." if source.type is SourceType.CONTROL else ""
    return _ours(_best_sentences(ruling), own_names)


def _says_no(ruling: Ruling) -> bool:
    reading = ruling.support.passage.reading
    return any(reading.sign_of(clause) < 0 for clause in reading.clauses)


def _best_sentences(ruling: Ruling) -> str:
    """Keep the passage that supports the claim and one beside it."""
    source = ruling.support.source
    if source.type is SourceType.FACT:
        return source.says
    sentences = sentences_of(source.says)
    if len(sentences) <= MOST_SENTENCES:
        return source.says.strip()
    best = ruling.support.passage.reading.text
    at = sentences.index(best) if best in sentences else 0
    start = min(at, len(sentences) - MOST_SENTENCES)
    return _stopped(" ".join(map(_stopped, sentences[start : start + MOST_SENTENCES])))


def _stopped(text: str) -> str:
    """End a sentence with a full stop."""
    text = text.strip().rstrip(";")
    text = text[:1].upper() + text[1:]
    return text if text.endswith((".", "!", "?")) else f"{text}."


def _ours(text: str, own_names: Sequence[str]) -> str:
    """Turn `The company maintains …` and the organisation's own name at a sentence's start into `We maintain …`."""
    names = "|".join([*map(re.escape, own_names), _US])
    pattern = re.compile(rf"(^|(?<=[.!?]\s))(?:{names})\s+(?:(has|is|does|was)\b|([a-z]+?)(s)\b)", re.IGNORECASE)
    return _stopped(pattern.sub(_first_person, text)) if text.strip() else ""


def _first_person(match: re.Match[str]) -> str:
    """Give `We` with the verb's plural form."""
    irregular = {"has": "have", "is": "are", "does": "do", "was": "were"}
    if match.group(2):
        return f"We {irregular[match.group(2).lower()]}"
    verb = match.group(3)
    if verb.endswith("ie"):
        return f"We {verb[:-2]}y"
    return f"We {verb[:-1] if verb.endswith(('she', 'che', 'sse', 'xe')) else verb}"


def _exception(source: Source) -> str:
    """Say that the control's last test had an exception."""
    record = source.record
    if not isinstance(record, ControlRecord) or record.test_result is not TestResult.EXCEPTION:
        return ""
    when = f" ({record.last_tested_on.isoformat()})" if record.last_tested_on else ""
    note = f": {record.exception_note.strip()}" if record.exception_note else "."
    return _stopped(f"The last test of this control{when} noted an exception{note}")


def _product(source: Source, setting: Setting) -> str:
    """Name the products that a control holds for when the questionnaire names none."""
    if not source.product or setting.product is not None or source.status is ControlStatus.NOT_APPLICABLE:
        return ""
    return f"This applies to {', '.join(source.product)}."
