"""The form of a report, and what is decided on its preview."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, RadioField, SelectMultipleField
from wtforms.validators import InputRequired, Length, NumberRange, ValidationError

from foundation.criteria import Category
from foundation.imports.fields import DayField, TidyAreaField, TidyField, choices_of
from matcher.engagements.forms import add_error, categories_field
from matcher.engagements.issuing import Decided, report_problems
from matcher.engagements.models import Engagement
from matcher.engagements.report_facts import Report
from matcher.engagements.wording import report_in_words
from matcher.firms.words import OfferedType
from matcher.intakes.fields import WholeField
from matcher.intakes.wanted import Opinion, with_security

OPINIONS = {
    Opinion.UNQUALIFIED: "Unqualified: without reservations",
    Opinion.QUALIFIED: "Qualified: with a reservation",
    Opinion.ADVERSE: "Adverse: the controls do not hold",
    Opinion.DISCLAIMER: "Disclaimer: no opinion could be formed",
}
MOST_EXCEPTIONS = 1000
LONGEST = 500


class ReportForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """What stands in the report?"""

    report_on = DayField("Which date does the report bear?", "Enter the report's date")
    categories = categories_field()
    period_start = DayField("Which is the first day of its period?", "Enter the first day of its period")
    period_end = DayField("Which is the last day of its period?", "Enter the last day of its period")
    opinion = RadioField("What is the auditor's opinion?", choices=choices_of(OPINIONS), validate_choice=False)
    exceptions = WholeField(
        "How many exceptions does it name?",
        [
            InputRequired("Enter the number of exceptions, 0 when it names none"),
            NumberRange(0, MOST_EXCEPTIONS, f"Enter a number from 0 to {MOST_EXCEPTIONS:,}"),
        ],
    )
    exceptions_note = TidyAreaField(
        "What are the exceptions, in a sentence?", [Length(max=LONGEST, message=f"Enter at most {LONGEST} characters")]
    )
    auditor = TidyField("Which firm signed it?", [Length(max=200, message="Enter at most 200 characters")])

    def __init__(self, engagement: Engagement, *, today: date) -> None:
        firm = engagement.introduction.firm
        given = {
            "categories": [one for one in engagement.categories if one != Category.SECURITY],
            "period_start": engagement.window_start or engagement.promised_window_start,
            "period_end": engagement.window_end or engagement.promised_window_end,
            "auditor": firm.legal_name or firm.name,
        }
        super().__init__(data=given)
        self._engagement, self._today = engagement, today
        if self.is_type_1:
            self.period_end.label.text = "As of which day does it speak?"
            self.period_end.validators = [InputRequired("Enter the day as of which it speaks")]
            del self.period_start

    @property
    def is_type_1(self) -> bool:
        """Whether it speaks of one day."""
        return self._engagement.report_type is OfferedType.TYPE_1

    @property
    def title(self) -> str:
        """Which report it is."""
        return report_in_words(self._engagement.report_type)

    def validate_auditor(self, field: TidyField) -> None:
        """Ask for the name that stands under the opinion."""
        if not field.data:
            raise ValidationError("Enter the legal name of the firm that signed it")

    def validate_opinion(self, field: RadioField) -> None:
        """Ask for the opinion."""
        if field.data not in list(Opinion):
            raise ValidationError("Select the auditor's opinion")

    def validate_exceptions_note(self, field: TidyAreaField) -> None:
        """Refuse a note on exceptions that are said not to exist."""
        if field.data and self.exceptions.data == 0:
            raise ValidationError("Enter how many exceptions it names, or leave this empty")

    def validate(self, extra_validators: Any = None) -> bool:
        """Hold the days against each other and against what was recorded, once each is read."""
        if not super().validate(extra_validators):
            return False
        for name, sentence in report_problems(self._engagement, self.to_report(), self._today).items():
            add_error(getattr(self, name, None) or self.period_end, sentence)
        return not self.errors

    def to_report(self) -> Report:
        """Give what stands in it."""
        end = self.period_end.data
        return Report(
            report_type=self._engagement.report_type,
            categories=with_security([Category(one) for one in self.categories.data]),
            period_start=end if self.is_type_1 else self.period_start.data,
            period_end=end,
            opinion=Opinion(self.opinion.data),
            exceptions=int(self.exceptions.data or 0),
            exceptions_note=self.exceptions_note.data,
            auditor=str(self.auditor.data),
            report_on=self.report_on.data,
        )

    def as_pairs(self) -> list[tuple[str, str]]:
        """Give everything that was typed as pairs of name and value, for the preview to send along unseen."""
        pairs = []
        for field in self:
            values = field.data if isinstance(field.data, list) else [field.data]
            if field.name != "csrf_token":
                pairs += [(field.name, str(value)) for value in values if value is not None]
        return pairs


class DecidedForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Which facts give way?"""

    seen = HiddenField()
    replace = SelectMultipleField("Which facts give way?", choices=[], validate_choice=False)
    leave_others = BooleanField("Leave those that I did not tick as they are")

    def to_decided(self) -> Decided:
        """Give what was decided."""
        return Decided(str(self.seen.data or ""), frozenset(self.replace.data or ()), bool(self.leave_others.data))
