"""Which rows can be a header, below cover and instruction rows; a header may have several rows."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from questionnaires.parsing.cells import Area
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.beneath import below, is_label_row
from questionnaires.parsing.layout.headers import Hint, Role, hint
from questionnaires.parsing.words import (
    GRADE_WORDS,
    NO_WORDS,
    YES_WORDS,
    asks,
    is_answer_word,
    is_grade,
    is_reference,
    is_statement,
    plain,
    word_count,
)

_ROWS_LOOKED_AT = 400
_CANDIDATES = 6
_MOST_HEADERS = 200
_TALLEST = 5
_SURE = 4.5
"""Score of a row that names two roles for certain, or three."""
_LONGEST_WORDS = 30
_FEWEST_STEPS = 3
"""Steps of a scale that make a header by themselves, the columns beside them being named above or not at all."""


@dataclass(frozen=True, slots=True)
class Header:
    """An unbroken run of header rows, both ends inclusive."""

    top: int
    bottom: int

    @property
    def rows(self) -> tuple[int, ...]:
        return tuple(range(self.top, self.bottom + 1))

    def stack(self, grid: Grid, column: int) -> tuple[str, ...]:
        """Give the texts over a column from top to bottom, a merged one once."""
        texts = (grid.shown(row, column).strip() for row in self.rows)
        return tuple(dict.fromkeys(text for text in texts if text))


def strong_headers(grid: Grid) -> tuple[Header, ...]:
    """Give every run of rows that surely reads like a header, in the order of the sheet."""
    rows = [row for row, cells in grid.rows.items() if _score(cells) >= _SURE and not _is_body(cells.values())]
    found: list[Header] = []
    for row in rows[:_MOST_HEADERS]:
        if not found or row > found[-1].bottom:
            found.append(_grow(grid, row))
    return tuple(found)


def candidates(grid: Grid) -> tuple[Header, ...]:
    """Give the likeliest headers, best first; none when no row reads like one."""
    scored = []
    for row in list(grid.rows)[:_ROWS_LOOKED_AT]:
        score = _score(grid.rows[row])
        if score > 0 and not is_label_row(grid, row) and below(grid, row) is None:
            scored.append((-score, row))
    found = (_grow(grid, row) for _, row in sorted(scored)[:_CANDIDATES])
    return tuple(dict.fromkeys(found))


def _score(cells: Mapping[int, str]) -> float:
    """Score one row as a header: the roles that its cells name; 0 when it cannot be one."""
    texts = list(cells.values())
    if any((count := word_count(text)) > 6 and (count > _LONGEST_WORDS or asks(text)) for text in texts):
        return 0.0
    best: dict[Role, float] = {}
    for found in filter(None, map(hint, texts)):
        best[found.role] = max(best.get(found.role, 0.0), found.weight)
    left_alone = best.pop(Role.IGNORED, 0.0)
    if len(texts) == 1:
        return 1.0 if best.get(Role.QUESTION, 0.0) >= 3 and word_count(texts[0]) <= 2 else 0.0
    pair = has_mark_pair(texts)
    if pair and len(texts) >= _FEWEST_STEPS and all(map(is_grade, texts)):
        return 3.0
    if len(best) + pair >= 2 or best.get(Role.QUESTION, 0.0) >= 2:
        return sum(best.values()) + 3.0 * pair + 0.1 * left_alone
    return 0.0


def _is_body(texts: Iterable[str]) -> bool:
    """Whether a row holds what only a table's body does: a number such as A-07, a request, a sentence."""
    return any(
        (is_reference(text) and any(mark.isdigit() for mark in text))
        or (word_count(text) > 3 and (asks(text) or is_statement(text)))
        for text in texts
    )


def has_mark_pair(texts: list[str]) -> bool:
    """Whether some texts are a yes word and a no word, or steps of a scale, as headers of columns to mark."""
    words = {plain(text) for text in texts}
    if len(words & GRADE_WORDS) >= 2 and sum(map(is_grade, texts)) >= 3:
        return True
    return bool(words & YES_WORDS) and bool(words & NO_WORDS)


def _grow(grid: Grid, row: int) -> Header:
    """Take in the rows above and below that belong to the same header."""
    top = bottom = row
    while top > 1 and bottom - top < _TALLEST and _belongs_above(grid, top - 1, top):
        top -= 1
    bottom = max([bottom, *(area.bottom for area in _starting(grid, top, bottom) if area.bottom - top < _TALLEST)])
    while bottom - top < _TALLEST and _belongs_below(grid, bottom + 1, top, bottom):
        bottom += 1
    return Header(top, bottom)


def _starting(grid: Grid, top: int, bottom: int) -> Iterator[Area]:
    """Give the merges that start in the header rows."""
    return (area for area in grid.merges if top <= area.top <= bottom)


def _belongs_above(grid: Grid, row: int, top: int) -> bool:
    """Whether the row over a header is its band: merged down into it, or over some of its columns only."""
    cells = grid.rows.get(row, {})
    if not cells or any(word_count(text) > 8 or asks(text) for text in cells.values()):
        return False
    first, last = min(grid.rows[top]), max(grid.rows[top])
    for area in grid.merges:
        if area.top <= row <= area.bottom:
            if area.bottom >= top and area.top == row:
                return True
            if area.right > area.left and (area.left > first or area.right < last) and area.left > first:
                return True
    found = [hint(text) for text in cells.values()]
    return len(cells) >= 2 and len({one.role for one in found if one and one.role is not Role.IGNORED}) >= 2


def _belongs_below(grid: Grid, row: int, top: int, bottom: int) -> bool:
    """Whether the row under a header is its second line: under a band, or made of header words only."""
    cells = grid.rows.get(row, {})
    if not cells or any(word_count(text) > 8 or (asks(text) and word_count(text) > 4) for text in cells.values()):
        return False
    texts = list(cells.values())
    if has_mark_pair(texts) and not any(is_reference(text) and not is_answer_word(text) for text in texts):
        return True
    under = [area for area in _starting(grid, top, bottom) if area.right > area.left and area.right - area.left < 40]
    if under and all(any(area.left <= column <= area.right for area in under) for column in cells):
        return _is_band_line(texts, len(grid.rows.get(bottom, {})))
    hints: list[Hint | None] = [hint(text) for text in texts]
    return len(texts) >= 2 and all(hints) and len({found.role for found in hints if found}) >= 2


def _is_band_line(texts: list[str], above: int) -> bool:
    """Whether texts under a band name its columns, and are not the first section row of the body."""
    return len(texts) >= 2 or (above > 1 and hint(texts[0]) is not None)
