"""Chores: what the worker looks at each minute, and does where it is time."""

from collections.abc import Callable

from foundation.clock import now


def hourly(minute: int, deed: Callable[[], object]) -> Callable[[], object]:
    """Make a chore that does something only at one minute of the hour."""

    def look() -> None:
        if now().minute == minute:
            deed()

    return look
