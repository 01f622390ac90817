"""Forms of a forgotten password."""

from flask_wtf import FlaskForm

from foundation.accounts.forms import email_field, new_password_field, refuse_weak


class ForgottenForm(FlaskForm):
    """Whose password is forgotten?"""

    email = email_field("Which e-mail address did you sign up with?")


class NewPasswordForm(FlaskForm):
    """What is the new password to be?"""

    password = new_password_field("Choose a new password")

    def __init__(self, *, email: str, name: str) -> None:
        super().__init__()
        self._email, self._name = email, name

    def validate_password(self, field):
        """Refuse a weak password."""
        refuse_weak(field, self._email, self._name)
