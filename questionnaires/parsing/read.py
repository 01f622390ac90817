"""Bytes of any questionnaire file -> what it asks and where the answers belong."""

from collections.abc import Sequence

from foundation.errors import BadInput
from foundation.limits import MAX_BYTES, MAX_CELL_CHARACTERS
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.csv_grid import read_csv_grid
from questionnaires.parsing.formats.csv_text import decode
from questionnaires.parsing.formats.docx_tables import read_docx_grids
from questionnaires.parsing.formats.json_file import SHEET as JSON_SHEET
from questionnaires.parsing.formats.json_file import read_json
from questionnaires.parsing.formats.sniff import Format, sniff
from questionnaires.parsing.formats.text import parse_text
from questionnaires.parsing.formats.xlsx.grids import read_grids
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.sheets import read_sheets
from questionnaires.parsing.model import Questionnaire, Sheet

_LOOKED_FOR = (
    "no question was found; looked for a column headed Question, Requirement or the like, or whose texts ask "
    "something, on every visible sheet"
)


def parse(content: bytes, *, filename: str, mapping: Sequence[Sheet] | None = None) -> Questionnaire:
    """Read a questionnaire file.

    Parameters
    ----------
    content : the file's bytes; what they are is told by their beginning, not by the name alone.
    filename : the file's name, for messages and for telling CSV, TSV, JSON and text apart.
    mapping : sheets whose `columns` and `header_rows` a person corrected; they override what would be found.

    Raises
    ------
    UnreadableQuestionnaire
        when the file is damaged, hostile, of another format, or asks nothing; the message says what to do.
    BadInput
        when the mapping names a sheet that the file has not.
    """
    if len(content) > MAX_BYTES:
        raise UnreadableQuestionnaire(f"larger than {MAX_BYTES // 1024**2} MB, which is refused", filename)
    try:
        return _parse(content, filename, mapping)
    except UnreadableQuestionnaire as problem:
        if problem.where and not problem.where.startswith(filename):
            raise UnreadableQuestionnaire(problem.problem, f"{filename}, {problem.where}") from problem
        raise


def _parse(content: bytes, filename: str, mapping: Sequence[Sheet] | None) -> Questionnaire:
    found, archive = sniff(content, filename=filename)
    if found is Format.JSON:
        return _require(Questionnaire(filename, found, (Sheet(JSON_SHEET),), read_json(content, filename=filename)))
    if found is Format.TEXT:
        return _parse_text_file(content, filename)
    grids = grids_of(content, found, archive, filename=filename)
    sheets = read_sheets(grids, _known(mapping, grids, filename))
    questions = tuple(question for sheet in sheets for question in sheet.questions)
    return _require(Questionnaire(filename, found, tuple(sheet.as_sheet() for sheet in sheets), questions))


def grids_of(content: bytes, found: Format, archive: Archive | None, *, filename: str) -> tuple[Grid, ...]:
    """Read the sheets of a file that has some."""
    if archive is not None:
        return read_docx_grids(archive) if found is Format.DOCX else read_grids(archive)
    return (read_csv_grid(content, filename=filename, tabs=found is Format.TSV),)


def _known(mapping: Sequence[Sheet] | None, grids: Sequence[Grid], filename: str) -> Sequence[Sheet]:
    """Leave out sheets that a report lists without columns: nothing was corrected there."""
    names = {grid.name for grid in grids}
    for sheet in mapping or ():
        if sheet.name not in names:
            raise BadInput(f"the mapping names a sheet that the file has not: no sheet '{sheet.name}'", filename)
    return [sheet for sheet in mapping or () if sheet.columns]


def _parse_text_file(content: bytes, filename: str) -> Questionnaire:
    read = parse_text(decode(content).text)
    return Questionnaire(filename, read.format, read.sheets, read.questions)


def _require(questionnaire: Questionnaire) -> Questionnaire:
    if not questionnaire.questions:
        raise UnreadableQuestionnaire(_LOOKED_FOR, questionnaire.file)
    for question in questionnaire.questions:
        if len(question.question) > MAX_CELL_CHARACTERS:
            where = f"{questionnaire.file}, sheet '{question.sheet}', row {question.row}"
            raise UnreadableQuestionnaire(f"a question of more than {MAX_CELL_CHARACTERS:,} characters", where)
    return questionnaire
