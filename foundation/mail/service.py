"""Putting mail into the outbox."""

from sqlalchemy.orm import Session

from foundation.mail.letters import Letter
from foundation.mail.models import OutgoingMail


def post(session: Session, *, recipient: str, subject: str, body: str) -> None:
    """Put a plain-text mail into the outbox, in the transaction of the deed that causes it."""
    session.add(OutgoingMail(recipient=recipient, subject=_one_line(subject), body=body))


def post_letter(session: Session, letter: Letter, *, recipient: str, occasion: str) -> None:
    """Put a letter into the outbox as text and as a page.

    `occasion` names what it tells of, as in `introduction/<id>/accepted`: the database refuses a second letter on it.
    """
    session.add(
        OutgoingMail(
            recipient=recipient,
            subject=_one_line(letter.subject),
            body=letter.text,
            html=letter.html,
            occasion=occasion,
        )
    )


def _one_line(subject: str) -> str:
    return " ".join(subject.split())[:200]  # a line break in a subject would start a header
