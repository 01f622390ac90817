"""What the worker does each hour about what is due."""

import uuid
from collections.abc import Sequence

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.clock import today
from foundation.config import Settings
from foundation.jobs.chores import hourly
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from questionnaires.care.due import Watched, organisations_with_due_things
from questionnaires.care.reminders import remind

MINUTE = 45


def reminder_chore(settings: Settings, engine: Engine, watched: Sequence[Watched]) -> Chore:
    """Give the chore of reminding owners of reviews and of evidence past its day."""

    def having(looking: Session) -> Sequence[uuid.UUID]:
        return organisations_with_due_things(looking, watched, today())

    def tell(session: Session) -> object:
        return remind(session, watched, today(), settings.base_url)

    return hourly(MINUTE, lambda: for_each_organisation(engine, having, tell))
