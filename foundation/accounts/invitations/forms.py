"""Forms of inviting and of accepting an invitation."""

from flask_wtf import FlaskForm
from wtforms import RadioField
from wtforms.validators import InputRequired

from foundation.access.permissions import Role
from foundation.accounts.forms import email_field, name_field, new_password_field, refuse_weak
from foundation.accounts.invitations.service import InvitationRequest, NewPerson
from foundation.accounts.models import OrganisationKind
from foundation.accounts.roles import LABELS, MEANINGS, ROLES


class InviteForm(FlaskForm):
    """Who is to join, in which role?"""

    email = email_field("Which e-mail address does the invitation go to?")
    role = RadioField("What will they do?", [InputRequired("Select a role")])

    def __init__(self, *, kind: OrganisationKind) -> None:
        super().__init__()
        self.role.choices = [(role.value, f"{LABELS[role]}: {MEANINGS[role]}") for role in ROLES[kind]]

    def to_request(self, days: int) -> InvitationRequest:
        """Give the invitation asked for."""
        return InvitationRequest(self.email.data, Role(self.role.data), days)


class JoinForm(FlaskForm):
    """Who are you, who were invited?"""

    name = name_field("What is your name?", "Enter your name")
    password = new_password_field("Choose a password")

    def __init__(self, *, email: str, name: str = "") -> None:
        super().__init__(name=name)
        self._email = email

    def validate_password(self, field):
        """Refuse a weak password."""
        refuse_weak(field, self._email, self.name.data)

    def to_person(self) -> NewPerson:
        """Give the person who joins."""
        return NewPerson(self.name.data, self.password.data)
