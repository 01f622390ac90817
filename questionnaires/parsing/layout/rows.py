"""Walks the rows of a sheet whose layout is known: header, section, question, or none of these."""

from collections.abc import Iterator
from dataclasses import dataclass

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.asides import instructs, is_example, signs
from questionnaires.parsing.layout.beneath import is_answer_under, is_label_row, says_under
from questionnaires.parsing.layout.model import Layout
from questionnaires.parsing.layout.sections import Habits, habits_of, is_offered, is_title, lone_title, spans_answers
from questionnaires.parsing.model import Sort
from questionnaires.parsing.words import asks, has_letters, is_reference, is_statement, word_count


@dataclass(frozen=True, slots=True)
class Reading:
    """One row and what it is; `title` is the section that holds at it, verbatim."""

    row: int
    sort: Sort
    title: str | None = None


def walk(grid: Grid, layout: Layout) -> Iterator[Reading]:
    """Read the rows that hold text in order, carrying the last section title along."""
    habits = habits_of(grid, layout)
    header = {text for row in layout.header_rows for text in grid.rows.get(row, {}).values()}
    title = layout.title or grid.title
    asked = _last_asked(grid, layout)
    signing = False
    for row in grid.rows:
        if (said := layout.rows.get(row)) is not None:
            title = row_text(grid, layout, row) if said is Sort.SECTION else title
            yield Reading(row, said, title)
        elif row in layout.header_rows:
            yield Reading(row, Sort.HEADER)
        elif not layout.holds(row):
            yield Reading(row, Sort.OTHER)
        elif _repeats(grid, row, header):
            yield Reading(row, Sort.HEADER)
        elif _is_aside(grid, layout, row) or (signing := row > asked and _signs(grid, layout, row, signing)):
            yield Reading(row, Sort.OTHER, title)
        elif (found := _title(grid, layout, habits, row)) is not None:
            title = found.strip()
            yield Reading(row, Sort.SECTION, title)
        else:
            sort = Sort.QUESTION if _is_question(grid, layout, row) else Sort.OTHER
            yield Reading(row, sort, title)


def row_text(grid: Grid, layout: Layout, row: int) -> str:
    """Give the text that a row asks or names its section by: the question column's, or the longest elsewhere."""
    return (grid.text(row, layout.question) or max(grid.rows[row].values(), key=len)).strip()


def _is_aside(grid: Grid, layout: Layout, row: int) -> bool:
    """Whether a row is about the answering and asks nothing."""
    text = grid.text(row, layout.question)
    if layout.under and (is_answer_under(grid, row, layout.question) or says_under(text)):
        return True
    return is_label_row(grid, row) or is_example(grid, layout, row) or instructs(grid, layout, row)


def _signs(grid: Grid, layout: Layout, row: int, signing: bool) -> bool:
    """Whether a row belongs to the part that somebody signs; what is stated after it is asked all the same."""
    return signs(grid, row) or (signing and not is_statement(grid.text(row, layout.question)))


def _last_asked(grid: Grid, layout: Layout) -> int:
    """Give the last row that surely asks: it says so, has a number of its own or a list to answer with."""
    ref = layout.columns.get("ref")
    for row in reversed(list(grid.rows)):
        numbered = ref is not None and is_reference(grid.text(row, ref))
        if layout.holds(row) and (asks(grid.text(row, layout.question)) or numbered or is_offered(grid, layout, row)):
            return row
    return 0


def _repeats(grid: Grid, row: int, header: set[str]) -> bool:
    """Whether a row shows the header once more, as printed pages do."""
    texts = grid.rows[row].values()
    return all(text in header for text in texts) and len(set(texts)) >= 2


def _title(grid: Grid, layout: Layout, habits: Habits, row: int) -> str | None:
    """Give the section title that a row is, or None."""
    text = grid.text(row, layout.question)
    if spans_answers(grid, layout, row):
        shown = grid.shown(row, layout.question)
        return shown if word_count(shown) <= 15 and has_letters(shown) and not asks(shown) else None
    if text:
        return text if has_letters(text) and is_title(grid, layout, habits, row) else None
    if (row, layout.question) in grid.covers and grid.shown(row, layout.question):
        return None  # a further row of a question that is merged downwards
    return lone_title(grid, layout, row)


def _is_question(grid: Grid, layout: Layout, row: int) -> bool:
    text = grid.text(row, layout.question)
    return has_letters(text) and not is_reference(text) and not spans_answers(grid, layout, row)
