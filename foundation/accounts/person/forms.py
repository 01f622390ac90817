"""Forms of a person's own account."""

from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from foundation.accounts.forms import name_field, new_password_field, refuse_weak


class NameForm(FlaskForm):
    """What is your name?"""

    name = name_field("What is your name?", "Enter your name")


class PasswordForm(FlaskForm):
    """Which password instead of the present one?"""

    old = PasswordField("Your present password", [InputRequired("Enter your present password"), Length(max=1000)])
    new = new_password_field("Choose a new password")

    def __init__(self, *, email: str, about: Sequence[str]) -> None:
        super().__init__()
        self._email, self._about = email, about

    def validate_new(self, field):
        """Refuse a weak password."""
        refuse_weak(field, self._email, *self._about)
