"""Tells a section's title from a question, by what is usual in its sheet and not by one sign alone."""

from collections.abc import Mapping
from dataclasses import dataclass

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.layout.beneath import below, box_under, is_label
from questionnaires.parsing.layout.model import Layout
from questionnaires.parsing.model import Kind
from questionnaires.parsing.words import asks, is_reference, is_statement, word_count

_TITLE_WORDS = 12
_SHORT_TITLE_WORDS = 8


@dataclass(frozen=True, slots=True)
class Habits:
    """What the rows of one sheet usually look like; shares in [0, 1] of the rows with a text in the question column."""

    referenced: float
    offered: float
    sentences: float
    """Share that asks or states."""
    styles: frozenset[str]
    """Styles of the cells that surely ask."""
    following: Mapping[int, str]
    """Row -> the next `ref` below it."""


def habits_of(grid: Grid, layout: Layout) -> Habits:
    """Observe the rows under the header."""
    column = layout.question
    rows = [
        row for row, cells in grid.rows.items() if layout.holds(row) and column in cells and not is_label(cells[column])
    ]
    texts = {row: grid.text(row, column) for row in rows}
    count = max(len(rows), 1)
    asking = [row for row, text in texts.items() if asks(text)]
    ref = layout.columns.get("ref")
    return Habits(
        referenced=sum(ref is not None and bool(grid.text(row, ref)) for row in rows) / count,
        offered=sum(is_offered(grid, layout, row) for row in rows) / count,
        sentences=sum(asks(text) or is_statement(text) for text in texts.values()) / count,
        styles=frozenset(grid.styles[row, column] for row in asking if (row, column) in grid.styles),
        following=_following_refs(grid, ref),
    )


def is_offered(grid: Grid, layout: Layout, row: int) -> bool:
    """Whether the answer cell of a row has a list to choose from, or a place of its own under the row."""
    if below(grid, row) is not None:
        return True
    if layout.under:
        return box_under(grid, row, layout.question) is not None
    columns = [layout.columns["answer"]] if "answer" in layout.columns else list(layout.marks.values())
    return any(grid.choices(*grid.anchor(row, column)) is not None for column in columns)


def spans_answers(grid: Grid, layout: Layout, row: int) -> bool:
    """Whether one merge covers both the question cell and the place to answer, as a section's title does."""
    area = grid.covers.get((row, layout.question))
    if area is None:
        return False
    places = [layout.columns["answer"]] if "answer" in layout.columns else list(layout.marks.values())
    return bool(places) and all(area.left <= column <= area.right for column in places)


def is_title(grid: Grid, layout: Layout, habits: Habits, row: int) -> bool:
    """Whether the text in the question column of a row names the section that follows."""
    text = grid.text(row, layout.question)
    words = word_count(text)
    if asks(text) or words > _TITLE_WORDS:
        return False
    if habits.offered >= 0.5 and not is_offered(grid, layout, row):
        return True
    ref_column = layout.columns.get("ref")
    ref = grid.text(row, ref_column) if ref_column else ""
    if habits.referenced >= 0.6 and not ref:
        return True
    if is_statement(text):
        return False
    if ref:
        return words <= _SHORT_TITLE_WORDS and _heads_group(ref, habits.following.get(row, ""))
    return words <= _SHORT_TITLE_WORDS and _stands_out(grid, layout, habits, row, text)


def _following_refs(grid: Grid, column: int | None) -> dict[int, str]:
    """Give for each row the next number below it."""
    following: dict[int, str] = {}
    below = ""
    for row in reversed(list(grid.rows) if column else []):
        following[row] = below
        below = grid.text(row, column or 0) or below
    return following


def _heads_group(ref: str, following: str) -> bool:
    """Whether the next number continues this one: 1 before 1.1, `A&A` before `A&A-01`."""
    stem = ref.strip().rstrip(".)").removesuffix(".0")
    rest = following.strip()[len(stem) :]
    return bool(stem) and following.strip().startswith(stem) and rest[:1] in (".", "-", "_", "/") and len(rest) > 1


def _stands_out(grid: Grid, layout: Layout, habits: Habits, row: int, text: str) -> bool:
    """Whether a text alone in its row looks unlike the questions around it."""
    mine = {layout.question, layout.columns.get("answer"), layout.columns.get("comment"), *layout.marks.values()}
    if any(column not in mine for column in grid.rows[row] if column != layout.columns.get("section")):
        return False
    if any(column in grid.rows[row] for column in mine - {layout.question}):
        return False
    if text.isupper():
        return True
    if kind_of(text, None) in (Kind.FACT, Kind.NUMBER, Kind.DATE):
        return False
    style = grid.styles.get((row, layout.question))
    if habits.styles and style is not None and style not in habits.styles:
        return True
    return habits.sentences >= 0.5 and word_count(text) <= 6


def lone_title(grid: Grid, layout: Layout, row: int) -> str | None:
    """Give the text of a row that holds nothing else and does not ask: a title outside the question column."""
    places = {layout.columns.get("answer"), layout.columns.get("comment"), *layout.marks.values()}
    texts = [text for column, text in grid.rows[row].items() if column not in places]
    titles = [text for text in texts if not is_reference(text)]
    if len(titles) != 1 or len(texts) > 2 or word_count(titles[0]) > _TITLE_WORDS or asks(titles[0]):
        return None
    return titles[0]
