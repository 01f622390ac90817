"""What the worker does each minute about coverage: writing down what has changed."""

from sqlalchemy.engine import Engine

from foundation.clock import now
from foundation.jobs.worker import for_each_organisation
from foundation.mail.chore import Chore
from questionnaires.progress.service import measure, to_measure

MINUTE = 45
"""Minute of the hour at which everybody's coverage is measured; a first control set is at the next minute."""


def progress_chore(engine: Engine) -> Chore:
    """Give the chore of writing down coverage that has changed."""

    def write_down() -> None:
        everybody = now().minute == MINUTE
        for_each_organisation(
            engine, lambda looking: to_measure(looking, everybody=everybody), lambda session: measure(session, now())
        )

    return write_down
