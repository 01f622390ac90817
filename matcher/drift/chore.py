"""What the worker does each hour about drift, so that the first look of a week does it."""

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.accounts.platform import the_platform
from foundation.clock import now
from foundation.config import Settings
from foundation.jobs.chores import hourly
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from matcher.drift.service import look_weekly

MINUTE = 20


def drift_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of the weekly look; a week that was begun without a worker is looked at when one comes."""

    def look(session: Session) -> object:
        return look_weekly(session, now(), settings.base_url)

    return hourly(MINUTE, lambda: for_each_organisation(engine, the_platform, look))
