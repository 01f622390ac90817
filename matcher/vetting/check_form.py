"""What the form of every check asks: when it was looked up, where, and what shows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field
from wtforms.validators import DataRequired, Length, Optional, ValidationError

from foundation.clock import today
from foundation.imports.fields import DayField, TidyAreaField
from foundation.tables.write import cell_text
from foundation.uploads import UploadedFile, plain_name
from matcher.firms.forms import COLUMNS, as_cell, field_of
from matcher.firms.profile import FirmProfile
from matcher.firms.questions import QUESTIONS
from matcher.vetting.facts import Fact
from matcher.vetting.service import CheckRequest

_QUESTIONS = {question.column: question for question in QUESTIONS}
_COMMON = ("checked_on", "source", "file", "note", "csrf_token")


def asked(column: str) -> Any:
    """Ask for one column of `firms.csv` as the form of a firm does."""
    return field_of(_QUESTIONS[column])


@dataclass(frozen=True, slots=True, kw_only=True)
class Outcome:
    """What one form found of its fact."""

    finding: str
    subject: str = ""
    cells: Mapping[str, object] = field(default_factory=dict)
    details: Mapping[str, object] = field(default_factory=dict)
    valid_until: date | None = None


class CheckForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What every check asks: when, where, what shows it."""

    fact: ClassVar[Fact]
    dated: ClassVar[str | None] = None
    """Column of `firms.csv` that holds the day of the check."""
    sourced: ClassVar[str | None] = None
    """Column of `firms.csv` that holds where it was looked up."""
    checked_on = DayField("On which day was it looked up?", "Enter the day on which it was looked up")
    source = TidyAreaField(
        "Where was it looked up?",
        [DataRequired("Enter where it was looked up, an address or a note"), Length(max=1_000)],
        render_kw={"rows": 2},
    )
    file = FileField("Which file shows it?")
    note = TidyAreaField("What else should admins know?", [Optional(), Length(max=2_000)], render_kw={"rows": 2})

    def __init__(self, *args: Any, standing: FirmProfile, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.standing = standing

    @property
    def own(self) -> list[Any]:
        """The fields that this fact alone has."""
        return [one for one in self if one.name not in _COMMON]

    def validate_checked_on(self, field: Field) -> None:
        """Refuse a day to come."""
        if field.data and field.data > today():
            raise ValidationError("Enter a day that has come already")

    def value(self, column: str) -> Any:
        """Read a field as the cell of `firms.csv` that it stands for."""
        return COLUMNS[column].parse(as_cell(self[column].data))

    def values(self) -> dict[str, Any]:
        """Read every field that stands for a column."""
        return {one.name: self.value(one.name) for one in self.own if one.name in COLUMNS}

    def found(self) -> Outcome:
        """Say what was found."""
        raise NotImplementedError

    def to_request(self) -> CheckRequest:
        """Give the check as the service takes it."""
        found, given = self.found(), self.file.data
        cells = dict(found.cells)
        if cells and self.dated:
            cells[self.dated] = self.checked_on.data
        if cells and self.sourced:
            cells[self.sourced] = self.source.data
        return CheckRequest(
            fact=self.fact,
            subject=found.subject,
            finding=found.finding,
            cells={name: cell_text(value) for name, value in cells.items()},
            details=found.details,
            source=str(self.source.data),
            note=self.note.data,
            file=UploadedFile(plain_name(given.filename), given.read()) if given else None,
            checked_on=self.checked_on.data,
            valid_until=found.valid_until,
        )
