"""Turning the logs of a process into JSON lines on standard error."""

import logging
import sys

from flask.logging import default_handler
from gunicorn.glogging import Logger

from foundation.config import Settings
from foundation.logs.lines import JsonLines

QUIET = ("huey", "alembic", "werkzeug")
"""Others' loggers whose everyday lines tell nothing."""


def install(settings: Settings) -> None:
    """Write every line of this process as JSON, where the settings say so."""
    if not settings.json_logs:
        return
    handler = logging.StreamHandler(sys.stderr)
    handler.setFormatter(JsonLines())
    root = logging.getLogger()
    root.handlers[:] = [handler]
    root.setLevel(logging.INFO)
    logging.getLogger("auditmatch").removeHandler(default_handler)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)


class GunicornLogger(Logger):  # type: ignore[misc]  # gunicorn ships no types
    """gunicorn's own lines in the same shape."""

    def setup(self, cfg: object) -> None:
        """Set gunicorn's loggers up, then give their handlers our shape."""
        super().setup(cfg)
        for handler in (*self.error_log.handlers, *self.access_log.handlers):
            handler.setFormatter(JsonLines())
