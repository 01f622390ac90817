"""Which sheets of a file are asked, and why the others are left alone."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from questionnaires.parsing.cells import LAST_ROW
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.bands import bands
from questionnaires.parsing.layout.facts import read_facts
from questionnaires.parsing.layout.model import Layout, layout_of
from questionnaires.parsing.layout.questions import read_questions
from questionnaires.parsing.layout.regions import find_tables, main_table, titled
from questionnaires.parsing.model import Kind, Question, Sheet, Sort
from questionnaires.parsing.words import fold, plain

_SIDE_NAME = re.compile(
    r"\b(?:instructions?|faqs?|read ?me|glossary|legend|guide|guidance|change ?log|version|revision|lookups?|lists?|"
    r"definitions?|acronyms|example|sample|analyst|evaluation|scoring|scores?|scorecard|reviewer|internal|summary|"
    r"dashboard|crosswalk|mappings?|anleitung|instrucciones|glossar|glosario|lisez moi)\b"
)
_REPEATED_SHARE = 0.6
_FEWEST_FACTS = 3
"""Fewer labels beside empty cells are a cover's, not a form."""


@dataclass(frozen=True, slots=True)
class Found:
    """One sheet with what was found in it."""

    grid: Grid
    layout: Layout | None
    questions: tuple[Question, ...] = ()
    left_alone: str | None = None
    corrected: bool = False
    """Whether a person said which column is which."""
    header_rows: tuple[int, ...] = ()

    def as_sheet(self) -> Sheet:
        sheet = (
            self.layout.as_sheet(self.grid, self.header_rows)
            if self.layout
            else Sheet(self.grid.name, self.grid.hidden)
        )
        return replace(sheet, left_alone=self.left_alone)


def read_sheets(grids: Sequence[Grid], mapping: Sequence[Sheet] | None) -> tuple[Found, ...]:
    """Read every sheet in order; those that are not asked keep the reason and no questions."""
    corrected = {sheet.name: sheet for sheet in mapping or ()}
    found = [_read(grid, corrected.get(grid.name)) for grid in grids]
    asked = {id(one): _weighed(one) for one in found if one.questions}
    return tuple(_judge(asked[id(one)], list(asked.values())) if one.questions else one for one in found)


def _read(grid: Grid, correction: Sheet | None) -> Found:
    if correction is None:
        return _found(grid, {})
    if correction.columns and "question" not in correction.columns:
        return Found(grid, None, left_alone="left alone by the mapping", corrected=True)
    found = _found(grid, correction.rows)
    if not correction.columns or _says_the_same(correction, found.as_sheet()):
        return replace(found, corrected=bool(found.questions))
    layout = layout_of(correction, grid)
    return Found(grid, layout, read_questions(grid, layout), corrected=True, header_rows=layout.header_rows)


def _says_the_same(correction: Sheet, found: Sheet) -> bool:
    """Whether a correction leaves the columns and header rows as they were found."""
    return correction.columns == found.columns and correction.header_rows == found.header_rows


def _found(grid: Grid, said: Mapping[int, Sort]) -> Found:
    """Find the tables of a sheet and the facts over them, single rows read as a person says."""
    if grid.hidden:
        return Found(grid, None, left_alone="hidden sheet")
    placed = [(grid, Layout(grid.columns))] if grid.columns else _tables(grid)
    certain = any(table.certain for _, table in placed)
    if not certain and len(facts := _facts(grid, LAST_ROW + 1, said)) >= _FEWEST_FACTS:
        column = min(grid.rows[facts[0].row])
        return Found(grid, Layout({"question": column, "answer": column + 1}, rows=said), facts)
    if not placed:
        return Found(grid, None, left_alone="no column of questions was found")
    header_rows = tuple(sorted({row for _, table in placed for row in table.header_rows}))
    facts = _facts(grid, min(header_rows, default=1), said)
    dealt = _dealt(placed, {row: sort for row, sort in said.items() if row not in {fact.row for fact in facts}})
    questions = tuple(question for part, table in dealt for question in read_questions(part, table))
    main = replace(main_table([table for _, table in placed]), rows=said)
    return Found(grid, main, facts + questions, header_rows=header_rows)


