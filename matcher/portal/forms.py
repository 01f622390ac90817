"""The forms of a firm's own pages."""

from datetime import date

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, StringField, TextAreaField
from wtforms.validators import Email, InputRequired, Length, Optional, ValidationError
from wtforms.widgets import DateInput

from foundation.tables.columns import BadCell, count, day
from foundation.tables.write import cell_text
from matcher.claims.domains import is_of_domain
from matcher.firms.forms import COLUMNS, FirmFields, as_cell, entered, field_of, seen_version
from matcher.firms.profile import FirmProfile
from matcher.portal.facts import CAPACITY, FEES
from matcher.portal.questions import QUESTIONS
from matcher.portal.service import Capacity, Offer

MOST_SLOTS = 1_000
_LONGEST_NAME = 200


class OfferForm(FirmFields):
    """What does the firm offer? Its fields stand in `matcher.portal.questions`, and no other is read."""

    fees_confirmed = BooleanField("I have looked at the fees today, and they hold")
    further_conflicts = TextAreaField(
        "Which further companies must you not examine?", [Length(max=5_000)], render_kw={"rows": 2}
    )

    def __init__(self, *, standing: FirmProfile, version: int, domain: str | None) -> None:
        super().__init__(data=entered(standing, version))
        self._contact, self._domain = standing.contact_email, domain

    def validate_contact_email(self, field: StringField) -> None:
        """Refuse a new address that is not of the firm's own domain: it may decide who can claim the firm."""
        if not field.data or field.data == self._contact:
            return
        Email("Enter an e-mail address such as name@example.com")(self, field)
        if self._domain is None or not is_of_domain(field.data, self._domain):
            raise ValidationError(f"Enter an address at {self._domain or 'your own domain'}, or write to us")

    def validate_further_conflicts(self, field: TextAreaField) -> None:
        """Refuse a name that is none."""
        if any(len(name) > _LONGEST_NAME for name in _names(field.data)):
            raise ValidationError(f"Use at most {_LONGEST_NAME} characters for each company; put ; between them")

    def validate_fees_confirmed(self, field: BooleanField) -> None:
        """Refuse to confirm fees that nobody told."""
        if field.data and not any(self[name].data for name in FEES):
            raise ValidationError("Enter your fees first, or take the tick away")

    def to_request(self) -> Offer:
        """Give what the firm says."""
        further = _names(self.further_conflicts.data)
        return Offer(self.values(), seen_version(self.version.data), self.fees_confirmed.data, further)


def _names(text: str | None) -> tuple[str, ...]:
    """Read names separated by `;` or by lines."""
    names: tuple[str, ...] = COLUMNS["conflict_clients"].parse(as_cell(text).replace("\n", ";"))
    return names


for _question in QUESTIONS:
    setattr(OfferForm, _question.column, field_of(_question))


class CapacityForm(FlaskForm):
    """How much can the firm take on, and from when?"""

    version = HiddenField()
    open_slots = StringField(
        "How many more engagements can you take?",
        [InputRequired("Enter a number; 0 when you are full"), Length(max=20)],
    )
    next_start_on = StringField(
        "On which day can you start the next one?", [Optional(), Length(max=20)], widget=DateInput()
    )

    def __init__(self, *, standing: FirmProfile, version: int, today: date) -> None:
        # as texts: what a request leaves out keeps what is shown here, and is read as if it had been sent
        shown = {name: cell_text(getattr(standing, name)) for name in CAPACITY}
        super().__init__(data={"version": version, **shown})
        self._today = today

    def validate_open_slots(self, field: StringField) -> None:
        """Hold the number to the same rule as a cell of `firms.csv`, and to what a firm can mean."""
        try:
            slots = count(field.data)
        except BadCell as wrong:
            raise ValidationError(f"Enter a whole number from 0 to {MOST_SLOTS:,}") from wrong
        if slots is None or slots > MOST_SLOTS:
            raise ValidationError(f"Enter a whole number from 0 to {MOST_SLOTS:,}")

    def validate_next_start_on(self, field: StringField) -> None:
        """Refuse a day that is none, or that is over."""
        try:
            start = day(field.data)
        except BadCell as wrong:
            raise ValidationError(str(wrong).replace("expected", "Enter", 1)) from wrong
        if start and start < self._today:
            raise ValidationError("Enter today or a later day")

    def to_request(self) -> Capacity:
        """Give what the firm says."""
        start = day(self.next_start_on.data or "")
        return Capacity(count(self.open_slots.data), start, seen_version(self.version.data))


class ConfirmForm(FlaskForm):
    """Is the capacity as it was told before?"""

    version = HiddenField()

    def to_request(self) -> int:
        """Give the version of the firm that the page showed."""
        return seen_version(self.version.data)
