"""Ties "If yes, ..." to the question it follows."""

import re
from collections.abc import Sequence
from dataclasses import replace

from questionnaires.parsing.model import Question
from questionnaires.parsing.words import fold

_CONDITION = re.compile(
    r"^\W*(?:[a-z0-9]{1,3}[.)]\s*)?(?:follow[ -]?up:?\s*)?(?:"
    r"if (?:yes|no|so|not|the answer|your answer|your response|you (?:answered|responded|selected)|answered|"
    r"(?:the |your )?(?:previous|above|prior)|partial(?:ly)?|n/?a|none|applicable to the above)\b"
    r"|(?:en caso (?:afirmativo|negativo|de que)|si es asi|de ser asi|si la respuesta)\b|si (?:si|no)\b\s*,"
    r"|si (?:oui|non)\b|dans l'affirmative|le cas echeant"
    r"|(?:falls|wenn|sofern) (?:ja|nein|nicht|zutreffend)\b)"
)
_NUMBERS = re.compile(r"[a-z0-9&]*\d[a-z0-9]*(?:[._-][a-z0-9]+)*|[a-z&]+(?:[._-][a-z]*\d+)+(?:[._-][a-z0-9]+)*")


def tie_to_parents(questions: Sequence[Question]) -> tuple[Question, ...]:
    """Give each conditional question of one sheet its parent's `ref`, or its row where it has none."""
    tied: list[Question] = []
    root: Question | None = None
    by_ref = {fold(question.ref): question for question in questions if question.ref}
    for question in questions:
        words = fold(question.question).replace("\u2019", "'")
        if not _CONDITION.match(words):
            root = question
            tied.append(question)
            continue
        parent = _named(words, question, by_ref) or _by_number(question, by_ref) or root
        tied.append(replace(question, parent=_key(parent)) if parent else question)
    return tuple(tied)


def _key(parent: Question) -> str | int:
    return parent.ref if parent.ref else parent.row


def _named(words: str, question: Question, by_ref: dict[str, Question]) -> Question | None:
    """Find the question that the condition names itself: "If yes to question 3.1, ..."."""
    for number in _NUMBERS.findall(words.partition(",")[0]):
        found = by_ref.get(number)
        if found is not None and found is not question:
            return found
    return None


def _by_number(question: Question, by_ref: dict[str, Question]) -> Question | None:
    """Find the question whose number this one continues: 3.1.a or 3.1a after 3.1."""
    ref = fold(question.ref or "").rstrip(".)")
    match = re.match(r"^(.*\d)[._-]?(?:[a-z]|[ivx]{1,4})$", ref) or re.match(r"^(.+)[._-]\d+$", ref)
    return by_ref.get(match[1]) if match else None
