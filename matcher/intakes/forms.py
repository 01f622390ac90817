"""The questions of each step, and what the answers are as keys of `intake.json`."""

from collections.abc import Mapping
from datetime import date
from typing import Any, ClassVar

from flask_wtf import FlaskForm
from wtforms import RadioField, SelectField, StringField
from wtforms.validators import DataRequired, InputRequired, Length, NumberRange, Optional, ValidationError

from foundation.clock import today
from matcher.intakes import choices
from matcher.intakes.country_names import COUNTRIES
from matcher.intakes.fields import (
    CheckboxesField,
    DayField,
    LinesField,
    WholeField,
    number_or_none,
    offer,
    options,
    word_or_none,
    yes_no,
)
from matcher.intakes.intake_json import MOST_DOLLARS, MOST_PEOPLE
from matcher.intakes.steps import Step

_TEXT = [Length(max=300, message="Use at most 300 characters")]
_DOLLARS = [Optional(), NumberRange(0, MOST_DOLLARS, f"Enter an amount from 0 to {MOST_DOLLARS:,}")]


class StepForm(FlaskForm):
    """One step: fields are named as the keys of `intake.json`, `a__b` for the key `b` inside `a`."""

    open_lists: ClassVar[tuple[str, ...]] = ()
    """Lists in which a word that an uploaded intake brought along is offered too."""

    def __init__(self, answers: Mapping[str, Any]) -> None:
        super().__init__(data=self._flat(answers))
        for name in self.open_lists:
            offer(self[name], self._flat(answers).get(name))

    @staticmethod
    def _flat(answers: Mapping[str, Any]) -> dict[str, Any]:
        inner = {f"{key}__{name}": held for key, value in answers.items() if isinstance(value, dict)
                 for name, held in value.items()}  # fmt: skip
        return {**answers, **inner}

    def to_answers(self) -> dict[str, Any]:
        """Give what was answered as JSON values; None and empty lists are unknown or no wish."""
        answers: dict[str, Any] = {}
        for field in self:
            if field.name == "csrf_token":
                continue
            outer, _, inner = field.name.partition("__")
            value = field.data.isoformat() if isinstance(field.data, date) else field.data
            if inner:
                answers.setdefault(outer, {})[inner] = value
            else:
                answers[outer] = value
        return answers


class CompanyForm(StepForm):
    """Who is asking?"""

    organisation = StringField("What is your company called?", [DataRequired("Enter the name of your company"), *_TEXT])
    website = StringField("What is its website?", _TEXT)
    industry = SelectField(
        "Which industry describes it best?", choices=options(choices.INDUSTRIES), coerce=word_or_none
    )
    headcount = WholeField(
        "How many people work there?",
        [Optional(), NumberRange(1, MOST_PEOPLE, f"Enter a number from 1 to {MOST_PEOPLE:,}")],
    )
    hq_country = SelectField(
        "In which country is it based?",
        choices=options([("", "Rather not say"), *COUNTRIES.items()]),
        coerce=word_or_none,
    )
    hq_state = StringField("In which state or province?", _TEXT)


class ScopeForm(StepForm):
    """What should be examined?"""

    open_lists = ("window_months",)
    report_type = RadioField(
        "Which report do you need?",
        [InputRequired("Select which report you need")],
        choices=options(choices.REPORT_TYPES),
        coerce=word_or_none,
    )
    window_months = SelectField(
        "How long should the observation window be?", choices=options(choices.WINDOWS), coerce=number_or_none
    )
    categories = CheckboxesField(
        "Which categories should it cover besides Security?", choices=options(choices.CATEGORIES)
    )
    frameworks = CheckboxesField("Should the same firm assess anything else?", choices=options(choices.FRAMEWORKS))
    clouds = CheckboxesField("Where do your systems run?", choices=options(choices.CLOUDS))
    data_types = CheckboxesField("Which sensitive data do they hold?", choices=options(choices.DATA_TYPES))
    systems = LinesField("Which systems or products should be examined?")
    subservice_organisations = LinesField("Which providers do those systems rest on?")

    def __init__(self, answers: Mapping[str, Any]) -> None:
        extra = [word for word in answers.get("categories") or () if word != "security"]
        super().__init__({**answers, "categories": extra})

    def to_answers(self) -> dict[str, Any]:
        """Add Security, which every report covers."""
        answers = super().to_answers()
        return {**answers, "categories": ["security", *answers["categories"]]}


