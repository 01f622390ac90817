"""The questions of one sheet with the cells that their answers belong in."""

import re
from collections.abc import Iterator

from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.layout.beneath import below, comment_below, place_under, told_above
from questionnaires.parsing.layout.headers import Role, listed_options
from questionnaires.parsing.layout.model import Layout
from questionnaires.parsing.layout.rows import row_text, walk
from questionnaires.parsing.model import Question, Sort
from questionnaires.parsing.parents import tie_to_parents
from questionnaires.parsing.words import fold

_PLACEHOLDER = re.compile(
    r"^\W*(?:please )?(?:select|choose|pick|enter|click|type)\b.{0,40}$|^\W*(?:tbd|to be completed|seleccione.*|"
    r"bitte (?:aus)?wahlen.*|choisir.*|choisissez.*)\W*$|^[\W_]+$"
)

_TICKS = frozenset("☒☑✓✔✗✘■🗹")
"""Marks that are no letters and yet an answer."""


def read_questions(grid: Grid, layout: Layout) -> tuple[Question, ...]:
    """Read the questions of a sheet in its order, follow-ups tied to their parents."""
    return tie_to_parents(tuple(_questions(grid, layout)))


def _questions(grid: Grid, layout: Layout) -> Iterator[Question]:
    carried: str | None = None
    for reading in walk(grid, layout):
        if reading.sort is not Sort.QUESTION:
            continue
        row = reading.row
        own = _section_text(grid, layout, row)
        carried = own or carried
        text = grid.text(row, layout.question) or row_text(grid, layout, row)
        card = below(grid, row)  # found once a row: six deeds below need it
        beneath = place_under(grid, row, layout.question) if layout.under else card
        remark = comment_below(grid, row) if card is not None else None
        vocabulary = _vocabulary(grid, layout, row, beneath)
        answer = _answer_cell(grid, layout, row, beneath)
        comment = _comment_cell(grid, layout, row, remark)
        yield Question(
            sheet=grid.name,
            row=row,
            question=text,
            ref=_ref(grid, layout, row, card),
            section=carried or _told(grid, row, Role.SECTION, card) or reading.title,
            answer_cell=answer,
            comment_cell=comment if comment != answer else None,
            vocabulary=vocabulary,
            kind=kind_of(text, vocabulary),
            filled=_is_filled(grid, layout, row, (beneath, remark)),
        )


def _section_text(grid: Grid, layout: Layout, row: int) -> str | None:
    column = layout.columns.get("section")
    text = grid.shown(row, column).strip() if column else ""
    return text or None


def _ref(grid: Grid, layout: Layout, row: int, card: Position | None) -> str | None:
    column = layout.columns.get("ref")
    return (grid.shown(row, column) or None) if column else _told(grid, row, Role.REF, card)


def _told(grid: Grid, row: int, role: Role, card: Position | None) -> str | None:
    """Give what the card of a question says over it."""
    return told_above(grid, row, role) if card is not None else None


def _answer_cell(grid: Grid, layout: Layout, row: int, beneath: Position | None) -> str | dict[str, str] | None:
    """Name the answer cell, or one cell a word; a cell that holds a formula is nobody's to fill."""
    if layout.marks:
        cells = {word: _cell(grid, layout, row, column) for word, column in layout.marks.items()}
        return {word: cell for word, cell in cells.items() if cell is not None} or None
    if beneath is not None and beneath not in grid.formulas:
        return grid.cell(*beneath)
    return _cell(grid, layout, row, layout.columns.get("answer"))


def _comment_cell(grid: Grid, layout: Layout, row: int, remark: Position | None) -> str | None:
    if remark is not None and remark not in grid.formulas:
        return grid.cell(*remark)
    return _cell(grid, layout, row, layout.columns.get("comment"))


def _cell(grid: Grid, layout: Layout, row: int, column: int | None) -> str | None:
    """Name the cell to write at a row and column: the anchor of a merge, and never the question's own."""
    if column is None:
        return None
    position = grid.anchor(row, column)
    if position in grid.formulas or position == grid.anchor(row, layout.question):
        return None
    return grid.cell(*position)


def _vocabulary(grid: Grid, layout: Layout, row: int, beneath: Position | None) -> tuple[str, ...] | None:
    """Give the buyer's words: of the columns to mark, the cell's list, the row's options, or the header."""
    if layout.marks:
        return tuple(layout.marks)
    column = layout.columns.get("answer")
    if column is None and beneath is None:
        return None
    offered = grid.choices(*(beneath or grid.anchor(row, column or 0)))
    options = layout.columns.get("options")
    listed = listed_options(grid.text(row, options)) if options else None
    return offered or listed or layout.listed


def _is_filled(grid: Grid, layout: Layout, row: int, under: tuple[Position | None, ...]) -> bool:
    columns = [layout.columns.get("answer"), layout.columns.get("comment"), *layout.marks.values()]
    if any(column is not None and grid.anchor(row, column) in grid.written for column in columns):
        return True
    places = [grid.anchor(row, column) for column in columns if column is not None]
    places += [place for place in under if place is not None]
    texts = [grid.text(*place) for place in places]
    return any(text.strip() and (text.strip() in _TICKS or not _PLACEHOLDER.match(fold(text))) for text in texts)
