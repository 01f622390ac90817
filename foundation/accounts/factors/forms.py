"""Forms of setting up a second factor."""

from flask_wtf import FlaskForm
from wtforms import StringField
from wtforms.validators import InputRequired, Length


class FirstCodeForm(FlaskForm):
    """Which code does the app show for the new secret?"""

    code = StringField(
        "Which code does the app show now?",
        [InputRequired("Enter the six digits that the app shows"), Length(max=20, message="Enter six digits")],
    )
