"""Tables that ask in one row and take the answer in the row beneath, seen as question left and answer right."""

from collections.abc import Iterator

from questionnaires.parsing.formats.docx.labels import is_blank, is_question_label, numbered, split_label
from questionnaires.parsing.formats.docx.laid_out import Asked, laid_out
from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.layout.headers import Role
from questionnaires.parsing.words import asks, has_letters, is_reference

_LEAST_SHARE = 0.5
_FEWEST_BESIDE = 3


def stacked_grid(grid: Grid, stands: frozenset[Position]) -> Grid | None:
    """Give a table of alternate rows as a grid with known columns, or None when it is of another shape."""
    spots = _spots(stands)
    asked = list(_pairs(grid, spots))
    sure = sum(asks(one.text) or one.labelled or bool(one.ref) for one in asked)
    taken = {position[0] for one in asked for position in (one.answer, one.comment) if position} | {
        one.row for one in asked
    }
    others = [row for row in grid.rows if row not in taken and _is_wide(grid, row)]
    if not asked or sure < _LEAST_SHARE * len(asked) or len(others) > len(asked):
        return None
    return laid_out(grid, asked, taken)


def _spots(stands: frozenset[Position]) -> dict[int, list[int]]:
    """Give row -> columns of its cells, those merged into a cell above left out."""
    spots: dict[int, list[int]] = {}
    for row, column in sorted(stands):
        spots.setdefault(row, []).append(column)
    return spots


def _is_wide(grid: Grid, row: int) -> bool:
    """Whether a row tells of an ordinary table: several texts side by side."""
    return len(grid.rows[row]) > 1


def _pairs(grid: Grid, spots: dict[int, list[int]]) -> Iterator[Asked]:
    row, last = 1, max(spots, default=0)
    while row <= last:
        if (beside := _beside(grid, spots, row)) is not None:
            yield beside
            row += 1
            continue
        asked = _question(grid, spots, row)
        places = _answers(grid, spots, row + 1) if asked else {}
        if asked and Role.ANSWER in places:
            comment = places.get(Role.COMMENT)
            answer = places[Role.ANSWER]
            yield Asked(row, asked[0], asked[1], answer, comment, _is_labelled(grid, row))
            row = max(answer[0], comment[0] if comment else 0) + 1
        else:
            row += 1


def _beside(grid: Grid, spots: dict[int, list[int]], row: int) -> Asked | None:
    """Read a row that holds it all: `Question`, the text, `Answer`, room for it."""
    columns = spots.get(row, [])
    labels = [at for at, column in enumerate(columns) if split_label(grid.text(row, column)) is not None]
    if not labels or not labels[0] or len(columns) < _FEWEST_BESIDE:
        return None
    asked = _question(grid, {row: columns[: labels[0]]}, row)
    places = _labelled(grid, {row: columns[labels[0] :]}, row)
    answer, comment = places.get(Role.ANSWER), places.get(Role.COMMENT)
    if (
        asked is None
        or answer is None
        or not is_blank(grid.text(*answer))
        or not (asks(asked[1]) or asked[0] or _is_labelled(grid, row))
    ):
        return None
    return Asked(row, asked[0], asked[1], answer, comment, _is_labelled(grid, row))


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


def _is_labelled(grid: Grid, row: int) -> bool:
    return any(is_question_label(text) for text in grid.rows[row].values())


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
