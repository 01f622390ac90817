"""What is sent with an open question."""

from flask_wtf import FlaskForm
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length, Optional
from wtforms.widgets import HiddenInput

from questionnaires.ask.service import LONGEST_QUESTION


class SendForm(FlaskForm):
    """A question for the security team, with what they should know of it."""

    question = StringField(
        "Question",
        [InputRequired(), Length(max=LONGEST_QUESTION)],
        widget=HiddenInput(),
        filters=[lambda v: v and v.strip()],
    )
    note = TextAreaField(
        "Who asks, and by when?", [Optional(), Length(max=1000, message="Enter at most 1,000 characters")]
    )
