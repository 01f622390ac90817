"""Forms of passkeys; the script fills in the device's answer."""

from flask_wtf import FlaskForm
from wtforms import HiddenField
from wtforms.validators import InputRequired, Length

from foundation.accounts.forms import name_field

_NO_ANSWER = "The browser gave no passkey. It needs JavaScript for it."


class AnswerForm(FlaskForm):
    """What does the passkey answer?"""

    credential = HiddenField("Passkey", [InputRequired(_NO_ANSWER), Length(max=20_000, message="That is no passkey")])
    next = HiddenField()


class PasskeyNameForm(FlaskForm):
    """What is the passkey called?"""

    name = name_field("What do you call this passkey?", "Enter a name, for example the device it is on", most=100)


class NewPasskeyForm(PasskeyNameForm):
    """Which passkey, and what is it called?"""

    credential = HiddenField("Passkey", [InputRequired(_NO_ANSWER), Length(max=20_000, message="That is no passkey")])
