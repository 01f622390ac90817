"""Processes that kill themselves, as `kill -9` does, at a named step of what they do."""

import itertools
import multiprocessing
import os
import signal
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Final

from sqlalchemy import event
from sqlalchemy.engine import Connection, Engine
from sqlalchemy.orm import Session

from foundation.access.reading import ONLY_READS

MOMENTS: Final = ("before a commit", "after a commit", "before a file is in place")
PATIENCE_SECONDS: Final = 90


@dataclass(frozen=True, slots=True)
class Step:
    """The n-th of such moments in the life of a process."""

    moment: str
    number: int


def die_at(step: Step) -> None:
    """From now on count the moments of a step, and end at it without a word."""
    passed = itertools.count(1)

    def look(*_about: object) -> None:
        if next(passed) == step.number:
            os.kill(os.getpid(), signal.SIGKILL)

    def look_where_it_writes(connection: Connection) -> None:
        if not connection.get_execution_options().get(ONLY_READS):
            look()

    if step.moment == "before a commit":
        event.listen(Engine, "commit", look_where_it_writes)
    elif step.moment == "after a commit":
        event.listen(Session, "after_commit", look)
    else:
        sys.addaudithook(lambda what, _about: look() if what == "os.rename" else None)


def is_killed_at(step: Step, deed: Callable[..., None], *given: Any) -> bool:
    """Do `deed(arm, *given)` in a process of its own, which dies at the step once it has called `arm()`.

    Tells whether it got so far; one that ends before has done everything.
    """
    started = _starter().Process(target=_do, args=(step, deed, given))
    started.start()
    started.join(PATIENCE_SECONDS)
    assert started.exitcode in (0, -signal.SIGKILL), f"{step}: ended with {started.exitcode}"
    return started.exitcode != 0


def steps(moment: str) -> Iterator[Step]:
    """Number the steps of a moment."""
    return (Step(moment, number) for number in itertools.count(1))


def _do(step: Step, deed: Callable[..., None], given: tuple[Any, ...]) -> None:
    deed(lambda: die_at(step), *given)


def _starter() -> Any:
    """Fork from a process that has loaded the application once: each start would take seconds."""
    starter = multiprocessing.get_context("forkserver")
    starter.set_forkserver_preload(["tests.data.crashes.deeds"])
    return starter
