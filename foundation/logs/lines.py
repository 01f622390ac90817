"""A line of the log as JSON, without what people entered.

A message is written as its author wrote it; of what is put into it only numbers and ids are told, as any text may be
an address, a name or a token. Of an exception the type and the places are told, not its words, for the same reason;
only what a database says of itself (full, locked, gone) is told too.
"""

import json
import logging
import traceback
from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from sqlalchemy.exc import OperationalError

from foundation.logs.context import job_id, request_id

TOLD = (bool, int, float, UUID)
EXTRA = ("method", "route", "status", "milliseconds", "kind")
"""What a line may carry beside its message; each is a word of ours or a number."""
WHO = ("user", "organisation")
"""Whose request it is, by ids."""
STARTING = "gunicorn.error"
"""Its lines of level INFO tell of addresses and processes of this machine, before anybody asked for anything."""


class JsonLines(logging.Formatter):
    """Writes one JSON object a line."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line."""
        line: dict[str, Any] = {
            "at": datetime.fromtimestamp(record.created, UTC).isoformat(timespec="milliseconds"),
            "level": record.levelname.lower(),
            "logger": record.name,
            "message": _message(record),
        }
        line |= {name: getattr(record, name) for name in EXTRA if hasattr(record, name)}
        line |= {name: str(getattr(record, name)) for name in WHO if hasattr(record, name)}
        if (asking := request_id.get()) is not None:
            line["request_id"] = asking
        if (working := job_id.get()) is not None:
            line["job_id"] = str(working)
        if record.exc_info and record.exc_info[1] is not None:
            line["exception"] = _exception(record.exc_info[1])
        return json.dumps(line)


def _message(record: logging.LogRecord) -> str:
    if record.name == STARTING and record.levelno <= logging.INFO:
        return record.getMessage()
    words, given = str(record.msg), record.args
    if not given:
        return words
    try:
        if isinstance(given, dict):
            return words % {name: _told(value) for name, value in given.items()}
        return words % tuple(_told(value) for value in given)
    except (TypeError, ValueError, KeyError):  # a place for a number that was given a text
        return words


def _told(value: object) -> object:
    return value if isinstance(value, TOLD) else "…"


def _exception(error: BaseException) -> dict[str, Any]:
    told: dict[str, Any] = {
        "type": f"{type(error).__module__}.{type(error).__qualname__}",
        "at": [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(error.__traceback__)],
    }
    if isinstance(error, OperationalError):
        told["database"] = str(error.orig).splitlines()[0]
    if error.__cause__ is not None:
        told["cause"] = _exception(error.__cause__)
    return told
