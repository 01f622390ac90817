"""One worker process's time at work: what it has in hand, and whether it is to stop."""

import threading
import uuid
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Claim:
    """A job that a worker holds until its lease ends."""

    job_id: uuid.UUID
    organisation_id: uuid.UUID
    kind: str
    fence: int


class Shift:
    """Shared by the threads of one process."""

    def __init__(self) -> None:
        self._end = threading.Event()
        self.held: set[Claim] = set()

    def ends_with(self, flag: threading.Event) -> None:
        """Let the shift be over once a flag is set."""
        self._end = flag

    def is_over(self) -> bool:
        """Whether nothing new is to be begun, and what is in hand is to be handed back where that costs little."""
        return self._end.is_set()
