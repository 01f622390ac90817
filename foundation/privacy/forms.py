"""Do you mean it? Forms of deeds that cannot be undone."""

from flask_wtf import FlaskForm
from wtforms import PasswordField
from wtforms.validators import InputRequired, Length

from foundation.accounts.forms import name_field
from foundation.privacy.service import Confirmation


class DeleteAccountForm(FlaskForm):
    """Is it you?"""

    password = PasswordField("What is your password?", [InputRequired("Enter your password"), Length(max=1000)])

    def to_request(self) -> Confirmation:
        """Give what was entered."""
        return Confirmation(self.password.data)


class DeleteOrganisationForm(DeleteAccountForm):
    """Is it this organisation, and is it you?"""

    name = name_field("What is the organisation called?", "Type the name of the organisation")

    def to_request(self) -> Confirmation:
        """Give what was entered."""
        return Confirmation(self.password.data, self.name.data)
