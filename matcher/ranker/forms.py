"""Forms that decide which model ranks."""

from flask_wtf import FlaskForm
from wtforms import BooleanField, HiddenField, SelectField
from wtforms.validators import DataRequired, Length

from foundation.imports.fields import TidyAreaField
from matcher.ranker.service import Decision

PRIOR = "prior"


class DecisionForm(FlaskForm):
    """Why shall another model rank?"""

    reason = TidyAreaField(
        "Why?",
        [DataRequired("Enter why, for the trail"), Length(max=1_000, message="Enter at most 1,000 characters")],
        render_kw={"rows": 2},
    )
    seen = HiddenField()
    accepts_warning = BooleanField("Let it rank although small firms get less for no named reason")

    def to_request(self) -> Decision:
        """Give what was decided, and what ranked when it was."""
        return Decision(str(self.reason.data), self.seen.data or "", bool(self.accepts_warning.data))


class RollBackForm(DecisionForm):
    """Which model shall rank again?"""

    to = SelectField("Which model shall rank again?")

    def __init__(self, earlier, *, ranks, **values):
        super().__init__(seen=ranks.version if ranks else "", **values)
        back = [(str(row.id), f"Version {row.version}, trained on {row.trained_on} intakes") for row in earlier]
        self.to.choices = [*back, *([(PRIOR, "The expert prior")] if ranks else [])]
