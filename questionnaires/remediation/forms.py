"""Forms of remediation steps."""

import uuid
from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import Form, RadioField, SelectField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf, Length, ValidationError

from foundation.accounts.models import User
from foundation.imports.fields import CheckboxesField, DayField, TidyAreaField, VersionField, choices_of
from questionnaires.remediation.models import LONGEST_STEP, RemediationTask, TaskState
from questionnaires.remediation.queries import NOBODY
from questionnaires.remediation.service import MoveRequest, TakeOnRequest
from questionnaires.remediation.words import ORDERED, SHOWN, STATES

OWNER = "Who does it?"
DUE = "By which day?"


def _a_member(_form, field):
    if (field.data or "") not in [choice.value for choice in field.choices]:
        raise ValidationError("Select one of the members, or nobody yet")


class TakeOnForm(FlaskForm):
    """Which steps do you take on, and who does them by when?"""

    steps = CheckboxesField("Which of these steps do you take on?", validate_choice=False)
    own_step = TidyAreaField(
        "Is there another step, in your own words?",
        [Length(max=LONGEST_STEP, message=f"Enter at most {LONGEST_STEP} characters")],
    )
    owner = SelectField(OWNER, [_a_member], validate_choice=False)
    due_on = DayField(DUE)

    def __init__(self, *, steps: Sequence[str], taken: Sequence[str], owners: Sequence[User], me: uuid.UUID) -> None:
        super().__init__()
        self._taken = taken
        self.steps.choices = [SelectChoice(step, step) for step in steps]
        self.owner.choices = _people(owners)
        if not self.is_submitted():
            self.owner.data = str(me)

    def validate_steps(self, field):
        """Ask for one step at least."""
        if not field.data and not self.own_step.data:
            raise ValidationError("Tick a step, or write one of your own")
        if set(field.data or ()) - {choice.value for choice in field.choices}:
            raise ValidationError("The suggestions have changed meanwhile: look at them again and tick anew")

    def validate_own_step(self, field):
        """Refuse a step that was taken on already."""
        if field.data and (field.data in self._taken or field.data in (self.steps.data or ())):
            raise ValidationError("This step is on the list already: write another one")

    def to_request(self, criterion: str) -> TakeOnRequest:
        """Give what is taken on."""
        steps, owner = tuple(self.steps.data or ()), _user_id(self.owner.data)
        return TakeOnRequest(criterion, steps, self.own_step.data, owner, self.due_on.data)


class TaskForm(FlaskForm):
    """How does a step stand?"""

    version = VersionField()
    state = RadioField(
        "How far is it?",
        [AnyOf(list(TaskState), "Select how far it is")],
        choices=choices_of(STATES),
        validate_choice=False,
    )
    note = TidyAreaField(
        "What was done, and where does it show?", [Length(max=5000, message="Enter at most 5,000 characters")]
    )
    owner = SelectField(OWNER, [_a_member], validate_choice=False)
    due_on = DayField(DUE)

    def __init__(self, task: RemediationTask, *, owners: Sequence[User]) -> None:
        super().__init__(obj=task)
        self.owner.choices = _people(owners, task)
        if not self.is_submitted():
            self.state.data, self.owner.data = task.state.value, str(task.owner_id or "")

    def validate_note(self, field):
        """Ask what was done."""
        if self.state.data == TaskState.DONE and not field.data:
            raise ValidationError("Say what was done and where it shows, so that an auditor can follow it")

    def to_request(self) -> MoveRequest:
        """Give how it stands from now on."""
        return MoveRequest(
            state=TaskState(self.state.data),
            note=self.note.data,
            owner_id=_user_id(self.owner.data),
            due_on=self.due_on.data,
            version=self.version.data,
        )


class TaskFilterForm(Form):
    """Which steps do you want to see?"""

    show = SelectField("Steps", choices=choices_of(SHOWN))
    owner = SelectField("Owner")
    criterion = SelectField("Criterion")
    order = SelectField("Sort by", choices=choices_of(ORDERED))

    def __init__(self, wanted, *, owners, criteria):
        super().__init__(obj=wanted)
        named = {NOBODY: "Nobody yet", **dict(owners)}
        self.owner.choices = choices_of(named, "Anyone")
        self.criterion.choices = choices_of(criteria, "Any criterion")


def _people(owners: Sequence[User], task: RemediationTask | None = None) -> list[SelectChoice]:
    """Offer the members, and whoever owns the step though they may no longer own others."""
    names = {str(user.id): user.name for user in owners}
    if task is not None and task.owner_id is not None:
        names.setdefault(str(task.owner_id), f"{task.owner_name} (may not change controls any more)")
    return choices_of(names, "Nobody yet")


def _user_id(value: str | None) -> uuid.UUID | None:
    return uuid.UUID(value) if value else None
