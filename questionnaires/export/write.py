"""The buyer's file with the answers in it, and nothing else changed."""

from collections.abc import Sequence

from foundation.errors import BadInput
from questionnaires.export.csv_export import export_csv
from questionnaires.export.docx_export import export_docx
from questionnaires.export.json_export import export_json
from questionnaires.export.model import FilledCell
from questionnaires.export.xlsx_export import export_workbook
from questionnaires.parsing.formats.sniff import Format, sniff
from questionnaires.parsing.model import Questionnaire


def export(content: bytes, *, filename: str, questionnaire: Questionnaire, filled: Sequence[FilledCell]) -> bytes:
    """Write texts into the cells of the file that was parsed.

    Parameters
    ----------
    content, filename : the original, as it was given to `parse`.
    questionnaire : what `parse` made of it; only its own sheets may be written to.
    filled : the cells; of two for one cell the later counts. None at all gives the original bytes back.

    Raises
    ------
    BadInput
        when a sheet or cell is not in the file, a cell holds a formula (never overwritten) or a text is
        longer than a cell holds. Nothing is half written.

    The same arguments always give the same bytes. A text never becomes a formula, see `plain_text`.
    """
    if not filled:
        return content
    _require_known_sheets(questionnaire, filled, filename)
    found, archive = sniff(content, filename=filename)
    if archive is not None and found is not Format.DOCX:
        return export_workbook(content, archive, filled=filled)
    if archive is not None:
        return export_docx(content, archive, filled=filled)
    if found in (Format.CSV, Format.TSV):
        return export_csv(content, filename=filename, tabs=found is Format.TSV, filled=filled)
    if found is Format.JSON:
        return export_json(content, filename=filename, filled=filled)
    raise BadInput(f"answers cannot be written into a file of the format {found}", filename)


def _require_known_sheets(questionnaire: Questionnaire, filled: Sequence[FilledCell], filename: str) -> None:
    known = {sheet.name for sheet in questionnaire.sheets}
    for one in filled:
        if one.sheet not in known:
            raise BadInput(f"there is no sheet '{one.sheet}' in this questionnaire", filename)
