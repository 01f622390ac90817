"""Forms of domains."""

import re

import idna
from flask_wtf import FlaskForm
from wtforms import RadioField, SelectChoice, StringField, ValidationError
from wtforms.validators import InputRequired, Length

from foundation.accounts.domains.service import MAILBOXES, DomainRequest

_DOMAIN = re.compile(r"(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]{0,61}[a-z0-9]")
_REMEDY = "Enter a domain such as example.com, without an address before it"


class DomainForm(FlaskForm):
    """Which domain, and whom is it asked of?"""

    domain = StringField("Which domain are your addresses at?", [InputRequired(_REMEDY), Length(max=253)])
    mailbox = RadioField(
        "Who at that domain is to be asked?",
        [InputRequired("Select a mailbox")],
        choices=[SelectChoice(one, f"{one}@ that domain") for one in MAILBOXES],
        default="postmaster",
    )

    def validate_domain(self, field):
        """Refuse what is no domain."""
        if not _DOMAIN.fullmatch(_in_ascii(field.data)):
            raise ValidationError(_REMEDY)

    def to_request(self, days: int) -> DomainRequest:
        """Give what is to be asked."""
        return DomainRequest(_in_ascii(self.domain.data), self.mailbox.data, days)


def _in_ascii(text: str) -> str:
    plain = text.strip().lower().rstrip(".")
    try:
        return idna.encode(plain, uts46=True).decode()
    except idna.IDNAError:
        return ""
