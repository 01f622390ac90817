"""Putting mail into the outbox."""

import uuid

from sqlalchemy.orm import Session

from foundation.access.scope import scope_of
from foundation.mail.models import OutgoingMail


def post(session: Session, *, recipient: str, subject: str, body: str, forget_when_sent: bool = False) -> None:
    """Put a plain-text mail into the outbox, in the transaction of the deed that causes it.

    It is a matter of the session's organisation and goes with it. `forget_when_sent` is for the last word to somebody
    of whom nothing is kept.
    """
    one_line = " ".join(subject.split())  # a line break in a subject would start a header
    scope = scope_of(session)
    session.add(
        OutgoingMail(
            organisation_id=scope if isinstance(scope, uuid.UUID) else None,
            recipient=recipient,
            subject=one_line[:200],
            body=body,
            forget_when_sent=forget_when_sent,
        )
    )
