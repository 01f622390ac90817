"""A table of any shape seen as question left and answer right, by the places that were found in it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from questionnaires.parsing.formats.docx.labels import split_label
from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.words import word_count

REF, QUESTION, ANSWER, COMMENT = 1, 2, 3, 4
COLUMNS = {"ref": REF, "question": QUESTION, "answer": ANSWER, "comment": COMMENT}
_MOST_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class Asked:
    """One question with its row and the places of its answer and comment."""

    row: int
    ref: str
    text: str
    answer: Position
    comment: Position | None = None
    labelled: bool = False
    """Whether the document itself calls it a question."""
    said: str | None = None
    """The answer that stands already, where it shares the question's own cell; None: read it from its place."""


def laid_out(grid: Grid, asked: Sequence[Asked], taken: Collection[int]) -> Grid:
    """Lay questions and answers side by side; rows that are not `taken` by a question are titles.

    Rows keep their numbers, and cells the names they have in the table, so that answers still go where they belong.
    """
    rows: dict[int, dict[int, str]] = {}
    real: dict[Position, Position] = {}
    for one in asked:
        rows[one.row] = {REF: one.ref, QUESTION: one.text} if one.ref else {QUESTION: one.text}
        for column, place in ((ANSWER, one.answer), (COMMENT, one.comment)):
            if place is None:
                continue
            real[one.row, column] = place
            said = one.said if column == ANSWER and one.said is not None else _said(grid, place)
            if said.strip():
                rows[one.row][column] = said
    for row, cells in grid.rows.items():
        texts = list(cells.values())
        if row not in taken and len(texts) == 1 and word_count(texts[0]) <= _MOST_TITLE_WORDS:
            rows[row] = {REF: texts[0]}
    return _virtual(grid, rows, real)


def _said(grid: Grid, place: Position) -> str:
    text = grid.text(*place) or grid.written.get(place, "")
    part = split_label(text)
    return part[1] if part else text


def _virtual(grid: Grid, rows: dict[int, dict[int, str]], real: Mapping[Position, Position]) -> Grid:
    present = {"question", "answer"}
    if any(REF in cells and QUESTION in cells for cells in rows.values()):
        present.add("ref")
    if any(column == COMMENT for _, column in real):
        present.add("comment")
    return replace(
        grid,
        rows=dict(sorted(rows.items())),
        merges=(),
        covers={},
        written={},
        formulas=frozenset((row, column) for row in rows for column in (ANSWER, COMMENT)) - real.keys(),
        choices=lambda row, column: grid.choices(*real[row, column]) if (row, column) in real else None,
        cell=lambda row, column: grid.cell(*real.get((row, column), (row, column))),
        columns={role: column for role, column in COLUMNS.items() if role in present},
        places=True,
    )
