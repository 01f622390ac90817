"""Form of a piece of evidence."""

import re
from urllib.parse import urlsplit

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import ValidationError
from wtforms.validators import DataRequired, Length, Optional

from foundation.clock import today
from foundation.imports.fields import DayField, TidyField
from foundation.uploads import UploadedFile, plain_name
from questionnaires.evidence.service import EvidenceRequest

LONGEST_LINK = 2000


class EvidenceForm(FlaskForm):
    """What shows it?"""

    title = TidyField(
        "What does it show?",
        [DataRequired("Enter what it shows"), Length(max=200, message="Enter at most 200 characters")],
    )
    url = TidyField(
        "Where is it?", [Optional(), Length(max=LONGEST_LINK, message=f"Enter at most {LONGEST_LINK:,} characters")]
    )
    file = FileField("Or which file is it?")
    observed_on = DayField("Which day does it show?")
    valid_until = DayField("Until which day does it hold?")

    def validate_url(self, field):
        if field.data and not is_web_address(field.data):
            raise ValidationError("Enter a web address that begins with https:// or http://")

    def validate_observed_on(self, field):
        if field.data and field.data > today():
            raise ValidationError("Enter a day that has come already")

    def validate_valid_until(self, field):
        if field.data and self.observed_on.data and field.data < self.observed_on.data:
            raise ValidationError("Enter a day that is not before the one that it shows")

    def validate(self, extra_validators=None):
        """Ask for exactly one of link and file."""
        good = super().validate(extra_validators)
        given = [bool(self.url.data), bool(self.file.data)]
        if given == [False, False] and not self.url.errors:
            self.url.errors = [*self.url.errors, "Enter a web address, or choose a file"]
        elif given == [True, True]:
            self.file.errors = [*self.file.errors, "Give either a web address or a file, not both"]
        return good and sum(given) == 1

    def to_request(self) -> EvidenceRequest:
        """Give the evidence as the service takes it."""
        given = self.file.data
        file = UploadedFile(plain_name(given.filename), given.read()) if given else None
        return EvidenceRequest(
            str(self.title.data), None if file else self.url.data, file, self.observed_on.data, self.valid_until.data
        )


def is_web_address(text: str) -> bool:
    """Tell whether a text is an address that a browser may be led to: of the web, with a host, without blanks.

    >>> is_web_address("https://wiki.example/a?b=c"), is_web_address("javascript:alert(1)")
    (True, False)
    """
    try:
        parts = urlsplit(text)
        _ = parts.port  # raises for a port that is none
    except ValueError:
        return False
    good = parts.scheme in ("http", "https") and bool(parts.hostname) and not parts.username and not parts.password
    return good and not re.search(r"[\s\\<>\"]", text)
