"""Forms of the scope adviser."""

from collections.abc import Mapping

from flask_wtf import FlaskForm

from matcher.intakes import choices
from matcher.intakes.advice import QUESTIONS
from matcher.intakes.fields import CheckboxesField, options, yes_no


class AdviserQuestions(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
    """What do you promise, compute, hold and collect?"""

    def to_advice(self) -> dict[str, bool | None]:
        """Give the answers by question."""
        return {question.name: self[question.name].data for question in QUESTIONS}


def adviser_form(advice: Mapping[str, bool | None]) -> AdviserQuestions:
    """Make the adviser's form: one question each, filled with what was answered before."""
    fields = {question.name: yes_no(question.text, unknown="I do not know") for question in QUESTIONS}
    form: AdviserQuestions = type("AdviserForm", (AdviserQuestions,), fields)(data=dict(advice))
    return form


class CategoriesForm(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
    """Which of the proposed categories do you take?"""

    categories = CheckboxesField(
        "Which categories should the report cover besides Security?", choices=options(choices.CATEGORIES)
    )

    def to_answers(self) -> dict[str, list[str]]:
        """Give the chosen categories, Security first."""
        return {"categories": ["security", *self.categories.data]}
