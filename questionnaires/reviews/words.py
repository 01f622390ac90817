"""What pages call the codes of answers, in plain words."""

from collections.abc import Mapping

from questionnaires.answering.answer import Routing, Verdict
from questionnaires.reviews.models import AnswerState, Life, Stage

VERDICTS: Mapping[str, str] = {
    Verdict.YES: "Yes",
    Verdict.NO: "No",
    Verdict.PARTIAL: "Partly",
    Verdict.NOT_APPLICABLE: "Not applicable",
    Verdict.STATED: "Answered in words",
    Verdict.NEEDS_INPUT: "No answer yet",
}
STATES: Mapping[str, str] = {
    AnswerState.DRAFTED: "Drafted",
    AnswerState.NEEDS_INPUT: "Needs input",
    AnswerState.APPROVED: "Approved",
}
STATE_TONES: Mapping[str, str] = {
    AnswerState.DRAFTED: "open",
    AnswerState.NEEDS_INPUT: "part",
    AnswerState.APPROVED: "good",
}
ROUTINGS: Mapping[str, str] = {
    Routing.AUTO: "Sure enough",
    Routing.REVIEW: "Read closely",
}
STAGES: Mapping[str, str] = {
    Stage.READING: "Being read",
    Stage.UNREADABLE: "Could not be read",
    Stage.CHECKING: "Columns to check",
    Stage.ANSWERING: "Being answered",
    Stage.STOPPED: "Answering stopped",
    Stage.REVIEWING: "In review",
}
STAGE_TONES: Mapping[str, str] = {
    Stage.READING: "open",
    Stage.UNREADABLE: "bad",
    Stage.CHECKING: "part",
    Stage.ANSWERING: "open",
    Stage.STOPPED: "bad",
    Stage.REVIEWING: "good",
}
LIVES: Mapping[str, str] = {
    Life.RECEIVED: "Received",
    Life.MAPPED: "Mapped",
    Life.DRAFTED: "Drafted",
    Life.IN_REVIEW: "In review",
    Life.APPROVED: "Approved",
    Life.EXPORTED: "Exported",
    Life.SENT: "Sent",
}
LIFE_TONES: Mapping[str, str] = {
    Life.RECEIVED: "part",
    Life.MAPPED: "open",
    Life.DRAFTED: "open",
    Life.IN_REVIEW: "open",
    Life.APPROVED: "good",
    Life.EXPORTED: "good",
    Life.SENT: "plain",
}
ORDERS: Mapping[str, str] = {
    "newest": "Newest first",
    "due": "Due first",
    "deal": "Largest deal first",
    "buyer": "By buyer",
}
ANSWER_ORDERS: Mapping[str, str] = {
    "unsure": "By confidence, least sure first",
    "reason": "By reason to look",
    "owner": "By who has them in hand",
}
REASONS: Mapping[str, str] = {
    "planned_control": "Rests on a control that is only planned",
    "partial_control": "Rests on a control that is only partly in place",
    "not_implemented_control": "The control it asks about is not in place",
    "exception_in_last_test": "The control failed its last test in some case",
    "stale_answer": "Rests on an approved answer that has expired",
    "contradiction": "Your own sources say different things",
    "nda_material": "Rests on material that is only for buyers under NDA",
    "internal_material": "Rests on internal material, which is never quoted to a buyer",
    "product_specific": "Holds for one product only",
    "polarity_unsure": "Unsure whether a yes is good or bad news here",
    "nothing_found": "Nothing in your controls, answers or facts speaks of this",
    "no_word_for_verdict": "The buyer's list has no word for this answer",
    "already_filled": "The buyer's cell held text already",
    "waits_for_parent": "Depends on another question of the file",
    "low_confidence": "Not sure enough to go unread",
    "qualifier_not_supported": "Asks for more than your sources show",
    "number_not_supported": "Asks for a number that your sources do not show",
    "standard_not_supported": "Names a standard that your sources do not show",
    "scope_not_supported": "Asks about all or only some; your sources do not say that",
    "half_not_supported": "Only one half of the question is covered",
}
SOURCES: Mapping[str, str] = {"control": "Control", "answer": "Approved answer", "fact": "Fact", "document": "Document"}
CHANGED: Mapping[str, str] = {
    "verdict": "Answer",
    "answer_text": "Text",
    "cell_value": "In the answer cell",
    "state": "State",
}
ROLES: Mapping[str, str] = {
    "question": "Question",
    "answer": "Answer",
    "comment": "Comment",
    "ref": "Reference",
    "section": "Section",
    "options": "Allowed answers",
}
KINDS: Mapping[str, str] = {
    "question": "Question",
    "answer": "Answer",
    "mark": "x marks",
    "comment": "Comment",
    "ref": "Reference",
    "section": "Section",
    "options": "Allowed answers",
}
"""Roles of columns in a word, all marks as one."""
ROLE_KEYS: Mapping[str, str] = {
    "q": "Question",
    "a": "Answer",
    "c": "Comment",
    "r": "Reference",
    "s": "Section",
    "o": "Allowed answers",
    "x": "x means …; press again for the next word",
    "0": "Not used",
}
SORTS: Mapping[str, str] = {"header": "Header", "section": "Section", "question": "Question", "other": "Not asked"}

FORMATS_TAKEN = (
    "Excel (XLSX, XLSM), Word (DOCX), CSV, TSV, TXT or JSON: the answers go into the same file. "
    "Old Excel (XLS), web pages (HTML) and PDF are read too and come back as a new document."
)
SUFFIXES_TAKEN = ".xlsx,.xlsm,.xltx,.xltm,.docx,.csv,.tsv,.tab,.txt,.text,.md,.json,.xls,.htm,.html,.pdf"
NEW_DOCUMENT: Mapping[str, str] = {
    "text": "the text",
    "xls": "a new workbook, as an old Excel file cannot be written back; it says so itself",
    "html": "a new workbook, as the buyer's file is a web page under a workbook's name; it says so itself",
    "pdf": "a new document, as a PDF cannot be written back; it says so itself",
}
"""What answers are written into, for the formats that do not come back as they came."""


def export_words(format: str) -> str:
    """Say what answers are written into.

    >>> export_words("xlsx"), export_words("text")
    ("the buyer's own file", 'the text')
    """
    return NEW_DOCUMENT.get(format, "the buyer's own file")


def reason_words(code: str, detail: str | None = None) -> str:
    """Say a reason in plain words, a code that is not known as it reads, with its detail.

    >>> reason_words("number_not_supported", "within 24 hours")
    'Asks for a number that your sources do not show: within 24 hours'
    """
    text = REASONS.get(code, code.replace("_", " ").capitalize())
    return f"{text}: {detail}" if detail else text


def changed_words(name: str, value: str | None) -> str:
    """Say a changed field's value in plain words; an empty one as (empty)."""
    known = {"verdict": VERDICTS, "state": STATES}.get(name, {})
    return known.get(value or "", value or "(empty)")


def role_words(role: str) -> str:
    """Name the role of a column, columns to mark included.

    >>> role_words("mark:Yes")
    'x means Yes'
    """
    return f"x means {role.removeprefix('mark:')}" if role.startswith("mark:") else ROLES.get(role, role)
