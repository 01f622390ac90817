"""Run the demo with a clock that a test moves: a file says by how many hours it is ahead, read at each look."""

import os
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from pathlib import Path

import huey.consumer

import foundation.clock

AHEAD = "HOURS_AHEAD_FILE"
"""Variable of the environment that names the file; only this script reads it, the product knows nothing of it."""


class Clock:
    """The test's hand on the clock of a running demo."""

    def __init__(self, file: Path) -> None:
        self.file, self._ahead = file, timedelta(0)
        self.forward(timedelta(0))

    def forward(self, by: timedelta) -> None:
        """Move the clock on."""
        self._ahead += by
        written = self.file.with_suffix(".new")
        written.write_text(repr(self._ahead.total_seconds() / 3600))
        written.replace(self.file)  # in one go: the demo reads it at any moment

    def now(self) -> datetime:
        """Say what the demo takes for the present moment."""
        return datetime.now(UTC) + self._ahead


def moved(file: Path) -> Callable[[], datetime]:
    """Make a clock that is ahead by what stands in a file."""
    return lambda: datetime.now(UTC) + timedelta(hours=float(file.read_text()))


if __name__ == "__main__":
    foundation.clock.now = moved(Path(os.environ[AHEAD]))
    huey.consumer.Scheduler.periodic_task_seconds = 3  # nobody has a minute to wait for the next look
    import auditmatch  # only now: every module takes the clock as it finds it

    auditmatch.cli.main(["demo"])
