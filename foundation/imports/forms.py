"""Forms of an import, and of removing what is kept."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, SelectMultipleField
from wtforms.validators import InputRequired


class UploadForm(FlaskForm):
    """Which file?"""

    file = FileField("Which file do you want to import?", [FileRequired("Choose a file")])


class ConfirmForm(FlaskForm):
    """Shall it be done as the preview says?"""

    seen = HiddenField(validators=[InputRequired("Look at the preview again before you import")])
    leave_out_refused = BooleanField("Leave the refused rows out and import the others")
    keep = SelectMultipleField("Which records stay as they are?", choices=[], validate_choice=False)


class RemoveForm(FlaskForm):
    """Nothing but the token: the page itself asks."""
