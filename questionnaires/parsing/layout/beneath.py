"""Places to answer that lie under a question: behind the label `Answer:`, in a card of labels, or in a box."""

import re
from collections.abc import Iterator, Mapping, Sequence
from functools import lru_cache

from questionnaires.parsing.cells import Area
from questionnaires.parsing.grid import Grid, Position
from questionnaires.parsing.layout.headers import Role, hint
from questionnaires.parsing.words import asks, fold, is_reference

_LABEL = re.compile(
    r"^\W*(?:(?:your|vendor|supplier) )?(?:answers?|ans|responses?|reply|a|antwort|reponse|respuesta|risposta|resposta|"
    r"antwoord)(?: (?:of|by|from|du|de|der|des|del|della|do|van) (?:(?:the|la|le|l|il|o) ?)?\w+)?\s*[:.]?\s*$"
)
_LONGEST_LABEL = 40
_TALLEST_CARD = 6
_TALLEST_BOX = 40
_REMEMBERED = 512
_UNDER_EACH = re.compile(
    r"\b(?:under|below|beneath|underneath|unter|sous|debajo de|bajo)\b.{0,20}"
    r"\b(?:each|every|the|your|jeder|der|chaque|cada|la) (?:questions?|items?|frage|pregunta)\b"
)


@lru_cache(_REMEMBERED)
def is_label(text: str) -> bool:
    """Whether a text only says that the answer goes beside it: `Answer:`."""
    return len(text) <= _LONGEST_LABEL and bool(_LABEL.match(fold(text)))


def is_label_row(grid: Grid, row: int) -> bool:
    """Whether a row opens with the label of an answer, or with another label of the same card."""
    if _answers(grid, row):
        return True
    role = _role(grid, row)
    if role is None or role in (Role.QUESTION, Role.ANSWER):
        return False
    first = min(grid.rows[row])
    return any(_answers(grid, near) and min(grid.rows[near]) == first for near in _card(grid, row))


def _answers(grid: Grid, row: int) -> bool:
    """Whether a row opens with the label of an answer and holds no question beside it."""
    cells = grid.rows.get(row, {})
    first = min(cells, default=0)
    if not first or not is_label(cells[first]):
        return False
    return not any(asks(text) or _heads(text) for column, text in cells.items() if column != first)


def _heads(text: str) -> bool:
    """Whether a text is the header of the questions, so that its row is no label."""
    found = hint(text)
    return found is not None and found.role is Role.QUESTION


def _role(grid: Grid, row: int) -> Role | None:
    """Give what the label that opens a row names: `Comment:`, `Ref`; None where none does."""
    cells = grid.rows.get(row, {})
    text = cells[min(cells)] if cells else ""
    if len(text) > _LONGEST_LABEL or len(cells) > 2 or len(text.split()) > 3:
        return None
    found = hint(text)
    return found.role if found and found.weight >= 2 else None


def _card(grid: Grid, row: int) -> Iterator[int]:
    """Give the rows around one, up to the next empty row either way."""
    for step in (1, -1):
        for near in range(row + step, row + step * _TALLEST_CARD, step):
            if near not in grid.rows:
                break
            yield near


def below(grid: Grid, row: int) -> Position | None:
    """Give the cell beside the label `Answer:` under a row, or None where its card has none."""
    return next((_beside(grid, under) for under in _labels_under(grid, row) if _answers(grid, under)), None)


def comment_below(grid: Grid, row: int) -> Position | None:
    """Give the cell beside the label `Comment:` in the card under a row."""
    if below(grid, row) is None:
        return None
    named = {role: under for under in _labels_under(grid, row) if (role := _role(grid, under)) is not None}
    under = named.get(Role.COMMENT) or named.get(Role.EVIDENCE)
    return _beside(grid, under) if under else None


def told_above(grid: Grid, row: int, role: Role) -> str | None:
    """Give what a card says over its question: `Ref | 4.2`; None where it says nothing of that role."""
    first = min(grid.rows[row])
    for above in range(row - 1, row - _TALLEST_CARD, -1):
        cells = grid.rows.get(above, {})
        if not cells or min(cells) != first or _answers(grid, above):
            return None
        if _role(grid, above) is role and len(cells) == 2:
            return cells[max(cells)]
    return None


def _labels_under(grid: Grid, row: int) -> Iterator[int]:
    """Give the rows of labels that follow a row without a gap, down to the next question."""
    area = grid.covers.get((row, min(grid.rows[row])))
    under = max(row, area.bottom if area else row) + 1
    for near in range(under, under + _TALLEST_CARD):
        if not _may_be_label(grid.rows.get(near, {})):
            return
        if not _answers(grid, near) and _role(grid, near) in (None, Role.QUESTION, Role.REF, Role.SECTION):
            return
        yield near


def _may_be_label(cells: Mapping[int, str]) -> bool:
    """Whether a row is short, or opens with an answer's label: no other row needs a closer look, and most are such."""
    return 0 < len(cells) <= 2 or (bool(cells) and is_label(cells[min(cells)]))


def _beside(grid: Grid, row: int) -> Position:
    label = min(grid.rows[row])
    merged: Area | None = grid.covers.get((row, label))
    return grid.anchor(row, (merged.right if merged else label) + 1)


def box_under(grid: Grid, row: int, column: int) -> Position | None:
    """Give the merged cell that lies right under the text of a row, as wide as it or taller than a line."""
    over = grid.covers.get((row, column))
    under = (over.bottom if over else row) + 1
    box = grid.covers.get((under, column))
    if box is None or box.top != under or asks(grid.text(box.top, box.left)):
        return None
    left, right = (over.left, over.right) if over else (column, column)
    wide = box.left <= left and box.right >= right
    return (box.top, box.left) if wide and (box.bottom > box.top or box.right > box.left) else None


def place_under(grid: Grid, row: int, column: int) -> Position:
    """Give the cell right under the text of a row, or the box that begins there."""
    over = grid.covers.get((row, column))
    return box_under(grid, row, column) or ((over.bottom if over else row) + 1, column)


def answers_under(grid: Grid, column: int, rows: Sequence[int]) -> bool:
    """Whether the answers go under the questions of a column: into boxes, or where the sheet says so."""
    asking = [row for row in rows if asks(grid.text(row, column)) and not is_reference(grid.text(row, column))]
    boxed = sum(box_under(grid, row, column) is not None for row in asking)
    if len(asking) < 2 or boxed * 2 > len(asking):
        return len(asking) >= 2
    free = sum(not asks(grid.text(*place_under(grid, row, column))) for row in asking)
    return free == len(asking) and any(says_under(text) for row in rows[:10] for text in grid.rows[row].values())


def says_under(text: str) -> bool:
    """Whether a text tells people to answer under each question."""
    return bool(_UNDER_EACH.search(fold(text)))


def is_answer_under(grid: Grid, row: int, column: int) -> bool:
    """Whether a row is the place to answer of the question over it, filled or not."""
    for above in range(row - 1, max(row - _TALLEST_BOX, 0), -1):
        if asks(grid.text(above, column)):
            place = place_under(grid, above, column)
            area = grid.covers.get(place)
            return row <= (area.bottom if area else place[0]) and not asks(grid.text(row, column))
    return False
