"""What is in hand at the moment: the request that is answered, the job that is done. Every line of the log names it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from uuid import UUID

request_id: ContextVar[str | None] = ContextVar("request_id", default=None)
job_id: ContextVar[UUID | None] = ContextVar("job_id", default=None)


@contextmanager
def in_hand(what: ContextVar[UUID | None], value: UUID) -> Iterator[None]:
    """Name a job in every line that is logged meanwhile."""
    before = what.set(value)
    try:
        yield
    finally:
        what.reset(before)
