"""XLSX and XLSM bytes as grids, hidden sheets too, since their lists are used."""

from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.xlsx.shared_strings import read_shared_strings
from questionnaires.parsing.formats.xlsx.validations import ValidationIndex
from questionnaires.parsing.formats.xlsx.vocabulary import Vocabularies
from questionnaires.parsing.formats.xlsx.workbook import SheetPart, read_workbook
from questionnaires.parsing.formats.xlsx.worksheet import RawSheet, read_worksheet
from questionnaires.parsing.grid import Grid, cover

_MARGIN_COLUMNS = 30
"""How far right of the last text a merged answer cell is still looked for."""


def read_grids(archive: Archive) -> tuple[Grid, ...]:
    """Read every worksheet, in the order of the tabs; raises `UnreadableQuestionnaire`."""
    workbook = read_workbook(archive)
    strings_part = workbook.strings_part
    strings = read_shared_strings(archive.read(strings_part), strings_part) if strings_part else []
    raw = {
        sheet.name: read_worksheet(archive.read(sheet.part), f"{archive.filename}, sheet '{sheet.name}'", strings)
        for sheet in workbook.sheets
    }
    vocabularies = Vocabularies(raw, workbook.names)
    return tuple(_grid(sheet, raw[sheet.name], vocabularies) for sheet in workbook.sheets)


def _grid(sheet: SheetPart, raw: RawSheet, vocabularies: Vocabularies) -> Grid:
    index = ValidationIndex(raw.validations, sheet.name, vocabularies)
    merges = tuple(raw.merges)
    last_row = max(raw.rows, default=0)
    last_column = max((max(cells) for cells in raw.rows.values()), default=0) + _MARGIN_COLUMNS
    return Grid(
        name=sheet.name,
        rows=raw.rows,
        hidden=sheet.hidden,
        merges=merges,
        formulas=frozenset(raw.formulas),
        styles=raw.styles,
        hidden_columns=tuple(raw.hidden_columns),
        choices=index.words,
        covers=cover(merges, last_row, last_column),
    )
