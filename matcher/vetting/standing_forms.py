"""Forms of where a firm stands, of a check that is taken back, and of the queue."""

from collections.abc import Sequence
from typing import Any

from flask_wtf import FlaskForm
from wtforms import HiddenField, RadioField, SelectField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, InputRequired, Length

from foundation.imports.fields import choices_of
from matcher.firms.forms import seen_version
from matcher.firms.wording import spelt
from matcher.firms.words import VettingStatus
from matcher.vetting.facts import TITLES, Fact
from matcher.vetting.queries import Due, QueueFilter
from matcher.vetting.standing import Verdict
from matcher.vetting.status import MEANINGS


class VerdictForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Why is the firm suspended or reinstated?"""

    version = HiddenField()
    reason = TextAreaField("Why?", [DataRequired("Enter the reason"), Length(max=1_000)], render_kw={"rows": 3})

    @property
    def seen(self) -> int:
        """The version of the firm that the page showed."""
        return seen_version(self.version.data)


class StatusForm(VerdictForm):
    """Where is the firm to stand, and why?"""

    status = RadioField("Where is it to stand?", [InputRequired("Select where it is to stand")], coerce=VettingStatus)

    def __init__(self, *args: Any, moves: Sequence[VettingStatus], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.status.choices = [SelectChoice(one.value, f"{spelt(one)}. {MEANINGS[one]}") for one in moves]

    def to_request(self) -> Verdict:
        """Give the verdict as the service takes it."""
        return Verdict(self.status.data, (self.reason.data or "").strip(), self.seen)


class WithdrawForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Why is the check taken back?"""

    reason = TextAreaField("Why?", [DataRequired("Enter the reason"), Length(max=1_000)], render_kw={"rows": 3})


_DUE = {
    Due.SOON: "Due in 30 days",
    Due.OVERDUE: "Overdue",
    Due.UNCONFIRMED: "Not confirmed yet",
    Due.ALL: "All",
}


class QueueForm(FlaskForm):  # type: ignore[misc]  # Flask-WTF ships no types
    """Which checks are looked for? Sent by GET, so without a token."""

    class Meta:
        csrf = False

    due = SelectField("Which checks", choices=choices_of(_DUE))
    fact = SelectField("Fact", choices=choices_of(TITLES, "All facts"))

    def to_filter(self) -> QueueFilter:
        """Give what is looked for; words that are no choice stand for the first."""
        due = Due(self.due.data) if self.due.data in list(Due) else Due.SOON
        return QueueFilter(due, Fact(self.fact.data) if self.fact.data in list(Fact) else None)

    @property
    def arguments(self) -> dict[str, str]:
        """What was chosen, for the addresses of the other pages of the list."""
        return {one.name: one.data for one in self if one.data}
