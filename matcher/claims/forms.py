"""The form that asks for a link to take over a firm's profile."""

from flask_wtf import FlaskForm

from foundation.accounts.forms import email_field, name_field
from matcher.claims.service import ClaimRequest


class ClaimForm(FlaskForm):
    """Who are you, who say to be of the firm?"""

    name = name_field("What is your name?", "Enter your name")
    email = email_field("What is your work e-mail address?")

    def to_request(self, days: int) -> ClaimRequest:
        """Give the link asked for."""
        return ClaimRequest(self.name.data, self.email.data, days)