def _facts(grid: Grid, before: int, said: Mapping[int, Sort]) -> tuple[Question, ...]:
    """Read the facts above a row, without those in rows that a person calls a title or ignores."""
    return tuple(fact for fact in read_facts(grid, before) if said.get(fact.row, Sort.QUESTION) is Sort.QUESTION)


def _dealt(placed: Sequence[tuple[Grid, Layout]], said: Mapping[int, Sort]) -> list[tuple[Grid, Layout]]:
    """Hand each table what is said of its own rows and of those above it, down from the table before."""
    dealt, after = [], 0
    for place, (part, table) in enumerate(placed):
        after = 0 if place and part is not placed[place - 1][0] else after
        rows = {row: sort for row, sort in said.items() if after < row <= (table.last_row or LAST_ROW)}
        dealt.append((part, replace(table, rows=rows) if rows else table))
        after = table.last_row or LAST_ROW
    return dealt


def _tables(grid: Grid) -> list[tuple[Grid, Layout]]:
    """Find the tables of a sheet, those side by side each in its own columns."""
    parts = bands(grid)
    placed = [(part, table) for part in parts for table in find_tables(part)]
    return [(part, titled(part, table)) for part, table in placed] if len(parts) > 1 else placed


@dataclass(frozen=True, slots=True)
class Weighed:
    """A sheet that asks, and what it is compared by: told once, as each is compared with all others."""

    found: Found
    rank: tuple[int, int, int]
    texts: frozenset[str]


def _weighed(one: Found) -> Weighed:
    return Weighed(one, _rank(one), frozenset(plain(question.question) for question in one.questions))


def _judge(mine: Weighed, asked: Sequence[Weighed]) -> Found:
    """Leave a sheet alone that a surer one of the same file outweighs."""
    one = mine.found
    if one.corrected or one.layout is None:
        return one
    reason = _reason(mine, one, one.layout, [other for other in asked if other is not mine])
    return replace(one, questions=(), layout=None, left_alone=reason) if reason else one


def _reason(mine: Weighed, one: Found, layout: Layout, others: Sequence[Weighed]) -> str | None:
    surer = [other for other in others if other.found.corrected or other.rank > mine.rank]
    if not layout.certain and not any(_is_certain(other.found) for other in others):
        return None if _is_plausible(one) else "it does not read like questions to answer"
    if not layout.certain:
        return "it does not read like questions to answer"
    if any(other.rank[0] > mine.rank[0] for other in surer) and not _place_named(layout, one):
        return "it has no place to answer, other sheets have"
    for other in surer:
        if len(mine.texts & other.texts) >= _REPEATED_SHARE * len(mine.texts):
            return f"it repeats the questions of sheet '{other.found.grid.name}'"
    if surer and _SIDE_NAME.search(fold(one.grid.name).replace("_", " ")) and len(one.questions) < 60:
        return "it is named as a sheet beside the questionnaire"
    return None


def _is_certain(one: Found) -> bool:
    return one.corrected or (one.layout is not None and one.layout.certain)


def _is_plausible(one: Found) -> bool:
    """Whether an unsure sheet is still worth asking when the file has no better one."""
    return one.layout is not None and one.layout.strength >= 5.0


def _place_named(layout: Layout, one: Found) -> bool:
    """Whether the sheet shows where to answer: marks, or a column that is more than the free space beside it."""
    answer = layout.columns.get("answer", 0)
    return bool(layout.marks) or one.grid.places or answer <= one.grid.last_column or _offers(one) or _asks_facts(one)


def _asks_facts(one: Found) -> bool:
    return all(question.kind is Kind.FACT for question in one.questions)


def _offers(one: Found) -> bool:
    return any(question.vocabulary for question in one.questions)


def _rank(one: Found) -> tuple[int, int, int]:
    """Order sheets: a place to answer, no side name, own words and not formulas."""
    layout = one.layout
    place = int(layout is not None and _place_named(layout, one))
    named = int(not _SIDE_NAME.search(fold(one.grid.name).replace("_", " ")))
    column = layout.question if layout else 0
    own = sum((question.row, column) not in one.grid.formulas for question in one.questions)
    return (place, named, int(own * 2 > len(one.questions)))
