"""Which column is which, by header and by content together: neither alone is to be trusted."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from questionnaires.parsing.layout.content import Content
from questionnaires.parsing.layout.headers import Hint, Role
from questionnaires.parsing.words import plain

_BESIDE = 1.6
"""Weight of a free column beside the answers: more than evidence has, less than a column named for comments."""
_DESCRIBING = ("descri", "beschreib", "erlauter", "explic", "expliq", "begrund", "justif", "detail")
_QUESTION_BY_ROLE = {
    Role.QUESTION: 1.0,
    Role.ANSWER: -0.8,
    Role.COMMENT: -0.9,
    Role.EVIDENCE: -0.8,
    Role.REF: -0.7,
    Role.SECTION: -0.8,
    Role.OPTIONS: -1.0,
    Role.IGNORED: -1.3,
}


@dataclass(frozen=True, slots=True)
class Column:
    """One column with all that is known of it."""

    number: int
    head: str
    """Its header's text, empty when it has none."""
    hint: Hint | None
    content: Content
    hidden: bool

    def says(self, role: Role) -> float:
        """Give the weight with which the header names a role, 0 when it does not."""
        return self.hint.weight if self.hint and self.hint.role is role else 0.0


def question_score(column: Column) -> float:
    """Score a column as the one that asks; 0 or less when it cannot be."""
    content = column.content
    if not content.filled or content.lettered < 0.5 or content.answers > 0.5 or content.references > 0.5:
        return 0.0
    named = column.says(Role.QUESTION)
    if content.words < 2 and not named and content.asking + content.wanting < 0.5:
        return 0.0
    told = named or (_QUESTION_BY_ROLE[column.hint.role] * column.hint.weight if column.hint else 0.0)
    stating = 1.5 * min(content.stating, 1 - content.asking)
    asking = 3 * content.asking + 1.5 * content.wanting
    return told + asking + stating + min(content.words, 12) / 12 + 0.5 * content.distinct + content.fill


def find_ref(columns: Sequence[Column], question: Column) -> int | None:
    """Give the column of the questions' own numbers, the most distinct of those named or looking so."""
    scores = {column.number: _ref_score(column, question) for column in columns if column is not question}
    return _best(scores, least=2.0)


def _ref_score(column: Column, question: Column) -> float:
    content = column.content
    named = column.says(Role.REF) or (1.5 if column.says(Role.QUESTION) else 0.0)
    if not content.filled or content.words > 4 or content.answers > 0.5:
        return 0.0
    looks = content.references >= 0.7 and column.number < question.number and not column.hint
    if not named and not looks:
        return 0.0
    if column.says(Role.QUESTION) and content.references < 0.7:
        return 0.0
    own = 0.6 if "question" in plain(column.head) else 0.0
    return named + 2 * content.distinct + content.references + content.fill + own + 0.5 * content.lettered


def find_section(columns: Sequence[Column], question: Column, taken: set[int]) -> int | None:
    """Give the column that names the group a question belongs to."""
    scores = {}
    for column in columns:
        content = column.content
        named = column.says(Role.SECTION)
        if column.number in taken or not content.filled or content.asking > 0.3:
            continue
        if content.lettered < 0.5 and not named:
            continue
        repeats = content.distinct <= 0.6 or content.fill < 0.5
        if named or (column.hint is None and column.number < question.number and content.words <= 6 and repeats):
            scores[column.number] = (named or 0.6) + (0.5 if repeats else 0.0) - 0.01 * column.number
    return _best(scores, least=0.8)


def find_answer(columns: Sequence[Column], question: Column, taken: set[int]) -> int | None:
    """Give the column that the answers go to, or None when no column is free for them."""
    free = [
        column
        for column in columns
        if column.number not in taken and not column.hidden and column.content.formulas < 0.5
    ]
    empty = any(column.says(Role.ANSWER) >= 1 and column.content.fill < 0.2 for column in free)
    scores = {}
    for column in free:
        earlier = empty and column.content.fill >= 0.6 and not column.content.offered
        scores[column.number] = _answer_score(column, question) - (2.0 if earlier else 0.0)
    return _best(scores, least=0.25)


def _answer_score(column: Column, question: Column) -> float:
    content = column.content
    right = column.number > question.number
    share = content.offered / content.rows if content.rows else 0.0
    if question.content.offered >= content.offered > 0:
        share = 0.0  # a validation over the whole sheet tells no column from another
    named = column.says(Role.ANSWER)
    if column.hint and not named:
        told = {Role.COMMENT: 0.6, Role.EVIDENCE: 0.3}.get(column.hint.role, -3.0)
    else:
        told = named or ((0.7 if column.head else 0.5) if right else -1.0)
    buyers = content.fill > 0.4 and content.answers < 0.5 and not share and content.marks < 0.5
    if buyers:
        told -= 3.0 if named < 2.5 else 1.0
    if not right and named < 2 and share < 0.3:
        return 0.0
    distance = abs(column.number - question.number)
    return told + 2.5 * min(share * 1.2, 1.0) + 0.8 * content.answers + (0.3 if right else 0.0) - 0.02 * distance


def find_comment(columns: Sequence[Column], answer: int, taken: set[int], *, answered: float) -> int | None:
    """Give the column for explanations: named so and not already full of the buyer's own text."""
    scores = {}
    beside = _next_headed(columns, answer)
    for column in columns:
        content = column.content
        if column.number in taken or column.hidden or content.formulas >= 0.5:
            continue
        named = column.says(Role.COMMENT) or _asks_to_explain(column, answer) or 0.5 * column.says(Role.EVIDENCE)
        named = named or (_BESIDE if column is beside and _is_free(column) else 0.0)
        if not named or (content.fill > 0.4 and answered < 0.2):
            continue
        scores[column.number] = named + (0.5 if column.number > answer else 0.0) - 0.02 * abs(column.number - answer)
    return _best(scores, least=0.5)


def _asks_to_explain(column: Column, answer: int) -> float:
    """Weigh a header that is itself a request: `How is it implemented?`, `If not, say when it will be`."""
    lead = plain(column.head).partition(" ")[0]
    asks_so = lead in ("how", "if", "why", "explain", "describe", "description", "please", "wenn", "falls", "si", "wie")
    describes = any(word.startswith(_DESCRIBING) for word in plain(column.head).split())
    free = column.number > answer and not column.content.filled and column.hint is None
    return (
        2.0 if describes and free else 1.0 if asks_so and column.number > answer and not column.content.filled else 0.0
    )


def _next_headed(columns: Sequence[Column], answer: int) -> Column | None:
    """Give the first column behind the answers that has a header of its own."""
    head = next((column.head for column in columns if column.number == answer), "")
    return next((one for one in columns if one.number > answer and one.head and one.head != head), None)


def _is_free(column: Column) -> bool:
    """Whether a column's header says nothing known and nothing stands in it: beside the answers, room to say more."""
    return column.hint is None and not column.content.filled and not column.content.offered


def find_options(columns: Sequence[Column], taken: set[int]) -> int | None:
    """Give the column in which the buyer lists the words to answer with, row by row."""
    return _best({c.number: c.says(Role.OPTIONS) for c in columns if c.number not in taken and c.content.filled}, 1.0)


def _best(scores: Mapping[int, float], least: float) -> int | None:
    """Give the column of the highest score, the leftmost of equals."""
    number = min(scores, key=lambda column: (-scores[column], column), default=None)
    return number if number is not None and scores[number] >= least else None
