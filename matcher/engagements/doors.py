"""The two doors to an engagement: the company's and the firm's. Pages that both have are written once."""

from dataclasses import dataclass
from typing import Any

from flask import current_app, url_for
from flask_login import current_user

from foundation.access.permissions import Permission
from matcher.introductions.answering import firm_deed
from matcher.introductions.asking import company_deed
from matcher.introductions.states import Party
from matcher.introductions.steps import Deed


@dataclass(frozen=True, slots=True)
class Door:
    """From which side somebody comes; it makes the addresses of the pages on that side."""

    party: Party
    blueprint: str
    read: Permission
    write: Permission
    cancel: Permission

    @property
    def is_company(self) -> bool:
        """Whether it is the company's side."""
        return self.party is Party.COMPANY

    def url(self, name: str, /, **values: Any) -> str:
        """Give the address of a page on this side."""
        return url_for(f"{self.blueprint}.{name}", **values)

    def may(self, permission: Permission) -> bool:
        """Tell a page whether to offer a deed."""
        return bool(current_user.may(permission))

    def deed(self, message: str | None = None) -> Deed:
        """Make the deed of the person who asks."""
        base_url = current_app.extensions["settings"].base_url
        return (company_deed if self.is_company else firm_deed)(current_user.actor, base_url, message)


COMPANYS = Door(
    Party.COMPANY, "engagements", Permission.INTAKE_READ, Permission.ENGAGEMENT_WRITE, Permission.INTAKE_WRITE
)
FIRMS = Door(Party.FIRM, "engaged", Permission.FIRM_PORTAL, Permission.FIRM_PORTAL, Permission.FIRM_PORTAL)
