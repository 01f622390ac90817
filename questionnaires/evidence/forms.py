"""Forms of a piece of evidence: a new one, and one that stands."""

import re
from typing import Any
from urllib.parse import urlsplit

from flask_wtf import FlaskForm
from flask_wtf.file import FileField
from wtforms import HiddenField, ValidationError
from wtforms.validators import DataRequired, InputRequired, Length, Optional

from foundation.clock import today
from foundation.imports.fields import DayField, TidyField
from foundation.uploads import UploadedFile, plain_name
from questionnaires.evidence.models import Evidence
from questionnaires.evidence.service import EvidenceChange, EvidenceRequest

LONGEST_LINK = 2000


class SaidForm(FlaskForm):
    """What is said of a link or a file?"""

    title = TidyField(
        "What does it show?",
        [DataRequired("Enter what it shows"), Length(max=200, message="Enter at most 200 characters")],
    )
    url = TidyField(
        "Where is it?", [Optional(), Length(max=LONGEST_LINK, message=f"Enter at most {LONGEST_LINK:,} characters")]
    )
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


class ChangeForm(SaidForm):
    """What shall it say?"""

    seen = HiddenField(validators=[InputRequired("Reload the page and try again")])

    def __init__(self, piece: Evidence, **kwargs: Any) -> None:
        super().__init__(obj=piece, **kwargs)
        if piece.url is None:
            del self.url
        else:
            self.url.validators = [DataRequired("Enter a web address"), *self.url.validators[1:]]

    def to_change(self) -> EvidenceChange:
        """Give the change as the service takes it."""
        url = self.url.data if "url" in self else None
        return EvidenceChange(
            str(self.title.data), url, self.observed_on.data, self.valid_until.data, str(self.seen.data)
        )


class EvidenceForm(SaidForm):
    """What shows it?"""

    file = FileField("Or which file is it?")

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
