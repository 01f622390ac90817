"""Forms of an engagement on its way: signing, days, steps, ending it."""

from collections.abc import Collection
from dataclasses import replace
from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import Form, RadioField, SelectField
from wtforms.validators import AnyOf, Length, ValidationError

from foundation.criteria import Category
from foundation.imports.fields import CheckboxesField, DayField, TidyAreaField, VersionField, choices_of
from matcher.engagements.dates import NAMES, is_too_far, names_of, order_problems
from matcher.engagements.models import Engagement
from matcher.engagements.service import DAY_OF, NOT_TO_COME, DaysRequest, SignRequest, day_problem, real_problems
from matcher.engagements.states import STAGES, Stage
from matcher.engagements.wording import report_in_words
from matcher.firms.words import OfferedType
from matcher.intakes.choices import CATEGORIES
from matcher.intakes.fields import WholeField
from matcher.intakes.wanted import with_security
from matcher.plan.engagement import Promised, Real

LONGEST_NOTE = 2000
_SHORT = Length(max=LONGEST_NOTE, message=f"Enter at most {LONGEST_NOTE:,} characters")


def _known(_form, field):
    if set(field.data or ()) - {choice.value for choice in field.choices}:
        raise ValidationError("Select categories of the list")


def categories_field() -> CheckboxesField:
    """Ask for the categories of a report."""
    return CheckboxesField(
        "Which categories does it cover beside Security?",
        [_known],
        choices=choices_of(dict(CATEGORIES)),
        validate_choice=False,
    )


class PromisedFields(FlaskForm):
    """What is promised?"""

    promised_window_start = DayField("On which day shall the window begin?")
    promised_window_end = DayField("On which day shall the window end?")
    promised_fieldwork_start = DayField("On which day shall fieldwork begin?")
    promised_fieldwork_end = DayField("On which day shall fieldwork end?")
    promised_report_on = DayField("On which day shall you have the report?")

    @property
    def promised(self) -> Promised:
        """The days as they were typed; one that could not be read is None."""
        return Promised(**{name: self[f"promised_{name}"].data for name in NAMES})

    def check_promised(self, report: OfferedType | None, today: date) -> None:
        """Tell beside each day what is wrong with it."""
        for name in NAMES:
            field = self[f"promised_{name}"]
            if field.data and report and name not in names_of(report):
                add_error(field, "A Type 1 speaks of one day and has no window: leave this empty")
            elif is_too_far(field.data, today):
                add_error(field, "Enter a day within the next ten years")
        for name, sentence in order_problems(self.promised):
            add_error(self[f"promised_{name}"], sentence)


class SignForm(PromisedFields):
    """What did you agree with the firm?"""

    report = RadioField("Which report is it for?", choices=[], validate_choice=False)
    categories = categories_field()
    signed_on = DayField("On which day was the engagement letter signed?", "Enter the day on which it was signed")
    fee_usd = WholeField("Which fee did you agree, in US dollars?")

    def __init__(self, *, open_to: Collection[OfferedType], today: date, **values: Any) -> None:
        super().__init__(**values)
        self._today = today
        self.report.choices = choices_of({one: report_in_words(one) for one in OfferedType if one in open_to})

    def validate(self, extra_validators: Any = None) -> bool:
        """Hold the days against each other once each is read."""
        good = super().validate(extra_validators)
        chosen = OfferedType(self.report.data) if self.report.data in list(OfferedType) else None
        self.check_promised(chosen, self._today)
        return good and not self.errors

    def validate_report(self, field: RadioField) -> None:
        """Ask for one of the reports that are not engaged for yet."""
        if field.data not in [choice.value for choice in field.choices]:
            raise ValidationError("Select which report it is for")

    def validate_signed_on(self, field: DayField) -> None:
        """Refuse a day to come: what is only planned is not signed."""
        if field.data and field.data > self._today:
            raise ValidationError(NOT_TO_COME)

    def to_request(self) -> SignRequest:
        """Give what was agreed."""
        categories = with_security([Category(one) for one in self.categories.data])
        return SignRequest(
            OfferedType(self.report.data), categories, self.signed_on.data, self.fee_usd.data, self.promised
        )


class DaysForm(PromisedFields):
    """Which days are promised from now on, and which were recorded wrongly?"""

    version = VersionField()
    window_start = DayField("On which day did the window begin?", "Enter the day on which the window began")
    fieldwork_start = DayField("On which day did fieldwork begin?", "Enter the day on which fieldwork began")
    fieldwork_end = DayField("On which day did fieldwork end?", "Enter the day on which fieldwork ended")

    def __init__(self, engagement: Engagement, *, today: date) -> None:
        super().__init__(obj=engagement)
        self._engagement, self._today = engagement, today
        for name in DAY_OF.values():
            if getattr(engagement, name) is None:
                delattr(self, name)
        for name in set(NAMES) - set(names_of(engagement.report_type)):
            delattr(self, f"promised_{name}")

    @property
    def promised(self) -> Promised:
        """The days as they were typed, for those that the report has."""
        named = names_of(self._engagement.report_type)
        return Promised(**{name: self[f"promised_{name}"].data for name in named})

    @property
    def recorded(self) -> list[str]:
        """Names of the days that were recorded and can be put right."""
        return [name for name in DAY_OF.values() if name in self]

    @property
    def real(self) -> Real:
        """The recorded days as they were typed."""
        typed = {name: self[name].data for name in self.recorded}
        return replace(self._engagement.real, **typed)

    def validate(self, extra_validators: Any = None) -> bool:
        """Hold the days against each other once each is read."""
        good = super().validate(extra_validators)
        for name in names_of(self._engagement.report_type):
            if is_too_far(self[f"promised_{name}"].data, self._today):
                add_error(self[f"promised_{name}"], "Enter a day within the next ten years")
        for name, sentence in order_problems(self.promised):
            add_error(self[f"promised_{name}"], sentence)
        for name, sentence in real_problems(self.real, self._today).items():
            add_error(self[name], sentence)
        return good and not self.errors

    def to_request(self) -> DaysRequest:
        """Give the days as they stand from now on."""
        return DaysRequest(self.promised, self.real, self.version.data)


class StepForm(FlaskForm):
    """On which day was it?"""

    on_day = DayField("On which day?", "Enter the day")
    note = TidyAreaField("Do you want to add a word for the other side?", [_SHORT])

    def __init__(self, engagement: Engagement, stage: Stage, *, today: date) -> None:
        super().__init__(data={"on_day": today})
        self._engagement, self._stage, self._today = engagement, stage, today

    def validate_on_day(self, field: DayField) -> None:
        """Say why it cannot have been that day."""
        if field.data and (problem := day_problem(self._engagement, self._stage, field.data, self._today)):
            raise ValidationError(problem)


class CancelForm(FlaskForm):
    """Why does it end?"""

    reason = TidyAreaField("Why does the engagement end?", [_SHORT])

    def validate_reason(self, field: TidyAreaField) -> None:
        """Ask for the reason."""
        if not field.data:
            raise ValidationError("Enter why it ends; the other side reads it")


class ListForm(Form):
    """Which engagements do you want to see?"""

    stage = SelectField("Stage", [AnyOf(["", *Stage])], choices=choices_of(STAGES, "Any stage"), validate_choice=False)

    def to_stage(self) -> Stage | None:
        """Give the stage; a value that is none asks for all."""
        return Stage(self.stage.data) if self.validate() and self.stage.data else None


def add_error(field: Any, sentence: str) -> None:
    """Tell something beside a field that its own validators cannot know, unless more is told already."""
    if not field.errors:
        field.errors = [sentence]
