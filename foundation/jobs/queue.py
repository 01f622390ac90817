"""Huey as the bell and the pool of threads: it wakes workers, the job table says what there is to do."""

from collections.abc import Callable, Mapping, Sequence
from pathlib import Path

from huey import SqliteHuey, crontab
from huey.consumer import Consumer
from sqlalchemy.engine import Engine

from foundation.jobs.worker import Deed, run_waiting


class Queue:
    """The bell of one installation: `wake` after a job is committed, `consumer` in the worker process."""

    def __init__(
        self, folder: Path, engine: Engine, deeds: Mapping[str, Deed], chores: Sequence[Callable[[], object]] = ()
    ) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self._huey = SqliteHuey("auditmatch", filename=str(folder / "queue.db"), results=False)

        def look_for_work() -> None:
            run_waiting(engine, deeds)

        def look_each_minute() -> None:
            run_waiting(engine, deeds)
            for chore in chores:
                chore()

        self.wake = self._huey.task(name="look_for_work")(look_for_work)
        # a bell that rang while nobody listened, or a worker that died, is made good by this look every minute
        self._huey.periodic_task(crontab(minute="*"), name="look_each_minute")(look_each_minute)

    def consumer(self, *, workers: int = 2) -> Consumer:
        """Make the pool of worker threads; its `run` blocks until the process is told to stop."""
        return Consumer(self._huey, workers=workers, worker_type="thread", initial_delay=0.1, max_delay=1.0)