class ReadinessForm(StepForm):
    """How far are you, and by when do you need it?"""

    open_lists = ("platform",)
    readiness = RadioField("How ready are you?", choices=options(choices.READINESS), coerce=word_or_none)
    earliest_start = DayField("When could you start, at the earliest?")
    report_needed_by = DayField("By when do you need the report?")
    platform = SelectField("Where do you collect evidence?", choices=options(choices.PLATFORMS), coerce=word_or_none)
    first_audit = yes_no("Is this your first SOC 2 report?", unknown="I do not know")
    prior_auditor = StringField("Which firm issued the last one?", _TEXT)
    prior_opinion = SelectField("What was its opinion?", choices=options(choices.OPINIONS), coerce=word_or_none)

    def validate_report_needed_by(self, field: DayField) -> None:
        """Refuse a day that has passed."""
        if field.data and field.data < today():
            raise ValidationError(f"Choose a day that is still to come: {field.data} has passed")


class BudgetForm(StepForm):
    """What may it cost, and what matters most?"""

    budget_usd__min = WholeField("What is the least you expect to spend, in US dollars?", _DOLLARS)
    budget_usd__max = WholeField("What is the most you can spend, in US dollars?", _DOLLARS)
    priorities__price = SelectField(
        "How much does a low price matter?", choices=options(choices.PRIORITIES), coerce=number_or_none
    )
    priorities__speed = SelectField(
        "How much does an early report matter?", choices=options(choices.PRIORITIES), coerce=number_or_none
    )
    priorities__industry_depth = SelectField(
        "How much does experience in your industry matter?", choices=options(choices.PRIORITIES), coerce=number_or_none
    )

    def __init__(self, answers: Mapping[str, Any]) -> None:
        usual = {key: None if value == 3 else value for key, value in (answers.get("priorities") or {}).items()}
        super().__init__({**answers, "priorities": usual})

    def validate_budget_usd__max(self, field: WholeField) -> None:
        """Refuse a range that runs backwards."""
        least = self.budget_usd__min.data
        if field.data is not None and least is not None and field.data < least:
            raise ValidationError(f"The most you can spend must not be below the least, ${least:,}")


class ConstraintsForm(StepForm):
    """What must the firm offer?"""

    languages = CheckboxesField("In which languages can you work with an auditor?", choices=options(choices.LANGUAGES))
    offshore_ok = yes_no("May the firm use staff in other countries?", unknown="No preference")
    senior_contact_required = yes_no("Must your day-to-day contact be a senior person?", unknown="No preference")
    minimum_tier = SelectField(
        "How large must the firm be at least?", choices=options(choices.TIERS), coerce=word_or_none
    )
    excluded_firms = LinesField("Which firms should we leave out?")


class IndependenceForm(StepForm):
    """Which firms have ties with you?"""

    independence__firms_that_built_controls = LinesField("Which firms designed or built your controls?")
    independence__firms_with_financial_ties = LinesField(
        "With which firms do you, your owners or your directors have financial ties?"
    )
    independence__firms_doing_tax_or_bookkeeping = LinesField("Which firms do your tax or bookkeeping?")


FORMS: dict[Step, type[StepForm]] = {
    Step.COMPANY: CompanyForm,
    Step.SCOPE: ScopeForm,
    Step.READINESS: ReadinessForm,
    Step.BUDGET: BudgetForm,
    Step.CONSTRAINTS: ConstraintsForm,
    Step.INDEPENDENCE: IndependenceForm,
}
