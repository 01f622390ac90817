"""The columns of a questionnaire as a person corrects them: from the form's fields to a mapping and back."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from foundation.errors import BadInput
from questionnaires.parsing.mapping import mapping_from_json
from questionnaires.parsing.model import Sheet
from questionnaires.reviews.words import ROLES, role_words

MARKS = ("Yes", "No", "Partial", "N/A")


@dataclass(frozen=True, slots=True)
class ColumnChoice:
    """One column on the page: the field's name, the chosen role (empty: not used)."""

    letter: str
    field: str
    role: str

    @property
    def words(self) -> str:
        """The role in words."""
        return role_words(self.role) if self.role else "Not used"


@dataclass(frozen=True, slots=True)
class SheetForm:
    """One sheet on the page: what was found or chosen, and its first rows."""

    number: int
    name: str
    hidden: bool
    left_alone: str | None
    columns: tuple[ColumnChoice, ...]
    options: tuple[tuple[str, str], ...]
    """Role and its words, for each column's list."""
    header_rows: str
    rows: Sequence[Mapping[str, Any]]
    row_count: int

    @property
    def header_field(self) -> str:
        """The name of the field for the header rows."""
        return f"sheet{self.number}-header"

    @property
    def is_read(self) -> bool:
        """Whether questions are read from it: it names a column of questions."""
        return any(column.role == "question" for column in self.columns)


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
    roles = {letter: role for role, letter in sheet.get("columns", {}).items()}
    columns = tuple(
        ColumnChoice(letter, field, given.get(field, roles.get(letter, "")))
        for letter in preview["columns"]
        if (field := f"sheet{number}-column-{letter}")
    )
    return SheetForm(
        number=number,
        name=preview["name"],
        hidden=preview["hidden"],
        left_alone=preview["left_alone"],
        columns=columns,
        options=_options(roles.values()),
        header_rows=given.get(f"sheet{number}-header", rows),
        rows=preview["rows"],
        row_count=preview["row_count"],
    )


def _options(roles: Any) -> tuple[tuple[str, str], ...]:
    """Offer every role, and a mark for each word that was found or is usual."""
    marks = dict.fromkeys([*(role for role in roles if role.startswith("mark:")), *(f"mark:{word}" for word in MARKS)])
    return tuple((role, role_words(role)) for role in (*ROLES, *marks))


def mapping_of(forms: Sequence[SheetForm]) -> tuple[Sheet, ...]:
    """Read the mapping that a person chose; raises BadInput naming the sheet and what to put right."""
    mapping = [_chosen(form) for form in forms]
    if not any("question" in sheet["columns"] for sheet in mapping):
        raise BadInput("Say which column holds the questions, on at least one sheet.")
    return mapping_from_json(mapping)


def _chosen(form: SheetForm) -> dict[str, Any]:
    columns: dict[str, str] = {}
    for column in form.columns:
        if column.role in columns:
            raise BadInput(
                f"columns {columns[column.role]} and {column.letter} both stand for “{role_words(column.role)}”; "
                "choose one of them",
                f"Sheet '{form.name}'",
            )
        if column.role:
            columns[column.role] = column.letter
    if "question" not in columns:
        # the parser looks for itself where no column is named; naming one, and no question, leaves the sheet alone
        columns = {"ref": form.columns[0].letter if form.columns else "A"}
    return {"name": form.name, "hidden": form.hidden, "columns": columns, "header_rows": _rows(form)}


def _rows(form: SheetForm) -> list[int]:
    numbers = form.header_rows.replace(";", ",").replace(" ", ",").split(",")
    try:
        return [int(number) for number in numbers if number]
    except ValueError:
        raise BadInput(
            f"the header rows read “{form.header_rows}”; enter row numbers such as 1, 2", f"Sheet '{form.name}'"
        ) from None
