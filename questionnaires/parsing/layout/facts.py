"""What a form asks about the company outside any table: a label with an empty cell beside it."""

import re
from collections.abc import Iterator

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.kinds import kind_of
from questionnaires.parsing.model import Kind, Question
from questionnaires.parsing.words import asks, fold, has_letters, is_reference, word_count

_LONGEST_LABEL = 6
_FEWEST = 2
_ALSO = re.compile(
    r"^(?:company|organi[sz]ation|supplier|vendor|provider|completed by|date(?: completed)?|products?(?: name)?|"
    r"services?|position|role|telefon|telefono|firma|unternehmen|societe|entreprise|empresa|azienda|bedrijf|cargo|fonction)$"
)


def read_facts(grid: Grid, before: int) -> tuple[Question, ...]:
    """Give the facts asked above a row, in order; none unless a few stand together and one is surely a fact."""
    found = [fact for row in grid.rows if row < before for fact in _facts(grid, row)]
    sure = sum(_is_sure(fact.question) for fact in found)
    return tuple(found) if sure >= _FEWEST and len({fact.row for fact in found}) >= _FEWEST else ()


def _facts(grid: Grid, row: int) -> Iterator[Question]:
    """Give the labels of a row that all have room beside them."""
    columns = [column for column in grid.rows[row] if not is_reference(grid.text(row, column))]
    if not all(_is_label(grid.text(row, column)) for column in columns):
        return
    for column in columns:
        area = grid.covers.get((row, column))
        place = (area.right if area else column) + 1
        cell = grid.anchor(row, place)
        if not grid.shown(row, place) and cell[0] == row and cell not in grid.formulas:
            yield Question(
                sheet=grid.name,
                row=row,
                question=grid.text(row, column),
                answer_cell=grid.cell(*cell),
                vocabulary=grid.choices(*cell),
                kind=Kind.FACT,
                filled=cell in grid.written,
            )


def _is_label(text: str) -> bool:
    return _is_sure(text) or bool(_ALSO.match(_name(text)))


def _is_sure(text: str) -> bool:
    """Whether a text names a fact of a company and nothing more, and does not tell it itself."""
    name = _name(text)
    if asks(text) or not has_letters(name) or word_count(name) > _LONGEST_LABEL or re.search(r"[:@\d]|\.\s|_{3}", name):
        return False
    return kind_of(name, None) in (Kind.FACT, Kind.NUMBER)


def _name(text: str) -> str:
    return fold(text).rstrip(" :*")
