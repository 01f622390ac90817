"""Forms of confirming."""

from flask_wtf import FlaskForm
from wtforms import HiddenField, PasswordField
from wtforms.validators import InputRequired, Length

from foundation.accounts.secondstep.forms import code_field


class ConfirmForm(FlaskForm):
    """Is it still you?"""

    password = PasswordField("What is your password?", [InputRequired("Enter your password"), Length(max=1000)])
    code = code_field("Which code does your app show?")
    next = HiddenField()

    def __init__(self, *, with_code: bool, next: str | None) -> None:
        super().__init__(next=next)
        if not with_code:
            del self.code
