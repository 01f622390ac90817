"""The forms of an import: the file, and the word on its preview."""

from flask_wtf import FlaskForm
from flask_wtf.file import FileField, FileRequired
from wtforms import BooleanField, HiddenField, TextAreaField
from wtforms.validators import DataRequired, Length

from foundation.uploads import plain_name
from matcher.firms.imports.service import ImportDecision, ImportRequest


class UploadForm(FlaskForm):
    """Which file, and where is it from?"""

    file = FileField("Which file holds the firms?", [FileRequired("Select a CSV, XLSX or JSON file")])
    source = TextAreaField(
        "Where is the file from?",
        [DataRequired("Enter where the file is from, an address or a note"), Length(max=1_000)],
        render_kw={"rows": 2},
    )

    def to_request(self) -> ImportRequest:
        """Give the file's bytes and its name without a folder."""
        name = plain_name(self.file.data.filename, instead="firms.csv")
        return ImportRequest(name, self.file.data.read(), self.source.data.strip())


class DecisionForm(FlaskForm):
    """Is what the preview shows to be imported?"""

    fingerprint = HiddenField()
    leave_out_refused = BooleanField("Import the other rows and leave the refused ones out")
    take_over_vetting = BooleanField("These firms were vetted outside: take over their status")

    def to_request(self) -> ImportDecision:
        """Give the admin's word, and which preview it is about."""
        return ImportDecision(
            self.fingerprint.data or "", bool(self.leave_out_refused.data), bool(self.take_over_vetting.data)
        )
