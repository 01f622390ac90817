"""Forms of a fact: a new one, one that is edited, and of the filter above the list."""

from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, SearchField, SelectField, ValidationError
from wtforms.validators import DataRequired, Length

from foundation.imports.fields import DayField, TidyAreaField, TidyField, VersionField, choices_of
from foundation.imports.service import LONGEST_KEY
from foundation.tables.columns import BadCell, day
from questionnaires.care.filters import REVIEWS
from questionnaires.facts.keys import DAY_KEYS
from questionnaires.facts.queries import FactFilter
from questionnaires.facts.records import Fact
from questionnaires.facts.table import fact_key

OWN = ""
"""Stands for a key that is not among the known ones."""
SORTS = {
    "": "Known facts first",
    "as_of": "Longest since it was true",
    "owner": "Owner",
    "next_review_on": "Next review",
}


def check_value(key: str | None, value: str | None) -> None:
    """Refuse a value that is no day where the key asks for one."""
    if key in DAY_KEYS and value:
        try:
            day(value)
        except BadCell as error:
            raise ValidationError("Enter a day such as 2027-03-31 (year-month-day)") from error


class CareForm(FlaskForm):
    """Who looks after it?"""

    owner = TidyField("Who owns it?")
    next_review_on = DayField("When is it reviewed next?")

    def to_care(self) -> dict[str, Any]:
        """Give what no file holds of it."""
        return {"owner": self.owner.data, "next_review_on": self.next_review_on.data}


class NewFactForm(CareForm):
    """What is true of the organisation?"""

    known = SelectField("What is it about?", validate_choice=True)
    own_key = TidyField("What do you call it?", [Length(max=LONGEST_KEY, message="Enter at most 200 characters")])
    value = TidyAreaField("What is true?", [DataRequired("Enter what is true")])
    as_of = DayField("On which day was it true?")

    def __init__(self, *, unstated: dict[str, str], **values):
        super().__init__(**values)
        self.known.choices = choices_of(unstated | {OWN: "Something else"})

    @property
    def key(self) -> str | None:
        """The key that was chosen or typed."""
        return self.known.data or fact_key(self.own_key.data or "")

    def validate_own_key(self, _field):
        if not self.key:
            raise ValidationError("Enter what you call it, or select one of the facts above")

    def validate_value(self, field):
        check_value(self.key, field.data)

    def to_record(self) -> Fact:
        """Give the fact as it was typed."""
        return Fact(str(self.key), str(self.value.data), self.as_of.data)


class FactForm(CareForm):
    """What is true now?"""

    version = VersionField()
    value = TidyAreaField("What is true?", [DataRequired("Enter what is true")])
    as_of = DayField("On which day was it true?")

    def __init__(self, *, key: str, **values):
        self._fact_key = key
        super().__init__(**values)

    def validate_value(self, field):
        check_value(self._fact_key, field.data)

    def to_record(self) -> Fact:
        """Give the fact as it was typed."""
        return Fact(self._fact_key, str(self.value.data), self.as_of.data)


class FactFilterForm(Form):
    """Which facts do you want to see?"""

    search = SearchField("Search")
    owner = SelectField("Owner")
    review = SelectField("Review", choices=choices_of(REVIEWS, "Any time"))
    sort = SelectField("Sort by", choices=choices_of(SORTS))

    def __init__(self, arguments, *, owners):
        super().__init__(arguments)
        self.owner.choices = choices_of({owner: owner for owner in owners}, "Anyone")

    def to_filter(self) -> FactFilter:
        """Give the filter; a value that is no choice asks for all."""
        self.validate()
        return FactFilter(**{field.name: (field.data or "") if not field.errors else "" for field in self})
