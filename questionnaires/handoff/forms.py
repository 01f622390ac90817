"""What goes into the package?"""

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.fields import SelectChoice
from wtforms.validators import AnyOf

INCLUDE, LEAVE_OUT = "include", "leave_out"


class HandoffForm(FlaskForm):
    """With internal material or without?"""

    internal = RadioField(
        "What about controls that only your organisation may read?",
        [AnyOf((INCLUDE, LEAVE_OUT), "Select whether internal material goes along")],
        validate_choice=False,
        choices=[
            SelectChoice(INCLUDE, "Include them: the auditor is engaged and bound to keep them confidential"),
            SelectChoice(LEAVE_OUT, "Leave their texts out: nothing is signed yet"),
        ],
        default=LEAVE_OUT,
    )

    @property
    def with_internal(self) -> bool:
        """Whether internal controls go along with their texts."""
        return self.internal.data == INCLUDE
