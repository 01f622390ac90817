"""The buyer's file with the answers in it, and nothing else changed."""

from collections.abc import Sequence
from pathlib import PurePath

from foundation.errors import BadInput
from questionnaires.export.csv_export import export_csv
from questionnaires.export.docx_export import export_docx
from questionnaires.export.json_export import export_json
from questionnaires.export.model import Exported, FilledCell
from questionnaires.export.new_export import export_grids, export_list, made_from
from questionnaires.export.text_export import export_text
from questionnaires.export.xlsx_export import export_workbook
from questionnaires.parsing.formats.sniff import Format, sniff
from questionnaires.parsing.model import Questionnaire
from questionnaires.parsing.read import grids_of, parse

_MADE_NEW = (Format.XLS, Format.HTML, Format.PDF)
"""Formats that are read but not written into: their answers go into a new XLSX."""


def exported_name(filename: str, format: str) -> str:
    """Name the filled file: the original's name, with `.xlsx` where a new document is made.

    >>> exported_name("Old list.xls", "xls"), exported_name("review.csv", "csv")
    ('Old list.xlsx', 'review.csv')
    """
    return str(PurePath(filename).with_suffix(".xlsx")) if format in _MADE_NEW else filename


def export(content: bytes, *, filename: str, questionnaire: Questionnaire, filled: Sequence[FilledCell]) -> bytes:
    """Give the bytes of `export_file` alone."""
    return export_file(content, filename=filename, questionnaire=questionnaire, filled=filled).content


def export_file(
    content: bytes, *, filename: str, questionnaire: Questionnaire, filled: Sequence[FilledCell]
) -> Exported:
    """Write texts into the cells of the file that was parsed, or into a new document where it cannot be written.

    Parameters
    ----------
    content, filename : the original, as it was given to `parse`.
    questionnaire : what `parse` made of it, or a part of it; only its own sheets may be written to, and its
        encoding and delimiter are used where it has them.
    filled : the cells; of two for one cell the later counts. None at all gives the original bytes back, unless
        the format cannot be written into.

    Raises
    ------
    BadInput
        when a sheet or cell is not in the file, a cell holds a formula (never overwritten) or a text is
        longer than a cell holds. Nothing is half written.

    The same arguments always give the same bytes. A text never becomes a formula, see `plain_text`.
    """
    if not filled and questionnaire.format not in _MADE_NEW:
        return Exported(content, filename)
    _require_known_sheets(questionnaire, filled, filename)
    found, archive = sniff(content, filename=filename)
    if archive is not None:
        fill = export_docx if found is Format.DOCX else export_workbook
        return Exported(fill(content, archive, filled=filled), filename)
    if found in (Format.CSV, Format.TSV):
        tabs = found is Format.TSV
        return export_csv(content, filename=filename, tabs=tabs, questionnaire=questionnaire, filled=filled)
    if found is Format.JSON:
        return Exported(export_json(content, filename=filename, filled=filled), filename)
    if found is Format.TEXT:
        return Exported(
            export_text(content, filename=filename, filled=filled, encoding=questionnaire.encoding), filename
        )
    return _new_document(content, found, filename, questionnaire, filled)


def _new_document(
    content: bytes, found: Format, filename: str, questionnaire: Questionnaire, filled: Sequence[FilledCell]
) -> Exported:
    if found is Format.PDF:
        asked = parse(content, filename=filename)  # all questions, as only the answered ones may have been given
        written = export_list(filename=filename, questionnaire=asked, filled=filled)
    else:
        grids = grids_of(content, found, None, filename=filename)
        written = export_grids(grids, format_=found, filename=filename, questionnaire=questionnaire, filled=filled)
    return Exported(written, exported_name(filename, found), (made_from(filename, found),))


def _require_known_sheets(questionnaire: Questionnaire, filled: Sequence[FilledCell], filename: str) -> None:
    known = {sheet.name for sheet in questionnaire.sheets}
    for one in filled:
        if one.sheet not in known:
            raise BadInput(f"there is no sheet '{one.sheet}' in this questionnaire", filename)
