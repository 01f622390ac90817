"""Columns to mark with x: one column a word, Yes and No among them."""

from collections.abc import Mapping, Sequence

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.content import Content
from questionnaires.parsing.layout.header_rows import Header
from questionnaires.parsing.words import NO_WORDS, YES_WORDS, is_answer_word, plain


def find_marks(grid: Grid, header: Header, contents: Mapping[int, Content], columns: Sequence[int]) -> dict[str, int]:
    """Give word -> column in the order of the sheet, empty when the sheet has no such columns."""
    marks: dict[str, int] = {}
    for column in columns:
        stack = header.stack(grid, column)
        word = next((text for text in reversed(stack) if is_answer_word(text)), None)
        if word is None or grid.is_hidden_column(column) or not _markable(contents[column]):
            continue
        marks.setdefault(word, column)
    words = {plain(word) for word in marks}
    return marks if words & YES_WORDS and words & NO_WORDS else {}


def _markable(content: Content) -> bool:
    """Whether a column is empty or holds crosses; numbers or sentences are something else."""
    return content.filled == 0 or content.marks >= 0.8
