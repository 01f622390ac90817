"""The columns of a questionnaire as a person corrects them: from the form's fields to a mapping and back."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from foundation.errors import BadInput
from questionnaires.parsing.mapping import mapping_from_json
from questionnaires.parsing.model import Sheet
from questionnaires.reviews.drawn import DrawnRow, drawn_rows
from questionnaires.reviews.row_choices import RowChoice, row_choices, row_numbers, row_problems, rows_said
from questionnaires.reviews.words import ROLES, role_words

MARKS = ("Yes", "No", "Partial", "N/A")
LONGEST_MARK = 24
"""Characters of a header that may itself be the word that an x stands for."""
FAR_DOWN = 8
"""Shown rows above the first question from which on a link leads to it."""


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column on the page: the field's name, the chosen role (empty: not used), the roles to choose from."""

    letter: str
    field: str
    role: str
    options: tuple[tuple[str, str], ...] = ()
    hidden: bool = False

    @property
    def words(self) -> str:
        """The role in words."""
        return role_words(self.role) if self.role else "Not used"

    @property
    def kind(self) -> str:
        """The role without its word: question, answer, mark, … or none."""
        return self.role.partition(":")[0] or "none"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet on the page: what was found or chosen, and the rows worth a look."""

    number: int
    name: str
    hidden: bool
    left_alone: str | None
    columns: tuple[ColumnChoice, ...]
    header_rows: str
    row_choices: tuple[RowChoice, ...]
    rows: tuple[DrawnRow, ...]
    row_count: int
    question_count: int
    first_question: int | None

    @property
    def header_field(self) -> str:
        """The name of the field for the header rows."""
        return f"sheet{self.number}-header"

    @property
    def says_rows(self) -> bool:
        """Whether a person said of any row what it is."""
        return any(choice.typed for choice in self.row_choices)

    @property
    def is_read(self) -> bool:
        """Whether questions are read from it: it names a column of questions."""
        return any(column.role == "question" for column in self.columns)

    @property
    def is_far_down(self) -> bool:
        """Whether the first question stands so far down that a link should lead to it."""
        return self.first_question in [row.number for row in self.rows[FAR_DOWN:]]

    def kind_of(self, letter: str) -> str:
        """The kind of a column's role."""
        return next((column.kind for column in self.columns if column.letter == letter), "none")


def sheet_forms(
    sheets: Sequence[Mapping[str, Any]], previews: Sequence[Mapping[str, Any]], given: Mapping[str, str] | None = None
) -> tuple[SheetForm, ...]:
    """Lay the sheets out for the page; `given` are the fields as sent, to be shown again after a mistake."""
    found = {sheet["name"]: sheet for sheet in sheets}
    return tuple(
        _form(number, preview, found.get(preview["name"], {}), given or {})
        for number, preview in enumerate(previews, start=1)
    )


def _form(number: int, preview: Mapping[str, Any], sheet: Mapping[str, Any], given: Mapping[str, str]) -> SheetForm:
    rows = ", ".join(str(row) for row in sheet.get("header_rows", ()))
    return SheetForm(
        number=number,
        name=preview["name"],
        hidden=preview["hidden"],
        left_alone=preview["left_alone"],
        columns=tuple(_choices(number, preview, sheet, given)),
        header_rows=given.get(f"sheet{number}-header", rows),
        row_choices=row_choices(number, sheet, given),
        rows=drawn_rows(preview["rows"], preview["columns"]),
        row_count=preview["row_count"],
        question_count=preview.get("question_count", 0),
        first_question=preview.get("first_question"),
    )


