"""Forms of signing in and signing up."""

from flask_wtf import FlaskForm
from wtforms import Field, HiddenField, PasswordField, StringField, ValidationError
from wtforms.validators import DataRequired, Email, InputRequired, Length

from foundation.accounts.passwords import MINIMUM_LENGTH, check_new_password
from foundation.accounts.signup import SignUpRequest
from foundation.errors import BadInput

PASSWORD_HINT = f"At least {MINIMUM_LENGTH} characters. A few words in a row are easy to remember."


def one_line(value: str | None) -> str | None:
    """Trim what was typed and close its gaps."""
    return " ".join(value.split()) if value else value


def address(value: str | None) -> str | None:
    """Write an e-mail address as it is kept: in lower case, without blanks around it."""
    return value.strip().lower() if value else value


def email_field(label: str) -> StringField:
    """Ask for an e-mail address."""
    rules = [
        InputRequired("Enter an e-mail address"),
        Length(max=254, message="Enter an e-mail address of at most 254 characters"),
        Email("Enter an e-mail address such as name@example.com"),
    ]
    return StringField(label, rules, filters=[address])


def name_field(label: str, missing: str, most: int = 200) -> StringField:
    """Ask for a name of at most so many characters."""
    rules = [DataRequired(missing), Length(max=most, message=f"Use at most {most} characters")]
    return StringField(label, rules, filters=[one_line])


def new_password_field(label: str) -> PasswordField:
    """Ask for a new password; the form checks it by `refuse_weak`."""
    return PasswordField(
        label, [InputRequired("Enter a password"), Length(max=1000, message="Use at most 1000 characters")]
    )


def refuse_weak(field: Field, email: str, *about: str | None) -> None:
    """Say at a field why its password will not do."""
    try:
        check_new_password(field.data, email, [name for name in about if name])
    except BadInput as weak:
        raise ValidationError(weak.problem) from weak


class SignInForm(FlaskForm):
    """Who are you?"""

    email = StringField("E-mail address", [InputRequired("Enter your e-mail address"), Length(max=254)])
    password = PasswordField("Password", [InputRequired("Enter your password"), Length(max=1000)])
    next = HiddenField()


class SignUpForm(FlaskForm):
    """Who are you, and for which organisation?"""

    organisation = name_field("What is your organisation called?", "Enter the name of your organisation")
    name = name_field("What is your name?", "Enter your name")
    email = email_field("What is your e-mail address?")
    password = new_password_field("Choose a password")
    next = HiddenField()

    def validate_password(self, field):
        """Refuse a weak password."""
        refuse_weak(field, self.email.data or "", self.name.data, self.organisation.data)

    def to_request(self) -> SignUpRequest:
        """Give the account asked for."""
        return SignUpRequest(self.organisation.data, self.name.data, self.email.data, self.password.data)
