"""The form by which an intake.json is brought along."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import Field, TextAreaField
from wtforms.validators import ValidationError

from foundation.uploads import plain_name


class UploadForm(FlaskForm):  # type: ignore[misc]  # WTForms ships no types
    """Which intake do you bring along?"""

    file = FileField("Which file holds it?")
    pasted = TextAreaField("Or what does it say?")

    def validate_pasted(self, field: Field) -> None:
        """Ask for one of the two."""
        if not self.file.data and not (field.data or "").strip():
            raise ValidationError("Choose a file, or paste the text of an intake.json")

    def to_content(self) -> tuple[bytes, str]:
        """Give the bytes and what errors call them; the file wins."""
        if self.file.data:
            return self.file.data.read(), plain_name(self.file.data.filename, instead="intake.json")
        return self.pasted.data.encode(), "the pasted text"
