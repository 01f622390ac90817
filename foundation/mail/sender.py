"""Sending what waits in the outbox. A mail is claimed before it is sent, so that two senders never send the same."""

import smtplib
import uuid
from collections.abc import Callable
from datetime import timedelta
from typing import Any, Final

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.clock import SET_BACK, now
from foundation.mail.models import ERASED, OutgoingMail

Transport = Callable[[OutgoingMail], None]
"""Hands a mail to a server; raises OSError or SMTPException (which is one) when the server does not take it."""

CLAIM: Final = timedelta(minutes=10)
"""After a failed attempt, or a sender that died, a mail waits this long before it is tried again."""
ATTEMPTS: Final = 20
AT_ONCE: Final = 100


def send_waiting(session: Session, transport: Transport, is_over: Callable[[], bool] = lambda: False) -> int:
    """Send what waits, the oldest first, until told to stop, and commit after each mail; gives how many went.

    Each mail is marked as sent exactly once. If the process dies between the server's yes and the mark, the mail goes
    again after the claim, with the same Message-ID: better twice than never.
    """
    return sum(_send(session, mail_id, transport) for mail_id in _waiting(session) if not is_over())


def _waiting(session: Session) -> list[uuid.UUID]:
    oldest_first = sa.select(OutgoingMail.id).where(_is_free()).order_by(OutgoingMail.created_at, OutgoingMail.id)
    found = list(session.scalars(oldest_first.limit(AT_ONCE)))
    session.commit()
    return found


def _is_free() -> sa.ColumnElement[bool]:
    unclaimed = sa.or_(
        OutgoingMail.claimed_until.is_(None),
        OutgoingMail.claimed_until <= now(),
        OutgoingMail.claimed_until > now() + CLAIM + SET_BACK,
    )
    return sa.and_(OutgoingMail.sent_at.is_(None), OutgoingMail.attempts < ATTEMPTS, unclaimed)


def _send(session: Session, mail_id: uuid.UUID, transport: Transport) -> bool:
    mail = _claim(session, mail_id)
    if mail is None:
        return False
    try:
        transport(mail)
    except (OSError, smtplib.SMTPException) as refused:
        return _note(session, mail_id, problem=str(refused)[:500] or type(refused).__name__)
    rest = ERASED if mail.forget_when_sent else {"problem": None}
    return _note(session, mail_id, sent_at=now(), **rest)


def _claim(session: Session, mail_id: uuid.UUID) -> OutgoingMail | None:
    """Take one mail for this sender alone; None when another sender was quicker."""
    claimed = sa.update(OutgoingMail).where(OutgoingMail.id == mail_id, _is_free())
    values = {"claimed_until": now() + CLAIM, "attempts": OutgoingMail.attempts + 1}
    mine = session.scalars(claimed.values(values).returning(OutgoingMail.id)).one_or_none()
    mail = None if mine is None else session.get_one(OutgoingMail, mine, populate_existing=True)
    if mail is not None:
        session.expunge(mail)  # else reading it would open a transaction, held while the server takes its time
    session.commit()
    return mail


def _note(session: Session, mail_id: uuid.UUID, **outcome: Any) -> bool:
    """Write down how it went; tells whether the mail went."""
    session.execute(
        sa.update(OutgoingMail).where(OutgoingMail.id == mail_id, OutgoingMail.sent_at.is_(None)).values(outcome)
    )
    session.commit()
    return "sent_at" in outcome
