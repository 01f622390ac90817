"""What the worker does each hour about the ledger, so that the first look after midnight does it."""

from sqlalchemy.engine import Engine
from sqlalchemy.orm import Session

from foundation.accounts.platform import the_platform
from foundation.clock import today
from foundation.config import Settings
from foundation.jobs.chores import hourly
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from matcher.vetting.nightly import look_through

MINUTE = 10


def vetting_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of making stale what is past its day; a day that was missed is made good by the next look."""

    def look(session: Session) -> object:
        return look_through(session, today(), settings.base_url)

    return hourly(MINUTE, lambda: for_each_organisation(engine, the_platform, look))
