"""Reading the outbox."""

import uuid

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.errors import NotFound
from foundation.mail.models import OutgoingMail
from foundation.web.pages import Page, paginate


def outbox(session: Session, *, page: int) -> Page[OutgoingMail]:
    """Fetch one page of the outbox, the newest mail first."""
    return paginate(
        session, sa.select(OutgoingMail).order_by(OutgoingMail.created_at.desc(), OutgoingMail.id), number=page
    )


def fetch_mail(session: Session, mail_id: uuid.UUID) -> OutgoingMail:
    """Fetch one mail; raises NotFound."""
    found = session.get(OutgoingMail, mail_id)
    if found is None:
        raise NotFound("No such mail.")
    return found
