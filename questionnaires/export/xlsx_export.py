"""Fills an XLSX or XLSM: the mapped cells' `<c>` elements change, and `calcPr`; all else stays byte for byte."""

from collections.abc import Sequence

from foundation.errors import BadInput
from foundation.tables.plain_text import cell_text
from questionnaires.export.model import FilledCell
from questionnaires.export.recalculation import ask_recalculation
from questionnaires.export.sheet_patch import Position, patch_sheet
from questionnaires.export.zip_patch import replace_parts
from questionnaires.parsing.cells import cell_position
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.xlsx.workbook import read_workbook


def export_workbook(content: bytes, archive: Archive, *, filled: Sequence[FilledCell]) -> bytes:
    """Give the workbook with the texts in their cells; raises `BadInput` for an unknown sheet or cell, or a formula."""
    workbook = read_workbook(archive)
    parts = {sheet.name: sheet.part for sheet in workbook.sheets}
    texts: dict[str, dict[Position, str]] = {}
    for one in filled:
        where = f"{archive.filename}, sheet '{one.sheet}', cell {one.cell}"
        position = cell_position(one.cell)
        if one.sheet not in parts or position is None:
            raise BadInput("the workbook has no such cell", where)
        texts.setdefault(one.sheet, {})[position] = cell_text(one.text, where=where)
    changed = {}
    for sheet, cells in texts.items():
        where = f"{archive.filename}, sheet '{sheet}'"
        changed[parts[sheet]] = patch_sheet(archive.read(parts[sheet]), cells, part=where, where=where)
    if changed:
        changed[workbook.part] = ask_recalculation(archive.read(workbook.part), workbook.part)
    return replace_parts(content, changed, filename=archive.filename)
