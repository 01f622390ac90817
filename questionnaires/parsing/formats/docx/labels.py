"""Short words that say what follows: `Answer:`, `Q1:`, `Comments:`, `3.2` or `a)` before a question."""

import re
from dataclasses import dataclass

from questionnaires.parsing.layout.headers import Role, hint
from questionnaires.parsing.words import fold, has_letters, plain

_LONGEST_LABEL = 5
BLANKS = " \u00a0"
"""Between a label and its answer; a tab is the buyer's own."""
_LETTER = frozenset(("a", "r", "ans", "resp"))
_BLANK = re.compile(r"^[\s_.…·\-–—\[\]()]*$")
_ASKING = r"(?:q|question|pregunta|frage|pergunta|domanda|vraag|item|requirement|control)"
_NUMBER = r"[0-9]{1,4}(?:\.[0-9]{1,4}){0,5}[a-z]?"
_TYPED = re.compile(
    rf"^\s*(?P<ref>{_ASKING}[ \u00a0]?(?:no\.?\s|n[°º]\s?|#)?{_NUMBER}|{_NUMBER}|[A-Z]{{1,6}}[-.]{_NUMBER}"
    r"|\([a-z0-9]{1,3}\)|[a-z](?=[.)])|[ivx]{1,5}(?=[.)]))\s*(?P<end>[.):\-–—]{0,2})(?:[\s\u00a0]+|(?<=:)|$)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_ASK_LABEL = re.compile(rf"^\s*{_ASKING}\s*[:.)\-–—]\s+(?P<rest>\S.*)$", re.IGNORECASE | re.DOTALL)
_ASK_ONLY = re.compile(rf"^\s*{_ASKING}\s*[:.)]?\s*$", re.IGNORECASE)
_LABELLED = re.compile(r"^\s*(?P<label>[^:：\n]{1,40}?)\s*[:：]\s*(?P<rest>.*)$", re.DOTALL)


@dataclass(frozen=True, slots=True)
class Numbered:
    """A question with the number that was typed before it, if any."""

    ref: str | None
    text: str


def is_blank(text: str) -> bool:
    """Whether a text leaves room to write: nothing, or a line of underscores or dots."""
    return bool(_BLANK.match(text))


def split_label(text: str) -> tuple[Role, str] | None:
    """Part `Answer: Yes` into its role and what stands behind; None when it begins with no such label.

    A label alone needs no colon; with text behind it does.
    """
    match = _LABELLED.match(text)
    label, rest = (match["label"], match["rest"]) if match else (text.strip(), "")
    words = plain(label).split()
    if not words or len(words) > _LONGEST_LABEL or "\n" in label or label.endswith("?"):
        return None
    if match and words[0] in _LETTER and len(words) == 1:
        return Role.ANSWER, rest
    found = hint(label)
    return (found.role, rest) if found and found.role in (Role.ANSWER, Role.COMMENT) else None


def label_length(text: str) -> int:
    """Count the characters of a label that an answer stays behind, its colon included; 0 without one."""
    if (found := split_label(text)) is None:
        return 0
    return len(text[: len(text) - len(found[1])].rstrip(BLANKS))


@dataclass(frozen=True, slots=True)
class LabelAt:
    """Where a label stands inside a text: its first character, the first one behind it, and the next label's."""

    begin: int
    end: int
    until: int


def label_at(text: str) -> LabelAt | None:
    """Find the line that begins with a label such as `Answer:` beneath a question in the same text."""
    begin, found = 0, None
    for line in text.splitlines(keepends=True):
        label = split_label(line.rstrip("\n"))
        if found is not None and label is not None:
            return LabelAt(*found, begin)
        if label is not None and label[0] is Role.ANSWER and has_letters(text[:begin]):
            found = (begin, begin + len(line.rstrip("\n")) - len(label[1]))
        begin += len(line)
    return LabelAt(*found, begin) if found else None


def is_question_label(text: str) -> bool:
    """Whether a text only says that a question stands beside it: `Question`, `Q:`."""
    return bool(_ASK_ONLY.match(fold(text)))


def numbered(text: str) -> Numbered:
    """Part a typed number from the question behind it: `1.2 Do you ...`, `Question 4: ...`, `b) ...`."""
    match = _TYPED.match(text)
    if match and match["rest"].strip() and (match["end"] or not match["ref"].isalpha()):
        return Numbered(match["ref"].strip(), match["rest"].strip())
    if match := _ASK_LABEL.match(text):
        return Numbered(None, match["rest"].strip())
    return Numbered(None, text.strip())
