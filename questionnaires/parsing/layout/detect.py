"""Finds the layout of one sheet: tries each likely header, and none at all, and keeps what explains most."""

from math import log10

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.beneath import answers_under, is_label_row
from questionnaires.parsing.layout.columns import (
    Column,
    find_answer,
    find_comment,
    find_options,
    find_ref,
    find_section,
    question_score,
)
from questionnaires.parsing.layout.content import describe
from questionnaires.parsing.layout.header_rows import Header, candidates
from questionnaires.parsing.layout.headers import Role, stacked_hint
from questionnaires.parsing.layout.legends import header_words
from questionnaires.parsing.layout.marks import find_marks
from questionnaires.parsing.layout.model import Layout

_ROWS_DESCRIBED = 500
_CELLS_DESCRIBED = 12_000
_FEWEST_ROWS = 60
_LEAST_QUESTION_SCORE = 2.0


def find_layout(grid: Grid) -> Layout | None:
    """Give the layout of a sheet's main table, or None when nothing in it reads like a questionnaire."""
    if not grid.rows:
        return None
    headed = [layout for header in candidates(grid) if (layout := layout_under(grid, header)) is not None]
    best = max(headed, key=lambda layout: layout.strength, default=None)
    return best or layout_under(grid, None)


def layout_under(grid: Grid, header: Header | None, last_row: int | None = None) -> Layout | None:
    """Give the layout of the table under a header, or of the whole sheet where there is none."""
    first_row = header.bottom + 1 if header else 1
    body = [row for row in _body(grid, header) if last_row is None or row <= last_row]
    body = body[: max(_FEWEST_ROWS, _CELLS_DESCRIBED // max(grid.last_column, 1))]
    columns = [_column(grid, number, header, body) for number in range(1, grid.last_column + 1)]
    question = max(columns, key=lambda column: (question_score(column), -column.number), default=None)
    if question is None or question_score(question) < _LEAST_QUESTION_SCORE:
        return None
    contents = {column.number: column.content for column in columns}
    marks = find_marks(grid, header, contents, list(contents)) if header else {}
    marks = {word: number for word, number in marks.items() if number != question.number}
    found = _roles(columns, question, marks)
    if header is None and not _stands_alone(columns, question, found):
        return None
    under = header is None and answers_under(grid, question.number, body)
    if under:
        found = {role: number for role, number in found.items() if role not in ("answer", "comment")}
    rows = header.rows if header else ()
    return Layout(
        columns=found,
        marks=marks,
        header_rows=rows,
        first_row=first_row,
        strength=_strength(columns, question, found, marks),
        certain=_is_certain(columns, question, found, marks),
        listed=header_words(grid, found.get("answer"), rows),
        last_row=last_row,
        under=under,
    )


def _body(grid: Grid, header: Header | None) -> list[int]:
    """Give the rows to describe: those under the header, its repetitions left out."""
    if header is None:
        return [row for row in list(grid.rows)[:_ROWS_DESCRIBED] if not is_label_row(grid, row)]
    head = {text for row in header.rows for text in grid.rows.get(row, {}).values()}
    below = (row for row in grid.rows if row > header.bottom and not is_label_row(grid, row))
    return [row for row in below if not head.issuperset(grid.rows[row].values())][:_ROWS_DESCRIBED]


def _column(grid: Grid, number: int, header: Header | None, body: list[int]) -> Column:
    stack = header.stack(grid, number) if header else ()
    return Column(
        number=number,
        head=" ".join(stack),
        hint=stacked_hint(stack) if stack else None,
        content=describe(grid, number, body),
        hidden=grid.is_hidden_column(number),
    )


def _roles(columns: list[Column], question: Column, marks: dict[str, int]) -> dict[str, int]:
    """Give role -> column; a free column right of all others takes the answers when none is named."""
    found = {"question": question.number}
    taken = {question.number, *marks.values()}

    def take(role: str, number: int | None) -> None:
        if number is not None:
            found[role] = number
            taken.add(number)

    take("ref", find_ref([column for column in columns if column.number not in taken - {question.number}], question))
    take("section", find_section(columns, question, taken))
    if not marks:
        free = max(columns[-1].number, question.number) + 1
        take("answer", find_answer(columns, question, taken) or free)
    answer = found.get("answer") or max(marks.values(), default=question.number)
    answered = _fill(columns, [answer, *marks.values()])
    take("comment", find_comment(columns, answer, taken, answered=answered))
    take("options", find_options(columns, taken))
    return found


def _fill(columns: list[Column], numbers: list[int]) -> float:
    """Give the share of rows that already hold an answer."""
    return min(sum(column.content.fill for column in columns if column.number in numbers), 1.0)


def _answer_weight(columns: list[Column], found: dict[str, int], marks: dict[str, int]) -> float:
    """Say how surely there is a place to answer, from 0 (a free column) to 3."""
    if marks:
        return 3.0
    answer = next((column for column in columns if column.number == found.get("answer")), None)
    if answer is None:
        return 0.0
    offered = answer.content.offered / answer.content.rows if answer.content.rows else 0.0
    return max(answer.says(Role.ANSWER), answer.says(Role.COMMENT) / 2, 3.0 if offered > 0.3 else 0.0)


def _strength(columns: list[Column], question: Column, found: dict[str, int], marks: dict[str, int]) -> float:
    extras = 0.5 * sum(role in found for role in ("ref", "section", "comment"))
    rows = 2 * log10(1 + question.content.filled)
    return question_score(question) + _answer_weight(columns, found, marks) + extras + rows


def _is_certain(columns: list[Column], question: Column, found: dict[str, int], marks: dict[str, int]) -> bool:
    """Whether the sheet is a questionnaire by its own words: it asks, or it states and offers a place to answer."""
    content = question.content
    answer = _answer_weight(columns, found, marks)
    if content.wanting >= 0.5:
        return answer >= 1
    if content.asking >= 0.3:
        return answer > 0 or question.says(Role.QUESTION) >= 2.5 or content.asking >= 0.6
    if question.says(Role.QUESTION) >= 2.5:
        return answer >= 1
    if question.says(Role.QUESTION) >= 2 and content.stating >= 0.4:
        return answer >= 1
    return answer >= 2 and (content.stating >= 0.4 or question.says(Role.QUESTION) > 0)


def _stands_alone(columns: list[Column], question: Column, found: dict[str, int]) -> bool:
    """Whether a sheet without a header is a questionnaire: it asks, or numbers its statements, or offers lists."""
    content = question.content
    offered = any(column.content.offered >= 2 for column in columns if column is not question)
    return content.asking >= 0.4 or (content.stating >= 0.4 and (offered or "ref" in found))
