"""The form of another e-mail address."""

from flask_wtf import FlaskForm

from foundation.accounts.forms import email_field


class NewAddressForm(FlaskForm):
    """Under which address do you want to sign in?"""

    email = email_field("What is your new e-mail address?")
