"""The `sheets` list of an inspect report, corrected by hand, as sheets."""

import re
from collections.abc import Mapping

from foundation.errors import BadInput
from questionnaires.parsing.cells import LAST_ROW
from questionnaires.parsing.layout.model import MARK
from questionnaires.parsing.model import Sheet, Sort

ROLES = ("question", "answer", "comment", "ref", "section", "options")
SORTS = {"section": Sort.SECTION, "question": Sort.QUESTION, "ignored": Sort.OTHER}
"""What a mapping may say that one row is."""
_LETTERS = re.compile(r"^[A-Za-z]{1,3}$")


def mapping_from_json(obj: object) -> tuple[Sheet, ...]:
    """Read a mapping: the `sheets` list, or a whole report that holds it; raises `BadInput` naming what is wrong."""
    listed = _sheets_of(obj)
    sheets = tuple(_sheet(entry, number) for number, entry in enumerate(listed, start=1))
    names = [sheet.name for sheet in sheets]
    for name in names:
        if names.count(name) > 1:
            raise BadInput(f"sheet '{name}' stands there twice", "mapping")
    return sheets


def _sheets_of(obj: object) -> list[object]:
    if isinstance(obj, Mapping):
        inner = obj.get("questionnaire", obj)
        obj = inner.get("sheets") if isinstance(inner, Mapping) else None
    if not isinstance(obj, list):
        raise BadInput("expected the list `sheets` of an inspect report", "mapping")
    return obj


def _sheet(entry: object, number: int) -> Sheet:
    where = f"mapping, sheet {number}"
    if not isinstance(entry, Mapping) or not isinstance(entry.get("name"), str) or not entry["name"]:
        raise BadInput("expected an object with the sheet's `name`", where)
    columns = entry.get("columns") or {}
    if not isinstance(columns, Mapping):
        raise BadInput('expected `columns` as an object such as {"question": "C", "answer": "D"}', where)
    read = {str(role): _letter(str(role), letters, where) for role, letters in columns.items() if letters is not None}
    header_rows, rows = _rows(entry.get("header_rows"), where), _sorts(entry.get("rows"), where)
    return Sheet(entry["name"], bool(entry.get("hidden", False)), read, header_rows, rows=rows)


def _letter(role: str, letters: object, where: str) -> str:
    if role not in ROLES and not (role.startswith(MARK) and len(role) > len(MARK)):
        raise BadInput(f"'{role}' is no role of a column; expected {', '.join(ROLES)} or {MARK}<word>", where)
    if not isinstance(letters, str) or not _LETTERS.match(letters.strip()):
        raise BadInput(f"the column of '{role}' reads {letters!r}; expected letters such as C", where)
    return letters.strip().upper()


def _rows(rows: object, where: str) -> tuple[int, ...]:
    if rows is None:
        return ()
    if not isinstance(rows, list) or not all(type(row) is int and row > 0 for row in rows):
        raise BadInput("expected `header_rows` as a list of row numbers such as [8, 9]", where)
    return tuple(sorted(set(rows)))


def _sorts(rows: object, where: str) -> dict[int, Sort]:
    """Read what single rows are: `{"12": "section", "15": "ignored", "16": "question"}`."""
    if rows is None:
        return {}
    if not isinstance(rows, Mapping):
        raise BadInput('expected `rows` as an object such as {"12": "section"}', where)
    read = {_row(row, where): SORTS.get(str(sort)) for row, sort in rows.items()}
    for row, sort in read.items():
        if sort is None:
            raise BadInput(f"row {row} reads {rows.get(str(row))!r}; expected {', '.join(SORTS)}", where)
    return {row: sort for row, sort in sorted(read.items()) if sort is not None}


def _row(row: object, where: str) -> int:
    if not str(row).isascii() or not str(row).isdigit() or not 0 < int(str(row)) <= LAST_ROW:
        raise BadInput(f"`rows` names a row {row!r}; expected a row's number such as 12", where)
    return int(str(row))


def rows_json(rows: Mapping[int, Sort]) -> dict[str, str]:
    """Give what a person said of single rows as a mapping has it."""
    words = {sort: word for word, sort in SORTS.items()}
    return {str(row): words[sort] for row, sort in sorted(rows.items())}
