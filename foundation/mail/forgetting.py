"""Forgetting mails: one that went leaves only that it went, one that waits goes."""

from collections.abc import Collection
from datetime import datetime
from typing import Any, cast
from uuid import UUID

import sqlalchemy as sa
from sqlalchemy.engine import CursorResult
from sqlalchemy.orm import Session

from foundation.mail.models import ERASED, OutgoingMail

BATCH = 500


def forget_organisation(session: Session, organisation_id: UUID) -> None:
    """Forget the mails that were an organisation's matter, whoever got them."""
    _forget(session, OutgoingMail.organisation_id == organisation_id)


def forget_addresses(session: Session, addresses: Collection[str]) -> None:
    """Forget the mails to some addresses, whoever's matter they were."""
    _forget(session, OutgoingMail.recipient.in_(addresses))


def _forget(session: Session, which: sa.ColumnElement[bool]) -> None:
    session.execute(sa.delete(OutgoingMail).where(which, OutgoingMail.sent_at.is_(None)))
    session.execute(sa.update(OutgoingMail).where(which, OutgoingMail.sent_at.is_not(None)).values(ERASED))


def forget_older(session: Session, before: datetime) -> int:
    """Forget some mails that went before a moment, or were written before it and never went; gives how many."""
    sent = _some(session, OutgoingMail.sent_at < before, OutgoingMail.recipient != ERASED["recipient"])
    waiting = _some(session, OutgoingMail.sent_at.is_(None), OutgoingMail.created_at < before)
    session.execute(sa.update(OutgoingMail).where(OutgoingMail.id.in_(sent)).values(ERASED))
    gone = session.execute(sa.delete(OutgoingMail).where(OutgoingMail.id.in_(waiting)))
    return len(sent) + cast("CursorResult[Any]", gone).rowcount


def _some(session: Session, *which: sa.ColumnElement[bool]) -> list[UUID]:
    return list(session.scalars(sa.select(OutgoingMail.id).where(*which).limit(BATCH)))
