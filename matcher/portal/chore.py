"""What the worker does each hour about the capacity of claimed firms."""

import uuid
from collections.abc import Sequence

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.clock import today
from foundation.config import Settings
from foundation.jobs.chores import hourly
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from matcher.portal.reminders import organisations_to_remind, remind

MINUTE = 40


def capacity_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of reminding firms of capacity that fades."""

    def having(looking: Session) -> Sequence[uuid.UUID]:
        return organisations_to_remind(looking, today())

    def tell(session: Session) -> object:
        return remind(session, today(), settings.base_url)

    return hourly(MINUTE, lambda: for_each_organisation(engine, having, tell))
