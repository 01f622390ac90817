"""Putting mail into the outbox."""

from sqlalchemy.orm import Session

from foundation.mail.models import OutgoingMail


def post(session: Session, *, recipient: str, subject: str, body: str) -> None:
    """Put a plain-text mail into the outbox, in the transaction of the deed that causes it."""
    one_line = " ".join(subject.split())  # a line break in a subject would start a header
    session.add(OutgoingMail(recipient=recipient, subject=one_line[:200], body=body))
