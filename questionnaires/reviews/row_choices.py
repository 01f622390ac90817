"""Single rows of a sheet as a person corrects them: three fields of row numbers, as they also work without scripts."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

LABELS: Mapping[str, str] = {
    "question": "Which rows are questions?",
    "section": "Which rows are section titles?",
    "ignored": "Which rows are not asked?",
}
"""What a mapping may say of a row, with the field's label."""


@dataclass(frozen=True, slots=True)
class RowChoice:
    """The rows of which a person says that they are one sort, as typed."""

    sort: str
    field: str
    typed: str

    @property
    def label(self) -> str:
        """The field's label."""
        return LABELS[self.sort]

    @property
    def numbers(self) -> list[int] | None:
        """The rows' numbers, or None when it holds something else."""
        return row_numbers(self.typed)


def row_numbers(typed: str) -> list[int] | None:
    """Read row numbers with commas or blanks between them; None when they are no row numbers.

    >>> row_numbers("8, 9;12"), row_numbers(""), row_numbers("0")
    ([8, 9, 12], [], None)
    """
    try:
        rows = [int(number) for number in typed.replace(";", ",").replace(" ", ",").split(",") if number]
    except ValueError:
        return None
    return rows if all(row > 0 for row in rows) else None


def row_choices(number: int, sheet: Mapping[str, Any], given: Mapping[str, str]) -> tuple[RowChoice, ...]:
    """Give the fields of a sheet with what was said of its rows, or what was just sent."""
    said: Mapping[str, str] = sheet.get("rows", {})
    return tuple(
        RowChoice(sort, field, given.get(field, ", ".join(row for row, one in said.items() if one == sort)))
        for sort in LABELS
        for field in [f"sheet{number}-rows-{sort}"]
    )


def row_problems(sheet: str, header_rows: Sequence[int], choices: Sequence[RowChoice]) -> Iterator[tuple[str, str]]:
    """Tell what is wrong with the fields of a sheet: a sentence for the field that it stands at."""
    taken = set(header_rows)
    for choice in choices:
        if choice.numbers is None:
            yield choice.field, f"Sheet '{sheet}': “{choice.typed}” is no list of rows; enter numbers such as 12, 15."
        elif twice := sorted(taken.intersection(choice.numbers)):
            yield choice.field, f"Sheet '{sheet}': row {twice[0]} is named in two fields; leave it in one of them."
        taken.update(choice.numbers or ())


def rows_said(choices: Sequence[RowChoice]) -> dict[str, str]:
    """Give what was said of single rows as a mapping has it."""
    return {str(row): choice.sort for choice in choices for row in choice.numbers or ()}
