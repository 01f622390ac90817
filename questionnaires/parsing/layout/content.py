"""What a column holds, whatever its header says: shares of its filled body cells, each in [0, 1]."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Kind
from questionnaires.parsing.words import (
    asks,
    has_letters,
    is_answer_word,
    is_mark,
    is_reference,
    is_statement,
    word_count,
)


@dataclass(frozen=True, slots=True)
class Content:
    """One column's body in numbers."""

    filled: int
    """Cells that hold text."""
    rows: int
    """Body rows looked at."""
    words: float = 0.0
    """Mean words of a filled cell."""
    asking: float = 0.0
    stating: float = 0.0
    wanting: float = 0.0
    """Share that names a fact, number or date and does not ask: `Company name`."""
    references: float = 0.0
    answers: float = 0.0
    marks: float = 0.0
    distinct: float = 0.0
    lettered: float = 0.0
    formulas: float = 0.0
    offered: int = 0
    """Body rows whose cell has a list to choose from."""

    @property
    def fill(self) -> float:
        return self.filled / self.rows if self.rows else 0.0


def describe(grid: Grid, column: int, rows: Sequence[int]) -> Content:
    """Describe one column over some body rows."""
    texts = Counter(text for row in rows if (text := grid.text(row, column)))
    formulas = sum((row, column) in grid.formulas for row in rows) if grid.formulas else 0
    offered = sum(grid.choices(row, column) is not None for row in rows)
    count = texts.total()
    if not count:
        return Content(0, len(rows), formulas=formulas / max(len(rows), 1), offered=offered)
    return Content(
        filled=count,
        rows=len(rows),
        words=_total(word_count, texts) / count,
        asking=_total(_asks, texts) / count,
        stating=_total(is_statement, texts) / count,
        wanting=_total(_wants, texts) / count,
        references=_total(is_reference, texts) / count,
        answers=_total(is_answer_word, texts) / count,
        marks=_total(is_mark, texts) / count,
        distinct=len(texts) / count,
        lettered=_total(has_letters, texts) / count,
        formulas=formulas / max(len(rows), 1),
        offered=offered,
    )


def _total(tell: Callable[[str], int], texts: Counter[str]) -> int:
    """Add up what is told of each text, as often as it stands in the column."""
    return sum(tell(text) * times for text, times in texts.items())


def _asks(text: str) -> bool:
    return asks(text) and not is_reference(text) and not is_answer_word(text)


def _wants(text: str) -> bool:
    """Whether a text names something to be filled in, without asking for it."""
    return not asks(text) and not is_statement(text) and kind_of(text, None) in (Kind.FACT, Kind.NUMBER, Kind.DATE)
