"""Tables that ask in one row and take the answer in the row beneath, seen as question left and answer right."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

from questionnaires.parsing.formats.docx.labels import is_blank, is_question_label, numbered, split_label
from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.layout.headers import Role
from questionnaires.parsing.words import asks, has_letters, is_reference, word_count

REF, QUESTION, ANSWER, COMMENT = 1, 2, 3, 4
COLUMNS = {"ref": REF, "question": QUESTION, "answer": ANSWER, "comment": COMMENT}
_LEAST_SHARE = 0.5
_MOST_TITLE_WORDS = 12


@dataclass(frozen=True, slots=True)
class _Asked:
    """One question with its row and the places of its answer and comment."""

    row: int
    ref: str
    text: str
    answer: Position
    comment: Position | None


def stacked_grid(grid: Grid, stands: frozenset[Position]) -> Grid | None:
    """Give a table of alternate rows as a grid with known columns, or None when it is of another shape.

    Rows keep their numbers, and cells the names they have in the table, so that answers still go where they belong.
    """
    spots = _spots(stands)
    asked = list(_pairs(grid, spots))
    sure = sum(asks(one.text) or bool(one.ref) for one in asked)
    taken = {position[0] for one in asked for position in (one.answer, one.comment) if position} | {
        one.row for one in asked
    }
    others = [row for row in grid.rows if row not in taken and _is_wide(grid, row)]
    if not asked or sure < _LEAST_SHARE * len(asked) or len(others) > len(asked):
        return None
    return _virtual(grid, asked, taken)


def _spots(stands: frozenset[Position]) -> dict[int, list[int]]:
    """Give row -> columns of its cells, those merged into a cell above left out."""
    spots: dict[int, list[int]] = {}
    for row, column in sorted(stands):
        spots.setdefault(row, []).append(column)
    return spots


def _is_wide(grid: Grid, row: int) -> bool:
    """Whether a row tells of an ordinary table: several texts side by side."""
    return len(grid.rows[row]) > 1


def _pairs(grid: Grid, spots: dict[int, list[int]]) -> Iterator[_Asked]:
    row, last = 1, max(spots, default=0)
    while row < last:
        asked = _question(grid, spots, row)
        places = _answers(grid, spots, row + 1) if asked else {}
        if asked and Role.ANSWER in places:
            comment = places.get(Role.COMMENT)
            answer = places[Role.ANSWER]
            yield _Asked(row, asked[0], asked[1], answer, comment)
            row = max(answer[0], comment[0] if comment else 0) + 1
        else:
            row += 1


def _question(grid: Grid, spots: dict[int, list[int]], row: int) -> tuple[str, str] | None:
    """Give number and text of a row that only asks: one text, perhaps behind a number or label, no room beside it."""
    columns = spots.get(row, [])
    texts = [(column, grid.text(row, column)) for column in columns]
    rest = [(column, text) for column, text in texts if not (is_question_label(text) or is_reference(text.strip()))]
    rest = [(c, text) for c, text in rest if text.strip() and numbered(f"{text.strip()} x").text != "x"]
    if len(rest) != 1 or not has_letters(rest[0][1]) or split_label(rest[0][1]) is not None:
        return None
    if any(column > rest[0][0] and is_blank(text) for column, text in texts):
        return None  # the room beside it takes the answer
    refs = [text.strip() for column, text in texts if column < rest[0][0] and not is_question_label(text)]
    found = numbered(rest[0][1])
    return (refs[0].rstrip(":") if refs else found.ref or ""), (rest[0][1] if refs else found.text)


def _answers(grid: Grid, spots: dict[int, list[int]], row: int) -> dict[Role, Position]:
    """Give the places in the rows beneath a question: an empty row, or rows that begin with a label."""
    found: dict[Role, Position] = {}
    for below in (row, row + 1):
        placed = _labelled(grid, spots, below)
        if not placed and below == row and _is_empty(grid, spots, below):
            return {Role.ANSWER: (below, spots[below][-1])}
        if not placed or placed.keys() & found.keys():
            break
        found |= placed
    return found


def _labelled(grid: Grid, spots: dict[int, list[int]], row: int) -> dict[Role, Position]:
    """Read a row of labels, each with room in the next cell or behind itself; empty when it is another sort of row."""
    found: dict[Role, Position] = {}
    role: Role | None = None
    for column in spots.get(row, []):
        text = grid.text(row, column)
        part = split_label(text) if text.strip() else None
        if part is not None:
            role = part[0]
            found.setdefault(role, (row, column))
        elif role is not None:
            found[role], role = (row, column), None
        elif text.strip():
            return {}
    return found


def _is_empty(grid: Grid, spots: dict[int, list[int]], row: int) -> bool:
    columns = spots.get(row, [])
    blank = all(is_blank(grid.text(row, column)) or grid.choices(row, column) for column in columns)
    return bool(columns) and len(columns) <= 2 and blank


def _virtual(grid: Grid, asked: list[_Asked], taken: set[int]) -> Grid:
    """Lay the pairs side by side; rows that are no part of a pair are titles."""
    rows: dict[int, dict[int, str]] = {}
    real: dict[Position, Position] = {}
    for one in asked:
        rows[one.row] = {REF: one.ref, QUESTION: one.text} if one.ref else {QUESTION: one.text}
        for column, place in ((ANSWER, one.answer), (COMMENT, one.comment)):
            if place is None:
                continue
            real[one.row, column] = place
            text = grid.text(*place)
            part = split_label(text)
            if (text := part[1] if part else text).strip():
                rows[one.row][column] = text
    for row, cells in grid.rows.items():
        texts = list(cells.values())
        if row not in taken and len(texts) == 1 and word_count(texts[0]) <= _MOST_TITLE_WORDS:
            rows[row] = {REF: texts[0]}
    columns = {role: column for role, column in COLUMNS.items() if role in _present(rows, real)}
    return replace(
        grid,
        rows=dict(sorted(rows.items())),
        merges=(),
        covers={},
        formulas=frozenset((row, column) for row in rows for column in (ANSWER, COMMENT)) - real.keys(),
        choices=lambda row, column: grid.choices(*real[row, column]) if (row, column) in real else None,
        cell=lambda row, column: grid.cell(*real.get((row, column), (row, column))),
        columns=columns,
    )


def _present(rows: dict[int, dict[int, str]], real: dict[Position, Position]) -> set[str]:
    present = {"question", "answer"}
    if any(REF in cells and QUESTION in cells for cells in rows.values()):
        present.add("ref")
    return present | ({"comment"} if any(column == COMMENT for _, column in real) else set())
