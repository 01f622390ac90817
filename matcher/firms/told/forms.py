"""The forms of looking through what firms told of themselves."""

import re
import uuid
from collections.abc import Sequence

from flask_wtf import FlaskForm
from wtforms import HiddenField, TextAreaField
from wtforms.fields.choices import SelectChoice
from wtforms.validators import DataRequired, Length

from foundation.imports.fields import CheckboxesField
from matcher.firms.compare import FieldChange
from matcher.firms.forms import seen_version
from matcher.firms.questions import TITLES
from matcher.firms.told.service import TakeBack

_ID = re.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class TakeBackForm(FlaskForm):
    """Which values go back to what they were, and why?"""

    version = HiddenField()
    fields = CheckboxesField("What do you take back?", [DataRequired("Tick what you take back")])
    reason = TextAreaField("Why?", [DataRequired("Enter the reason"), Length(max=1_000)], render_kw={"rows": 3})

    def __init__(self, *, standing: Sequence[FieldChange], version: int) -> None:
        super().__init__(data={"version": version})
        self.fields.choices = [SelectChoice(each.field, _label(each)) for each in standing]

    def to_request(self) -> TakeBack:
        """Give what is to be taken back."""
        return TakeBack(tuple(self.fields.data), self.reason.data.strip(), seen_version(self.version.data))


def _label(change: FieldChange) -> str:
    return f"{TITLES[change.field]}: back from {change.new or 'not known'} to {change.old or 'not known'}"


def ids_sent(values: Sequence[str]) -> list[uuid.UUID]:
    """Read the ids that a page sent, and pass over what is none."""
    return [uuid.UUID(value) for value in values if _ID.fullmatch(value)]
