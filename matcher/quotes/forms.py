"""The form of a quote: what a firm does not say stays unknown."""

from datetime import date
from typing import Any

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import AnyOf, InputRequired, Length, NumberRange, Optional, ValidationError

from foundation.imports.fields import CheckboxesField, DayField, TidyAreaField, VersionField, choices_of
from matcher.intakes.fields import WholeField, word_or_none, yes_no
from matcher.intakes.intake_json import MOST_DOLLARS
from matcher.quotes import words
from matcher.quotes.offering import Prefill, QuoteRequest
from matcher.quotes.terms import LISTS, NAMES, Terms

LONGEST = 2_000
UNSAID = "We do not say"
_AMOUNT = f"Enter an amount from 0 to {MOST_DOLLARS:,}"
_PRICED = {
    "extra_categories": "extra_category_fee_usd",
    "readiness": "readiness_fee_usd",
    "bridge_letter": "bridge_letter_fee_usd",
}
_IN_ORDER = (
    ("fieldwork_start_on", ("start_on", "Fieldwork cannot begin before the start")),
    ("fieldwork_end_on", ("fieldwork_start_on", "Fieldwork cannot end before it begins")),
    ("fieldwork_end_on", ("start_on", "Fieldwork cannot end before the start")),
    ("report_on", ("fieldwork_end_on", "The report cannot come before fieldwork ends")),
    ("report_on", ("fieldwork_start_on", "The report cannot come before fieldwork begins")),
    ("report_on", ("start_on", "The report cannot come before the start")),
)
_WORDS = {
    "extra_categories": words.CategoryTerms,
    "travel": words.Travel,
    "readiness": words.ReadinessHelp,
    "bridge_letter": words.BridgeLetter,
    "lead_seniority": words.Seniority,
}


def _text(label):
    return TidyAreaField(
        label, [Length(max=LONGEST, message=f"Enter at most {LONGEST:,} characters")], render_kw={"rows": 3}
    )


def _dollars(label):
    return WholeField(label, [Optional(), NumberRange(0, MOST_DOLLARS, _AMOUNT)])


def _pick(label, labels):
    return RadioField(
        label,
        [AnyOf([None, *labels], "Select one of the answers")],
        choices=choices_of(labels, UNSAID),
        coerce=word_or_none,
        validate_choice=False,
    )


def _some(label, labels):
    return CheckboxesField(label, [_of_the_list], choices=choices_of(labels), validate_choice=False)


def _of_the_list(_form, field):
    if set(field.data or ()) - {choice.value for choice in field.choices}:
        raise ValidationError("Tick only answers of the list; say anything else in your own words below")


class QuoteForm(FlaskForm):
    """What do you offer?"""

    seen = VersionField()
    fixed_fee_usd = WholeField(
        "What is your fixed fee, in US dollars?",
        [
            InputRequired("Enter your fixed fee, such as 24,000"),
            NumberRange(1, MOST_DOLLARS, f"Enter an amount from 1 to {MOST_DOLLARS:,}"),
        ],
    )
    included = _some("What is in it?", words.INCLUDED)
    included_note = _text("What else is in it?")
    extra_categories = _pick("What do categories beyond Security cost?", words.CATEGORY_TERMS)
    extra_category_fee_usd = _dollars("How much for each such category?")
    travel = _pick("Who bears travel?", words.TRAVEL)
    travel_cap_usd = _dollars("Up to how much, if it is billed at cost?")
    readiness = _pick("Do you help them to get ready?", words.READINESS)
    readiness_fee_usd = _dollars("How much for help with readiness, if it has its own fee?")
    bridge_letter = _pick("Do you take part in a bridge letter?", words.BRIDGE_LETTER)
    bridge_letter_fee_usd = _dollars("How much for it, if it has its own fee?")
    change_orders = _text("When do you bill more than the fixed fee?")
    multi_year_years = WholeField(
        "For how many years at once do you offer terms?", [Optional(), NumberRange(2, 5, "Enter 2, 3, 4 or 5")]
    )
    multi_year_fee_usd = _dollars("How much a year would that be?")
    start_on = DayField("On which day can you start?")
    fieldwork_start_on = DayField("On which day does fieldwork begin?")
    fieldwork_end_on = DayField("On which day does fieldwork end?")
    report_on = DayField("On which day do they get the report?")
    lead_seniority = _pick("How senior is their day-to-day contact?", words.SENIORITY)
    team = _text("Who else works on it?")
    experience = _text("Which audits like this one have you done?")
    exception_process = _text("What happens when a control fails in fieldwork?")
    platforms = _some("Which evidence platforms do you work in?", words.PLATFORMS)
    platform_demo = yes_no("Do you show them how you work in it before they sign?", unknown=UNSAID)
    valid_until = DayField("Until which day does the offer hold?")
    note = _text("Is there anything else to know?")

    def __init__(self, begun: Prefill, *, today: date) -> None:
        super().__init__()
        self._today = today
        if not self.is_submitted():
            self.process(data=begun.values)

    def validate(self, extra_validators: Any = None) -> bool:
        """Check each field, then those that belong together."""
        sound = bool(super().validate(extra_validators))
        for name, problem in self._contradictions():
            if not self[name].errors:
                self[name].errors = [problem]
                sound = False
        return sound

    def _contradictions(self):
        yield from self._prices()
        for later, (earlier, problem) in _IN_ORDER:
            if self[earlier].data and self[later].data and self[later].data < self[earlier].data:
                yield later, problem
        if self.valid_until.data and self.valid_until.data < self._today:
            yield "valid_until", "Enter today or a day to come: an offer that has run out helps nobody"

    def _prices(self):
        for term, fee in _PRICED.items():
            if self[term].data == "fee" and self[fee].data is None:
                yield fee, "Enter the fee, or choose another answer above"
            if self[term].data != "fee" and self[fee].data is not None:
                yield fee, "Leave this empty, or choose above that it has a fee of its own"
        if self.travel.data != words.Travel.AT_COST and self.travel_cap_usd.data is not None:
            yield "travel_cap_usd", "Leave this empty, or choose above that travel is billed at cost"
        years, fee = self.multi_year_years.data, self.multi_year_fee_usd.data
        if (years is None) != (fee is None):
            yield "multi_year_years" if years is None else "multi_year_fee_usd", "Enter both, the years and the fee"

    def to_request(self) -> QuoteRequest:
        """Give the quote as entered."""
        values = {name: self[name].data for name in NAMES}
        values |= {name: tuple(values[name] or ()) for name in LISTS}
        values |= {name: word(values[name]) for name, word in _WORDS.items() if values[name]}
        return QuoteRequest(Terms(**values), self.seen.data)
