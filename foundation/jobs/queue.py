"""Huey as the bell and the pool of threads: it wakes workers, the job table says what there is to do."""

import logging
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta

from huey import crontab
from huey.consumer import Consumer
from sqlalchemy.engine import Engine
from sqlalchemy.exc import SQLAlchemyError

from foundation.jobs.bell import Bell
from foundation.jobs.shift import Shift
from foundation.jobs.worker import Deed, hand_back, run_waiting

GRACE_SECONDS = 20.0
"""How long a worker that is told to stop waits for what it has in hand; then it hands that back and ends."""
MINUTE = timedelta(minutes=1)
log = logging.getLogger(__name__)


class Queue:
    """The bell of one installation: `wake` after a job is committed, `run_worker` in the worker process."""

    def __init__(
        self,
        bell: Bell,
        engine: Engine,
        deeds: Mapping[str, Deed],
        chores: Sequence[Callable[[], object]] = (),
        shift: Shift | None = None,
    ) -> None:
        self._bell, self._engine, self._shift = bell, engine, shift or Shift()

        def look_for_work() -> None:
            run_waiting(engine, deeds, self._shift)

        self._ring = bell.huey.task(name="look_for_work")(look_for_work)
        # a bell that rang while nobody listened, or a worker that died, is made good by this look every minute
        self._each_minute("look_each_minute", look_for_work)
        for number, chore in enumerate(chores):  # each of its own, so that one that fails keeps no other from its turn
            self._each_minute(f"chore_{number}", chore)

    def _each_minute(self, name: str, deed: Callable[[], object]) -> None:
        def unless_stopping() -> None:
            if not self._shift.is_over():
                deed()

        self._bell.huey.periodic_task(crontab(minute="*"), name=name, expires=MINUTE)(unless_stopping)

    def wake(self) -> None:
        """Ring. The job is committed by now: a bell that cannot be rung only delays it, by a minute at most."""
        try:
            self._ring()
        except self._bell.troubles as trouble:
            log.warning("the bell could not be rung: %s", type(trouble).__name__)

    def run_worker(self, *, threads: int = 2, grace_seconds: float = GRACE_SECONDS) -> None:
        """Work until the process is told to stop (SIGTERM, or Ctrl-C): then finish or hand back what is in hand."""
        consumer = Consumer(
            self._bell.huey,
            workers=threads,
            worker_type="thread",
            initial_delay=0.1,
            max_delay=1.0,
            graceful_signal="TERM",
            shutdown_timeout=grace_seconds,
        )
        self._shift.ends_with(consumer.stop_flag)
        try:
            consumer.run()
        finally:
            self._leave()

    def _leave(self) -> None:
        left = tuple(self._shift.held)
        for held in left:
            try:
                hand_back(self._engine, held)
            except SQLAlchemyError:
                log.exception("job %s could not be handed back; its lease ends by itself", held.job_id)
        if left:
            self.wake()
