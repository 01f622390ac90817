"""What the worker does each minute about introductions."""

from sqlalchemy.engine import Engine

from foundation.clock import now
from foundation.config import Settings
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from matcher.introductions.clock import keep_the_clock, organisations_in_need


def clock_chore(settings: Settings, engine: Engine) -> Chore:
    """Give the chore of ending requests that no firm answered, and of asking the next best."""

    def look() -> None:
        at = now()
        for_each_organisation(
            engine,
            lambda looking: organisations_in_need(looking, at),
            lambda session: keep_the_clock(session, at, settings.base_url),
        )

    return look
