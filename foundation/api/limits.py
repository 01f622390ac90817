"""How many requests a token may make: a fixed window of a minute, counted in the memory of each server process."""

import threading
import time
import uuid

from werkzeug.exceptions import TooManyRequests

WINDOW_SECONDS = 60
MOST_TOKENS = 10_000
"""Tokens counted in one window; when there are more, the counting begins anew rather than fill the memory."""


class RequestLimit:
    """Counts the requests of each token in the present minute; as memory it is per process and gone on restart."""

    def __init__(self, per_minute: int) -> None:
        self._per_minute = per_minute
        self._window = 0
        self._counts: dict[uuid.UUID, int] = {}
        self._lock = threading.Lock()

    def count(self, token_id: uuid.UUID, seconds: float | None = None) -> None:
        """Count one request at a time in seconds (by default now); raises TooManyRequests with the seconds to wait."""
        at = time.time() if seconds is None else seconds
        window = int(at // WINDOW_SECONDS)
        with self._lock:
            if window != self._window or len(self._counts) >= MOST_TOKENS:
                self._window, self._counts = window, {}
            self._counts[token_id] = counted = self._counts.get(token_id, 0) + 1
        if counted > self._per_minute:
            wait = int((window + 1) * WINDOW_SECONDS - at) + 1
            told = f"This token may make {self._per_minute} requests a minute. Try again in {wait} seconds."
            raise TooManyRequests(told, retry_after=wait)
