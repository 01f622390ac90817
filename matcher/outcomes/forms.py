"""The form of a dismissal."""

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import AnyOf

from foundation.imports.fields import choices_of
from matcher.outcomes.reasons import DISMISSALS


class DismissForm(FlaskForm):
    """Why is a firm not for the company?"""

    reason = SelectField(
        "Why is it not for you?",
        [AnyOf(list(DISMISSALS), "Select a reason")],
        choices=choices_of(DISMISSALS),
        validate_choice=False,
    )
