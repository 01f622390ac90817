"""Forms of a control, and of the filter above the list."""

from flask_wtf import FlaskForm
from wtforms import Form, RadioField, SearchField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from foundation.imports.fields import DayField, ListField, TidyAreaField, TidyField, VersionField, choices_of
from foundation.imports.service import LONGEST_KEY
from questionnaires.controls.queries import NO_RESULT, ControlFilter
from questionnaires.controls.records import ControlRecord, ControlStatus, Sensitivity, TestResult
from questionnaires.controls.table import criteria_listing
from questionnaires.controls.words import SENSITIVITIES, STATUSES, TEST_RESULTS, criterion_choices

SORTS = {
    "": "Own order",
    "control_id": "Id",
    "title": "Title",
    "status": "Status",
    "owner": "Owner",
    "last_tested_on": "Longest since the last test",
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
    last_tested_on = DayField("When was it last tested?")
    test_result = SelectField("What did that test show?", choices=choices_of(TEST_RESULTS, "Not known"))
    exception_note = TidyAreaField("What was the exception?")
    product = ListField("Which products does it hold for?")
    sensitivity = RadioField("Who may read it?", choices=choices_of(SENSITIVITIES), default="public")

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
    sort = SelectField("Sort by", choices=choices_of(SORTS))

    def __init__(self, arguments, *, owners):
        super().__init__(arguments)
        self.criterion.choices = criterion_choices()
        self.owner.choices = choices_of({owner: owner for owner in owners}, "Anyone")

    def to_filter(self) -> ControlFilter:
        """Give the filter; a value that is no choice asks for all."""
        self.validate()
        return ControlFilter(**{field.name: (field.data or "") if not field.errors else "" for field in self})
