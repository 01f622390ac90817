"""Columns to mark with x: one column a word, Yes and No among them."""

import re
from collections.abc import Iterator, Mapping, Sequence

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.content import Content
from questionnaires.parsing.layout.header_rows import Header
from questionnaires.parsing.layout.headers import Role, hint
from questionnaires.parsing.words import NO_WORDS, YES_WORDS, is_answer_word, is_grade, plain

_FEWEST_STEPS = 3
_LONGEST_STEP = 4
_LABEL = re.compile(r"^(?:answers?|responses?|repl(?:y|ies)|antwort|reponse|réponse|respuesta)\W+", re.IGNORECASE)
_FEWEST_GRADED = 2
"""Steps that must be known words before others beside them are taken for steps too."""


def find_marks(grid: Grid, header: Header, contents: Mapping[int, Content], columns: Sequence[int]) -> dict[str, int]:
    """Give word -> column in the order of the sheet, empty when the sheet has no such columns."""
    marks: dict[str, int] = {}
    for column in columns:
        stack = header.stack(grid, column)
        word = next((word for text in reversed(stack) if is_answer_word(word := _bare(text))), None)
        if word is None or grid.is_hidden_column(column) or not _markable(contents[column]):
            continue
        marks.setdefault(word, column)
    words = {plain(word) for word in marks}
    if words & YES_WORDS and words & NO_WORDS:
        return _with_those_between(marks, grid, header, contents)
    return _scale(grid, header, contents, columns)


def _with_those_between(
    marks: Mapping[str, int], grid: Grid, header: Header, contents: Mapping[int, Content]
) -> dict[str, int]:
    """Take in the columns between those to mark, or under their band: they belong to the same choice."""
    found = {number: word for word, number in marks.items()}
    band = header.stack(grid, min(found))[:-1]
    for column in contents:
        stack = header.stack(grid, column)
        inside = min(found) < column < max(found) or (bool(band) and stack[:1] == band[:1] and len(stack) > 1)
        if inside and column not in found and stack and _is_step(stack) and _markable(contents[column]):
            found[column] = stack[-1]
    return {found[number]: number for number in sorted(found)}


def _bare(text: str) -> str:
    """Give the word to mark without the label that stands before it: `Answer: Yes`."""
    return _LABEL.sub("", text, count=1).strip() or text


def _scale(grid: Grid, header: Header, contents: Mapping[int, Content], columns: Sequence[int]) -> dict[str, int]:
    """Give the steps of a scale that stand side by side, three or more, where no column is headed as the answer."""
    heads = {column: stack for column in columns if (stack := header.stack(grid, column))}
    if any(
        (found := hint(stack[-1])) and found.role is Role.ANSWER and found.weight >= 2.5 for stack in heads.values()
    ):
        return {}
    steps = [column for column in heads if _is_step(heads[column]) and _markable(contents[column])]
    steps = [column for column in steps if not contents[column].offered and not grid.is_hidden_column(column)]
    for run in _runs(steps):
        graded = sum(is_grade(heads[column][-1]) for column in run)
        banded = len({heads[column][0] for column in run}) == 1
        words = {heads[column][-1]: column for column in run}
        mostly = graded >= _FEWEST_GRADED and graded * 2 >= len(run) - banded
        if len(words) == len(run) >= _FEWEST_STEPS and (graded == len(run) or mostly):
            return words
    return {}


def _is_step(stack: Sequence[str]) -> bool:
    """Whether a header can be a step of a scale: a few words that name no column of another use."""
    told = [hint(text) for text in stack]
    if any(found and found.role in (Role.IGNORED, Role.REF, Role.SECTION) for found in told[:-1]):
        return False
    return is_grade(stack[-1]) or (len(stack[-1].split()) <= _LONGEST_STEP and told[-1] is None)


def _runs(columns: Sequence[int]) -> Iterator[list[int]]:
    """Part columns into runs that stand side by side."""
    run: list[int] = []
    for column in columns:
        if run and column != run[-1] + 1:
            yield run
            run = []
        run.append(column)
    yield run


def _markable(content: Content) -> bool:
    """Whether a column is empty or holds crosses; numbers or sentences are something else."""
    return content.filled == 0 or content.marks >= 0.8
