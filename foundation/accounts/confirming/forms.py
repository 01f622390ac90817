"""Forms of confirming."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, Length


class ConfirmForm(FlaskForm):
    """Is it still you?"""

    password = PasswordField("What is your password?", [InputRequired("Enter your password"), Length(max=1000)])
    next = HiddenField()
