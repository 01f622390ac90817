"""What people fill in to give questions to somebody."""

from collections.abc import Iterable

from flask_wtf import FlaskForm
from wtforms import HiddenField, SelectField

from foundation.accounts.models import Membership
from foundation.imports.fields import DayField

NOBODY = ""


class AssignForm(FlaskForm):
    """Who takes it on, and by when?"""

    assignee = SelectField("Who takes it on?", validate_choice=True)
    due_on = DayField("By when?")

    def __init__(self, *args, members: Iterable[Membership], **kwargs):
        super().__init__(*args, **kwargs)
        self.assignee.choices = [(NOBODY, "Nobody"), *((str(one.user_id), one.user.name) for one in members)]


class AssignGroupForm(AssignForm):
    """The same for several questions, as the page listed them."""

    questions = HiddenField("Questions")
    """Their ids, separated by spaces: exactly what the page counted is given away, and nothing that came since."""

    def asked_ids(self) -> set[str]:
        """Give the ids that the page sent."""
        return set((self.questions.data or "").split())
