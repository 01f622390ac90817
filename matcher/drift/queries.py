"""Finding kept looks, and whether looking has stopped."""

import uuid
from dataclasses import dataclass
from datetime import datetime, timedelta

import sqlalchemy as sa
from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation, OrganisationKind
from foundation.errors import NotFound
from foundation.web.pages import Page, paginate
from matcher.drift.models import DriftCheck

OVERDUE = timedelta(days=14)
"""Without a look for longer than this nothing counts as fine."""


@dataclass(frozen=True, slots=True)
class Watch:
    """What an admin is to know at once: the latest look, and whether looking has stopped."""

    latest: DriftCheck | None
    is_overdue: bool

    @property
    def needs_somebody(self) -> bool:
        """Whether something is off, or nobody looks."""
        return self.is_overdue or bool(self.latest and self.latest.off)


def watch(session: Session, at: datetime) -> Watch:
    """Give the latest look; an installation that never looked is overdue once it is old enough."""
    latest = latest_check(session)
    since = latest.at if latest else _began(session)
    return Watch(latest, since is not None and at - since > OVERDUE)


def latest_check(session: Session) -> DriftCheck | None:
    """Give the latest look."""
    return session.scalars(sa.select(DriftCheck).order_by(DriftCheck.week.desc()).limit(1)).first()


def list_checks(session: Session, *, page: int, size: int = 26) -> Page[DriftCheck]:
    """Give one page of all looks, the latest first."""
    return paginate(session, sa.select(DriftCheck).order_by(DriftCheck.week.desc()), number=page, size=size)


def fetch_check(session: Session, key: uuid.UUID) -> DriftCheck:
    """Give a look; raises NotFound."""
    row = session.get(DriftCheck, key)
    if row is None:
        raise NotFound("There is no such look.")
    return row


def _began(session: Session) -> datetime | None:
    wanted = sa.select(sa.func.min(Organisation.created_at)).where(Organisation.kind == OrganisationKind.PLATFORM)
    return session.scalar(wanted)
