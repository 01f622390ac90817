"""Bytes of any questionnaire file -> what it asks and where the answers belong."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

from foundation.errors import BadInput
from foundation.limits import MAX_BYTES, MAX_CELL_CHARACTERS
from questionnaires.parsing.errors import UnreadableQuestionnaire
from questionnaires.parsing.formats.archive import Archive
from questionnaires.parsing.formats.csv_grid import csv_grid, read_records
from questionnaires.parsing.formats.docx.grids import read_docx_grids
from questionnaires.parsing.formats.encoding import decode
from questionnaires.parsing.formats.html import read_html_grids
from questionnaires.parsing.formats.json_file import SHEET as JSON_SHEET
from questionnaires.parsing.formats.json_file import read_json
from questionnaires.parsing.formats.pdf import read_pdf
from questionnaires.parsing.formats.sniff import Format, sniff
from questionnaires.parsing.formats.text import parse_text
from questionnaires.parsing.formats.xls import read_xls_grids
from questionnaires.parsing.formats.xlsx.grids import read_grids
from questionnaires.parsing.grid import Grid
from questionnaires.parsing.layout.sheets import read_sheets
from questionnaires.parsing.model import Questionnaire, Sheet

_LOOKED_FOR = (
    "no question was found; looked for a column headed Question, Requirement or the like, or whose texts ask "
    "something, on every visible sheet"
)


_WITHOUT_SHEETS = (Format.JSON, Format.TEXT, Format.PDF)
_WRITTEN_IN_A_DIALECT = (Format.CSV, Format.TSV)


def parse(
    content: bytes,
    *,
    filename: str,
    mapping: Sequence[Sheet] | None = None,
    encoding: str | None = None,
    delimiter: str | None = None,
) -> Questionnaire:
    """Read a questionnaire file.

    Parameters
    ----------
    content : the file's bytes; what they are is told by their beginning, not by the name alone.
    filename : the file's name, for messages and for telling CSV, TSV, JSON and text apart.
    mapping : sheets whose `columns` and `header_rows` a person corrected; they override what would be found.
    encoding, delimiter : of a CSV or TSV (the encoding of a pasted text too), where a person corrects what
        would be found; a delimiter is one character or a word such as `tab`. Other formats take no notice.

    Raises
    ------
    UnreadableQuestionnaire
        when the file is damaged, hostile, of another format, or asks nothing; the message says what to do.
    BadInput
        when the mapping names a sheet that the file has not, or the encoding or delimiter cannot be.
    """
    return open_file(content, filename=filename, encoding=encoding, delimiter=delimiter).questionnaire(mapping)


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a text file is written, where a person says so; None is to be found."""

    encoding: str | None = None
    delimiter: str | None = None


_FOUND = Dialect()


@dataclass(frozen=True, slots=True)
class OpenedFile:
    """A file whose sheets were read, before it is said what in them asks something: several deeds need them."""

    filename: str
    content: bytes
    format: Format
    grids: tuple[Grid, ...]
    """None at all for a format without sheets."""
    dialect: Dialect
    """How a CSV or TSV was read; of other formats what was given."""

    def questionnaire(self, mapping: Sequence[Sheet] | None = None) -> Questionnaire:
        """Find the questions; `mapping` and errors as in `parse`."""
        with _naming(self.filename):
            if self.format in _WITHOUT_SHEETS:
                return _require(_parse_lines(self.content, self.format, self.filename, self.dialect))
            return _require(self._read(_known(mapping, self.grids, self.filename)))

    def _read(self, mapping: Sequence[Sheet]) -> Questionnaire:
        sheets = read_sheets(self.grids, mapping)
        questions = tuple(question for sheet in sheets for question in sheet.questions)
        told = tuple(sheet.as_sheet() for sheet in sheets)
        dialect = self.dialect if self.format in _WRITTEN_IN_A_DIALECT else _FOUND
        return Questionnaire(self.filename, self.format, told, questions, dialect.encoding, dialect.delimiter)


def open_file(
    content: bytes, *, filename: str, encoding: str | None = None, delimiter: str | None = None
) -> OpenedFile:
    """Read the sheets of a file; arguments and errors as in `parse`."""
    if len(content) > MAX_BYTES:
        raise UnreadableQuestionnaire(f"larger than {MAX_BYTES // 1024**2} MB, which is refused", filename)
    dialect = Dialect(encoding, delimiter)
    with _naming(filename):
        found, archive = sniff(content, filename=filename)
        if found in _WRITTEN_IN_A_DIALECT:
            tabs = found is Format.TSV
            file = read_records(content, tabs=tabs, encoding=encoding, delimiter=delimiter)
            dialect = Dialect(file.decoded.encoding, file.delimiter)
            return OpenedFile(filename, content, found, (csv_grid(file, filename=filename),), dialect)
        grids = grids_of(content, found, archive, filename=filename)
    return OpenedFile(filename, content, found, grids, dialect)


@contextmanager
def _naming(filename: str) -> Iterator[None]:
    """Name the file in what is raised, where a deeper reader named only the place in it."""
    try:
        yield
    except UnreadableQuestionnaire as problem:
        if problem.where and not problem.where.startswith(filename):
            raise UnreadableQuestionnaire(problem.problem, f"{filename}, {problem.where}") from problem
        raise


def grids_of(
    content: bytes, found: Format, archive: Archive | None, *, filename: str, dialect: Dialect = _FOUND
) -> tuple[Grid, ...]:
    """Read the sheets of a file; a format without sheets has none."""
    if archive is not None:
        return read_docx_grids(archive) if found is Format.DOCX else read_grids(archive)
    if found is Format.XLS:
        return read_xls_grids(content, filename=filename)
    if found is Format.HTML:
        return read_html_grids(content, filename=filename)
    if found in _WITHOUT_SHEETS:
        return ()
    file = read_records(content, tabs=found is Format.TSV, encoding=dialect.encoding, delimiter=dialect.delimiter)
    return (csv_grid(file, filename=filename),)


def _known(mapping: Sequence[Sheet] | None, grids: Sequence[Grid], filename: str) -> Sequence[Sheet]:
    """Leave out sheets that a report lists without columns: nothing was corrected there."""
    names = {grid.name for grid in grids}
    for sheet in mapping or ():
        if sheet.name not in names:
            raise BadInput(f"the mapping names a sheet that the file has not: no sheet '{sheet.name}'", filename)
    return [sheet for sheet in mapping or () if sheet.columns or sheet.rows]


def _parse_lines(content: bytes, found: Format, filename: str, dialect: Dialect) -> Questionnaire:
    if found is Format.JSON:
        return Questionnaire(filename, found, (Sheet(JSON_SHEET),), read_json(content, filename=filename))
    read = read_pdf(content, filename=filename) if found is Format.PDF else _text(content, dialect)
    given = dialect.encoding if found is Format.TEXT else None
    return Questionnaire(filename, found, read.sheets, read.questions, given)


def _text(content: bytes, dialect: Dialect) -> Questionnaire:
    return parse_text(decode(content, dialect.encoding).text)


def _require(questionnaire: Questionnaire) -> Questionnaire:
    if not questionnaire.questions:
        raise UnreadableQuestionnaire(_LOOKED_FOR, questionnaire.file)
    for question in questionnaire.questions:
        if len(question.question) > MAX_CELL_CHARACTERS:
            where = f"{questionnaire.file}, sheet '{question.sheet}', row {question.row}"
            raise UnreadableQuestionnaire(f"a question of more than {MAX_CELL_CHARACTERS:,} characters", where)
    return questionnaire
