"""Putting mail into the outbox."""

import uuid

from sqlalchemy.orm import Session

from foundation.access.scope import scope_of
from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail


def post_letter(
    session: Session, letter: Letter, *, recipient: str, occasion: str | None = None, forget_when_sent: bool = False
) -> None:
    """Put a letter into the outbox as text and as a page, in the transaction of the deed that causes it.

    It is a matter of the session's organisation and goes with it. `occasion` names what it tells of, as in
    `introduction/<id>/accepted`: the database refuses a second letter on it; without one it may go again.
    `forget_when_sent` is for the last word to somebody of whom nothing is kept.
    """
    session.add(
        OutgoingMail(
            organisation_id=_whose(session),
            recipient=recipient,
            subject=_one_line(letter.subject),
            body=letter.text,
            html=letter.html,
            occasion=occasion,
            forget_when_sent=forget_when_sent,
        )
    )


def _whose(session: Session) -> uuid.UUID | None:
    scope = scope_of(session)
    return scope if isinstance(scope, uuid.UUID) else None


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]  # a line break in a subject would start a header
