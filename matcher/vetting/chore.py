"""What the worker does each hour about the ledger, so that the first look after midnight does it."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.accounts.models import Organisation, OrganisationKind
from foundation.clock import today
from foundation.config import Settings
from foundation.jobs.chores import hourly
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from matcher.vetting.nightly import look_through

MINUTE = 10


def vetting_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of making stale what is past its day; a day that was missed is made good by the next look."""

    def platform(looking: Session) -> Sequence[uuid.UUID]:
        wanted = sa.select(Organisation.id).where(Organisation.kind == OrganisationKind.PLATFORM)
        return looking.scalars(wanted.order_by(Organisation.created_at).limit(1)).all()

    def look(session: Session) -> object:
        return look_through(session, today(), settings.base_url)

    return hourly(MINUTE, lambda: for_each_organisation(engine, platform, look))
