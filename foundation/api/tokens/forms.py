"""The form of a new token."""

from flask_wtf import FlaskForm
from wtforms import SelectField, StringField
from wtforms.fields import SelectChoice
from wtforms.validators import DataRequired, Length

from foundation.accounts.forms import one_line
from foundation.api.tokens.models import TokenScope
from foundation.api.tokens.service import NAME_CHARACTERS
from foundation.imports.fields import CheckboxesField

DAYS = {7: "A week", 30: "30 days", 90: "90 days", 180: "Half a year", 365: "A year"}


class TokenForm(FlaskForm):
    """What is the token for, and what may it do?"""

    name = StringField(
        "What is it for?",
        [
            DataRequired("Enter what the token is for"),
            Length(max=NAME_CHARACTERS, message=f"Use at most {NAME_CHARACTERS} characters"),
        ],
        filters=[one_line],
    )
    scopes = CheckboxesField("What may it do?", [DataRequired("Select at least one thing that the token may do")])
    days = SelectField(
        "How long does it hold?",
        choices=[SelectChoice(str(days), label) for days, label in DAYS.items()],
        default="90",
    )

    def __init__(self, *, scopes: dict[TokenScope, str]):
        super().__init__()
        self.scopes.choices = [SelectChoice(str(scope), label) for scope, label in scopes.items()]
