"""Forms of a control, of its test, of a change of several, and of the filter above the list."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, Form, RadioField, SearchField, SelectField, ValidationError
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from foundation.clock import today
from foundation.imports.fields import DayField, ListField, TidyAreaField, TidyField, VersionField, choices_of
from foundation.imports.service import LONGEST_KEY
from questionnaires.care.filters import REVIEWS
from questionnaires.care.forms import BulkForm
from questionnaires.controls.queries import NO_RESULT, ControlFilter
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity, TestResult
from questionnaires.controls.table import criteria_listing
from questionnaires.controls.testing import TestRequest
from questionnaires.controls.words import SENSITIVITIES, STATUSES, TEST_RESULTS, criterion_choices

SORTS = {
    "": "Own order",
    "control_id": "Id",
    "title": "Title",
    "status": "Status",
    "owner": "Owner",
    "last_tested_on": "Longest since the last test",
    "next_review_on": "Next review",
    "changed_at": "Last changed",
}


class ControlForm(FlaskForm):
    """What does the organisation do?"""

    version = VersionField()
    control_id = TidyField(
        "What is its id?",
        [DataRequired("Enter an id, such as AC-01"), Length(max=LONGEST_KEY, message="Enter at most 200 characters")],
    )
    title = TidyField("What is it called?", [DataRequired("Enter a title")])
    statement = TidyAreaField("What do you do?", [DataRequired("Enter what you do, in your own words")])
    status = RadioField("How far is it?", [DataRequired("Select how far it is")], choices=choices_of(STATUSES))
    criteria = ListField("Which criteria does it serve?", parse=criteria_listing)
    owner = TidyField("Who owns it?")
    frequency = TidyField("How often is it done?")
    policy = TidyField("Which policy asks for it?")
    evidence = TidyAreaField("What shows that it is done?")
    next_review_on = DayField("When is it reviewed next?")
    last_tested_on = DayField("When was it last tested?")
    test_result = SelectField("What did that test show?", choices=choices_of(TEST_RESULTS, "Not known"))
    exception_note = TidyAreaField("What was the exception?")
    product = ListField("Which products does it hold for?")
    sensitivity = RadioField("Who may read it?", choices=choices_of(SENSITIVITIES), default="public")

    def validate_exception_note(self, field):
        check_note(self.test_result.data, field.data)

    def to_care(self) -> dict[str, Any]:
        """Give what no file holds of it."""
        return {"next_review_on": self.next_review_on.data}

    def to_record(self, control_id: str | None = None) -> ControlRecord:
        """Give the control as it was typed; `control_id` names one that exists already."""
        plain = ("title", "statement", "criteria", "owner", "frequency", "policy", "evidence", "last_tested_on")
        return ControlRecord(
            control_id=control_id or str(self.control_id.data),
            status=ControlStatus(self.status.data),
            test_result=TestResult(self.test_result.data) if self.test_result.data else None,
            exception_note=self.exception_note.data,
            product=self.product.data,
            sensitivity=Sensitivity(self.sensitivity.data),
            **{name: self[name].data for name in plain},
        )


def check_note(result: str | None, note: str | None) -> None:
    """Refuse an exception of which nobody says what it was."""
    if result == TestResult.EXCEPTION and not note:
        raise ValidationError("Enter what failed, and what was done about it")


class TestForm(FlaskForm):
    """What did a test show?"""

    __test__ = False  # pytest would otherwise collect the class for its name

    version = VersionField()
    tested_on = DayField("When was it tested?", needed="Enter the day of the test")
    result = RadioField(
        "What did the test show?",
        [InputRequired("Select what the test showed")],
        choices=choices_of({one: TEST_RESULTS[one] for one in (TestResult.PASSED, TestResult.EXCEPTION)}),
    )
    note = TidyAreaField("What was the exception?")

    def __init__(self, *, last: date | None, **values):
        super().__init__(**values)
        self._last = last

    def validate_tested_on(self, field):
        if field.data and field.data > today():
            raise ValidationError("Enter a day that has come already")
        if field.data and self._last and field.data < self._last:
            raise ValidationError(f"Enter a day that is not before the last test, {self._last.isoformat()}")

    def validate_note(self, field):
        check_note(self.result.data, field.data)

    def to_request(self) -> TestRequest:
        """Give the test as the service takes it."""
        return TestRequest(self.tested_on.data, TestResult(self.result.data), self.note.data)


class ControlBulkForm(BulkForm):
    """What shall be different in several controls?"""

    status = SelectField("How far are they?", choices=choices_of(STATUSES, "Leave as it is"), default="")
    frequency = TidyField("How often are they done?")
    no_frequency = BooleanField("Not known: take it out")
    product = ListField("Which products do they hold for?")
    no_product = BooleanField("All products: take the names out")
    sensitivity = SelectField("Who may read them?", choices=choices_of(SENSITIVITIES, "Leave as it is"), default="")

    def to_values(self):
        """Give the columns to set, words as their enums."""
        values = super().to_values()
        enums = (("status", ControlStatus), ("sensitivity", Sensitivity))
        return values | {name: kind(values[name]) for name, kind in enums if name in values}


class ControlFilterForm(Form):
    """Which controls do you want to see?"""

    search = SearchField("Search")
    status = SelectField("Status", choices=choices_of(STATUSES, "Any status"))
    criterion = SelectField("Criterion or category")
    test_result = SelectField(
        "Last test", choices=[*choices_of(TEST_RESULTS, "Any result"), SelectChoice(NO_RESULT, "Result not known")]
    )
    owner = SelectField("Owner")
    sensitivity = SelectField("Who may read it", choices=choices_of(SENSITIVITIES, "Any readers"))
    review = SelectField("Review", choices=choices_of(REVIEWS, "Any time"))
    sort = SelectField("Sort by", choices=choices_of(SORTS))

    def __init__(self, arguments, *, owners):
        super().__init__(arguments)
        self.criterion.choices = criterion_choices()
        self.owner.choices = choices_of({owner: owner for owner in owners}, "Anyone")

    def to_filter(self) -> ControlFilter:
        """Give the filter; a value that is no choice asks for all."""
        self.validate()
        return ControlFilter(**{field.name: (field.data or "") if not field.errors else "" for field in self})
