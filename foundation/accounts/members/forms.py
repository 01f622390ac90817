"""Forms about the organisation and its members."""

from flask_wtf import FlaskForm
from wtforms import SelectField
from wtforms.validators import InputRequired

from foundation.access.permissions import Role
from foundation.accounts.forms import name_field
from foundation.accounts.models import OrganisationKind
from foundation.accounts.roles import LABELS, ROLES


class RoleForm(FlaskForm):
    """Which role is a member to have?"""

    role = SelectField("Role", [InputRequired("Select a role")])

    def __init__(self, *, kind: OrganisationKind, role: Role | None = None) -> None:
        super().__init__(role=role.value if role else None)
        self.role.choices = [(one.value, LABELS[one]) for one in ROLES[kind]]


class OrganisationForm(FlaskForm):
    """What is the organisation called?"""

    name = name_field("What is your organisation called?", "Enter the name of your organisation")
