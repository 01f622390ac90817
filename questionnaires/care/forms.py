"""Forms of the care for records: a review that changed nothing, and one change for many records."""

import uuid
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.fields import SelectChoice

from foundation.imports.fields import DayField, TidyField, VersionField
from questionnaires.care.service import A_YEAR

INTERVALS = {3: "in 3 months", 6: "in 6 months", 12: "in a year", 24: "in 2 years"}


class ReviewedForm(FlaskForm):
    """When is it looked at again?"""

    version = VersionField()
    months = SelectField(
        "Look at it again", choices=[SelectChoice(*pair) for pair in INTERVALS.items()], coerce=int, default=A_YEAR
    )


class BulkForm(FlaskForm):
    """What shall be different? What is left empty stays as it is in each record."""

    seen = HiddenField()
    owner = TidyField("Who owns them?")
    no_owner = BooleanField("Nobody: take the owner out")
    next_review_on = DayField("When are they reviewed next?")
    no_next_review_on = BooleanField("Not planned: take the day out")

    def to_values(self) -> dict[str, Any]:
        """Give the columns to set: those that were filled in, and those to be emptied."""
        filled = {name: self[name].data for name in self.settable if self[name].data}
        emptied = {name: () if name == "product" else None for name in self.settable if self._is_emptied(name)}
        return filled | emptied

    @property
    def settable(self) -> list[str]:
        """The columns that the form can set."""
        return [field.name for field in self if field.name not in ("seen", "csrf_token") and field.name[:3] != "no_"]

    def validate(self, extra_validators=None):
        """Refuse a value and its taking out at once, and a form that asks for nothing."""
        good = super().validate(extra_validators)
        for name in self.settable:
            if self[name].data and self._is_emptied(name):
                self[name].errors = [*self[name].errors, "Either enter a value or tick that it is taken out"]
                good = False
        if good and not self.to_values():
            self.form_errors.append("Fill in what shall be different")
            good = False
        return good

    def _is_emptied(self, name: str) -> bool:
        return f"no_{name}" in self and bool(self[f"no_{name}"].data)


def ids_in(values: list[str]) -> list[uuid.UUID]:
    """Read the ids of ticked rows; what is no id is left aside."""
    found = []
    for value in values:
        try:
            found.append(uuid.UUID(value))
        except ValueError:
            continue
    return found
