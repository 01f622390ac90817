"""What the worker does each hour about answers that run out, and about keys that older answers lack."""

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
from questionnaires.library.models import ApprovedAnswer
from questionnaires.library.reminders import fill_keys, remind

MINUTE = 50


def library_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of reminding owners of answers that run out."""

    def having(looking: Session) -> Sequence[uuid.UUID]:
        return looking.scalars(sa.select(ApprovedAnswer.organisation_id).distinct()).all()

    def look(session: Session) -> None:
        fill_keys(session)
        remind(session, today(), settings.base_url)

    return hourly(MINUTE, lambda: for_each_organisation(engine, having, look))
