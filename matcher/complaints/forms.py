"""Forms of complaints."""

from flask_wtf import FlaskForm
from wtforms.validators import DataRequired, Length

from foundation.imports.fields import TidyAreaField

_LENGTH = Length(max=4_000, message="Enter at most 4,000 characters")


class ComplaintForm(FlaskForm):
    """What went wrong?"""

    text = TidyAreaField("What went wrong?", [DataRequired("Enter what went wrong"), _LENGTH], render_kw={"rows": 4})


class AnswerForm(FlaskForm):
    """What does the platform answer?"""

    answer = TidyAreaField(
        "What do you answer, and what was done?",
        [DataRequired("Enter what you answer and what was done"), _LENGTH],
        render_kw={"rows": 5},
    )
