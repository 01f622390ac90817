"""Who gets the letter of a step."""

from sqlalchemy.orm import Session

from foundation.accounts.mailboxes import mailbox_of
from matcher.firms.models import Firm
from matcher.introductions.models import Introduction


def firm_address(session: Session, firm: Firm) -> str | None:
    """Give where to write to a firm: its contact, else whoever claimed its profile; None when nobody is known."""
    if firm.contact_email:
        return firm.contact_email
    return mailbox_of(session, firm.organisation_id) if firm.organisation_id else None


def company_address(session: Session, introduction: Introduction) -> str | None:
    """Give where to write to the company: who asked, else its owner."""
    return mailbox_of(session, introduction.organisation_id, first=introduction.asked_by_id)
