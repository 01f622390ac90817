"""Pasted text: an e-mail or list of questions, one a line or paragraph."""

import re

from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.paragraphs import paragraphs_of
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Question, Questionnaire, Sheet
from questionnaires.parsing.parents import tie_to_parents
from questionnaires.parsing.words import asks, has_letters, is_answer_word, is_statement, word_count

SHEET = "Text"
FORMAT = "text"
MAX_LINES = 20_000
_NUMBERED = re.compile(
    r"^\s*(?:[-*•–]\s+)?(?:(?P<ref>(?:Q(?:uestion)?\s?)?\d{1,4}(?:\.\d{1,3})*[a-z]?|[A-Z]{1,6}[-.]\d{1,3}(?:\.\d{1,3})*|[A-Za-z](?=[.)]\s))"
    r"[.):]?\s+)?(?P<text>\S.*)$"
)
_COURTESY = re.compile(
    r"^(?:hi|hello|dear|hola|hallo|bonjour|thanks|thank you|best|regards|kind regards|sincerely|cheers|subject|from|to|"
    r"sent|cc|date|how are you|hope)\b",
    re.IGNORECASE,
)
_SENTENCE_END = re.compile(r"(?<=[.?!])\s+")
_ASKS_TO_FILL = re.compile(
    r"^(?:(?:could|can|would) you )?(?:please )?(?:find|answer|complete|fill|see|respond|reply|return)\b.{0,90}$",
    re.IGNORECASE,
)


def parse_text(text: str) -> Questionnaire:
    """Read the questions of a pasted text; raises `UnreadableQuestionnaire` when it asks nothing.

    A row is the number of the question's first line, from 1, its answer cell `6.answer`; lines that a program
    wrapped are joined. Lines that number themselves are questions even when they only state.
    """
    lines = text.splitlines()
    if len(lines) > MAX_LINES:
        raise UnreadableQuestionnaire(f"it has more than {MAX_LINES} lines, which is refused", "pasted text")
    questions: list[Question] = []
    section: str | None = None
    for paragraph in paragraphs_of(lines):
        if (question := question_in(paragraph.text, paragraph.row, section)) is not None:
            questions.append(question)
        elif (title := section_in(paragraph.text)) is not None:
            section = title
    if not questions:
        raise UnreadableQuestionnaire(
            "no question was found; looked for lines that end in a question mark, ask or request something, "
            "or are numbered",
            "pasted text",
        )
    return Questionnaire("pasted text", FORMAT, (Sheet(SHEET),), tie_to_parents(questions))


def question_in(line: str, row: int, section: str | None) -> Question | None:
    """Read a paragraph as a question, or give None when it is none; `row` and `section` say where it stands."""
    match = _NUMBERED.match(line.strip())  # stripped first: a pattern for the end would try every blank
    if not match or not has_letters(match["text"]):
        return None
    text, ref = match["text"], match["ref"]
    if _asks_only_to_fill(text) or (_COURTESY.match(text) and not text.endswith("?")):
        return None
    wanted = text.endswith("?") or (asks(text) and word_count(text) >= 3) or (ref is not None and is_statement(text))
    if not wanted or (text.endswith(":") and not ref):
        return None
    return Question(
        sheet=SHEET,
        row=row,
        question=text,
        ref=ref,
        section=section,
        answer_cell=f"{row}.answer",
        kind=kind_of(text, None),
    )


def _asks_only_to_fill(text: str) -> bool:
    """Whether a text wants nothing but to be answered: `We have some questions. Could you reply by Friday?`"""
    sentences = _SENTENCE_END.split(text)
    wanting = [one for one in sentences if asks(one) or _ASKS_TO_FILL.match(one)]
    return bool(wanting) and all(_ASKS_TO_FILL.match(one) for one in wanting)


def section_in(line: str) -> str | None:
    """Take a short line without a sentence's end as the section of what follows; `Yes` answers what was before."""
    text = line.strip().strip("#*=_ ").rstrip(":").strip()
    if is_answer_word(text) or not has_letters(text):
        return None
    if word_count(text) > 6 or text.endswith((".", ",", "!", "?")) or _COURTESY.match(text):
        return None
    return text