def _choices(
    number: int, preview: Mapping[str, Any], sheet: Mapping[str, Any], given: Mapping[str, str]
) -> Iterator[ColumnChoice]:
    roles = {letter: role for role, letter in sheet.get("columns", {}).items()}
    marks = dict.fromkeys([*(role for role in roles.values() if role.startswith("mark:")), *_marks(MARKS)])
    for place, letter in enumerate(preview["columns"]):
        field = f"sheet{number}-column-{letter}"
        options = dict.fromkeys([*ROLES, *marks, *_marks(_own_words(preview, sheet, place))])
        yield ColumnChoice(
            letter,
            field,
            given.get(field, roles.get(letter, "")),
            tuple((role, role_words(role)) for role in options),
            letter in preview.get("hidden_columns", ()),
        )


def _marks(words: Sequence[str]) -> list[str]:
    return [f"mark:{word}" for word in words]


def _own_words(preview: Mapping[str, Any], sheet: Mapping[str, Any], place: int) -> list[str]:
    """Give the buyer's own short words above a column, for which an x under them may stand."""
    header = set(sheet.get("header_rows", ()))
    texts = [row["cells"][place].strip() for row in preview["rows"] if row["number"] in header]
    return [text for text in texts if text and len(text) <= LONGEST_MARK and "\n" not in text]


def problems_of(forms: Sequence[SheetForm]) -> dict[str, str]:
    """Tell what is wrong, a sentence for the field that it stands at; nothing when the choice can be meant."""
    problems = {field: text for form in forms for field, text in _problems(form)}
    if not problems and forms and not any(form.is_read for form in forms):
        first = next((column.field for form in forms for column in form.columns), forms[0].header_field)
        problems[first] = "Say which column holds the questions, on at least one sheet."
    return problems


def _problems(form: SheetForm) -> Iterator[tuple[str, str]]:
    taken: dict[str, str] = {}
    for column in form.columns:
        if column.role and column.role in taken:
            yield (
                column.field,
                f"Sheet '{form.name}': columns {taken[column.role]} and {column.letter} both stand for "
                f"“{role_words(column.role)}”; choose one of them.",
            )
        taken[column.role] = column.letter
    if not form.is_read and (place := next((c for c in form.columns if c.kind in ("answer", "comment", "mark")), None)):
        yield (
            place.field,
            f"Sheet '{form.name}' has a place for answers but no column of questions; name that column, or set "
            f"column {place.letter} to Not used.",
        )
    header_rows = row_numbers(form.header_rows)
    yield from row_problems(form.name, header_rows or (), form.row_choices)
    if header_rows is None:
        yield (
            form.header_field,
            f"Sheet '{form.name}': the header rows read “{form.header_rows}”; enter row numbers such as 1, 2.",
        )


def chosen(forms: Sequence[SheetForm]) -> list[tuple[str, ...]]:
    """Give all that a person can choose on the page, for comparing it with what was found."""
    return [
        (*(column.role for column in form.columns), form.header_rows, *(choice.typed for choice in form.row_choices))
        for form in forms
    ]


def remembered_words(remembered: Sequence[Mapping[str, Any]]) -> list[tuple[str, date, str]]:
    """Give sheet, day and person of each mapping that was remembered from an earlier file."""
    return [(one["sheet"], datetime.fromisoformat(one["set_at"]).date(), one["set_by"]) for one in remembered]


def mapping_of(forms: Sequence[SheetForm]) -> tuple[Sheet, ...]:
    """Read the mapping that a person chose; raises BadInput with the first of the problems."""
    for problem in problems_of(forms).values():
        raise BadInput(problem)
    return mapping_from_json([_chosen(form) for form in forms])


def _chosen(form: SheetForm) -> dict[str, Any]:
    columns = {column.role: column.letter for column in form.columns if column.role}
    if "question" not in columns:
        # the parser looks for itself where no column is named; naming one, and no question, leaves the sheet alone
        columns = {"ref": form.columns[0].letter if form.columns else "A"}
    told = {"name": form.name, "hidden": form.hidden, "columns": columns}
    told |= {"header_rows": row_numbers(form.header_rows), "rows": rows_said(form.row_choices)}
    return told
