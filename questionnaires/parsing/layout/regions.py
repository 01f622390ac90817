"""Several tables in one sheet: a header that comes again, or one of its own for each part."""

from collections.abc import Sequence
from dataclasses import replace

from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.detect import find_layout, layout_under
from questionnaires.parsing.layout.header_rows import Header, strong_headers
from questionnaires.parsing.layout.headers import Role, hint, stacked_hint
from questionnaires.parsing.layout.model import Layout
from questionnaires.parsing.layout.sections import lone_title
from questionnaires.parsing.words import has_letters, is_reference

_TELLING = ("question", "answer", "comment", "ref")


def find_tables(grid: Grid) -> tuple[Layout, ...]:
    """Give the tables of a sheet from top to bottom; most sheets have one, sheets without questions none."""
    main = find_layout(grid)
    if main is None or not main.header_rows:
        return (main,) if main else ()
    main = replace(main, title=_first_title(grid, main))
    own = Header(main.header_rows[0], main.header_rows[-1])
    others = [header for header in strong_headers(grid) if header.bottom < own.top or header.top > own.bottom]
    if not others:
        return (main,)
    return _bounded(grid, main, own, sorted([own, *others], key=lambda header: header.top))


def main_table(tables: Sequence[Layout]) -> Layout:
    """Give the table that stands for its sheet in the report: the surest."""
    return max(tables, key=lambda table: table.strength)


def _bounded(grid: Grid, main: Layout, own: Header, headers: list[Header]) -> tuple[Layout, ...]:
    """Take each header's rows down to the next; one that is no table leaves its rows to the table above."""
    tables: list[Layout] = []
    last = max(grid.rows)
    for header, following in zip(headers, [*headers[1:], None], strict=True):
        end = following.top - 1 if following else last
        if header == own or _agrees(grid, main, header):
            found = _again(grid, main, header, end)
        else:
            found = layout_under(grid, header, end)
        if found is not None and found.certain and found.answerable:
            tables.append(found)
        elif tables:
            tables[-1] = replace(tables[-1], last_row=end)
    if len(tables) < 2:
        return (main,)
    return tuple(titled(grid, table) for table in tables)


def _again(grid: Grid, main: Layout, header: Header, end: int) -> Layout | None:
    """Read a part under a header like the main one: its own comment column, but the main question and answer."""
    found = layout_under(grid, header, end)
    same = ("question", "answer", "ref", "section")
    if found and found.marks == main.marks and all(found.columns.get(role) == main.columns.get(role) for role in same):
        return found
    return replace(main, header_rows=header.rows, first_row=header.bottom + 1, last_row=end)


def _agrees(grid: Grid, main: Layout, header: Header) -> bool:
    """Whether a header names the same roles over the same columns as the main one, at least two, and no other."""
    agreed = sum(word in header.stack(grid, column) for word, column in main.marks.items())
    for column in range(1, grid.last_column + 1):
        stack = header.stack(grid, column)
        found = stacked_hint(stack) if stack else None
        role = found.role.value if found else ""
        if role in _TELLING and role in main.columns:
            if main.columns[role] == column:
                agreed += 1
            elif not _also_named(grid, main, header, role):
                return False
    return agreed >= 2


def _also_named(grid: Grid, main: Layout, header: Header, role: str) -> bool:
    stack = header.stack(grid, main.columns[role])
    found = stacked_hint(stack) if stack else None
    return found is not None and found.role.value == role


def _first_title(grid: Grid, table: Layout) -> str | None:
    """Read the title of a sheet's only table: its header is numbered like a title, or comes again under others."""
    top = table.header_rows[0]
    ref = table.columns.get("ref")
    if ref and is_reference(grid.text(top, ref)) and any(mark.isdigit() for mark in grid.text(top, ref)):
        return grid.text(top, table.question).strip() or None
    head = set(grid.rows[top].values())
    again = sum(set(cells.values()) == head for cells in grid.rows.values()) > 1
    title = lone_title(grid, table, top - 1) if again and top - 1 in grid.rows else None
    return title.strip() if title else None


def titled(grid: Grid, table: Layout) -> Layout:
    """Give a table with its own title, as one of several has."""
    return replace(table, title=_title(grid, table) or table.title) if table.header_rows else table


def _title(grid: Grid, table: Layout) -> str | None:
    """Read a part's title from the row above, or from its header, where a name stands over the numbers."""
    above = table.header_rows[0] - 1
    title = lone_title(grid, table, above) if above in grid.rows else None
    if title:
        return title.strip()
    for row in table.header_rows:
        for column in (table.columns.get("ref"), table.question):
            text = grid.text(row, column) if column else ""
            found = hint(text) if text else None
            if has_letters(text) and (found is None or found.role in (Role.SECTION, Role.IGNORED)):
                return text.strip()
    return None
