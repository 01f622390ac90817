"""The one place that reads the clock, so that a test can move it."""

from datetime import UTC, date, datetime, timedelta

SET_BACK = timedelta(minutes=10)
"""By how much clocks may differ. A claim that holds for longer than it could was made before a clock was set back."""


def now() -> datetime:
    """The present moment, aware, in UTC."""
    return datetime.now(UTC)


def today() -> date:
    """The present day in UTC."""
    return now().date()
