"""What the worker does each hour about what buyers were told."""

import uuid
from collections.abc import Sequence

import sqlalchemy as sa
from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.clock import today
from foundation.config import Settings
from foundation.jobs.chores import hourly
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from questionnaires.commitments.models import SentStatement
from questionnaires.commitments.notices import notice

MINUTE = 30


def commitment_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of telling organisations which buyers were told otherwise."""

    def having(looking: Session) -> Sequence[uuid.UUID]:
        return looking.scalars(sa.select(SentStatement.organisation_id).distinct()).all()

    def tell(session: Session) -> object:
        return notice(session, today(), settings.base_url)

    return hourly(MINUTE, lambda: for_each_organisation(engine, having, tell))
