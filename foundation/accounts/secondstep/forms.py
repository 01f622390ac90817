"""The form of the second step."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length

CODE_HINT = "Six digits from your app. Without your phone, one of your recovery codes."


def code_field(label: str) -> StringField:
    """Ask for a code of the app, or a recovery code."""
    return StringField(label, [InputRequired("Enter the code"), Length(max=100, message="Enter the code alone")])


class CodeForm(FlaskForm):
    """Which code does the app show?"""

    code = code_field("Which code does your app show?")
