"""The bell that wakes workers, by its address: a file beside the database, Redis, or PostgreSQL."""

import sqlite3
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final
from urllib.parse import urlsplit

from huey import Huey, PostgresHuey, RedisHuey, SqliteHuey
from huey.serializer import SignedSerializer

from foundation.errors import BadInput

NAME: Final = "auditmatch"
SCHEMA: Final = "auditmatch_queue"
"""Where the bell keeps its tables in a PostgreSQL database, which may be the one with the rows."""
PATIENCE_SECONDS: Final = 2
"""A bell that does not answer for so long is left alone: whoever rings it is a request that somebody waits for."""
_WHERE: Final = "AUDITMATCH_QUEUE_URL"
_ONE_AT_A_TIME: Final = 7_241_093_311
"""A lock's number that nobody else takes: processes that lay the same tables at once would trip over each other."""


@dataclass(frozen=True, slots=True)
class Bell:
    """Huey on one of the places that it can keep its messages in."""

    huey: Huey
    troubles: tuple[type[Exception], ...]
    """What ringing raises when the place is not there, full, or busy."""


def bell(url: str, *, folder: Path, secret: str) -> Bell:
    """Make the bell of an address, empty for a file in a folder; raises BadInput for an address of none.

    What goes through it is signed with the secret: a worker carries out what it finds there.
    """
    common = {"results": False, "serializer": SignedSerializer(secret, salt=NAME)}
    match urlsplit(url).scheme:
        case "" if not url:
            return _in_file(folder, common)
        case "redis" | "rediss":
            return _in_redis(url, common)
        case "postgresql" | "postgresql+psycopg":
            return _in_postgresql(url, common)
    raise BadInput("is not an address such as redis://host:6379/0 or postgresql://user:password@host/name", _WHERE)


def _in_file(folder: Path, common: dict[str, Any]) -> Bell:
    folder.mkdir(parents=True, exist_ok=True)
    huey = SqliteHuey(NAME, filename=str(folder / "queue.db"), timeout=PATIENCE_SECONDS, **common)
    return Bell(huey, (sqlite3.Error,))


def _in_redis(url: str, common: dict[str, Any]) -> Bell:
    try:
        from redis import ConnectionPool, RedisError
        from redis.backoff import NoBackoff
        from redis.retry import Retry
    except ModuleNotFoundError as missing:
        raise BadInput("needs the package redis: pip install 'auditmatch[redis]'", _WHERE) from missing
    patience = {"socket_connect_timeout": PATIENCE_SECONDS, "socket_timeout": PATIENCE_SECONDS}
    try:
        pool = ConnectionPool.from_url(url, retry=Retry(NoBackoff(), 1), **patience)
    except ValueError as wrong:
        raise BadInput(f"is not an address of Redis: {wrong}", _WHERE) from wrong
    return Bell(RedisHuey(NAME, connection_pool=pool, **common), (RedisError,))


def _in_postgresql(url: str, common: dict[str, Any]) -> Bell:
    try:
        import psycopg
    except ModuleNotFoundError as missing:
        raise BadInput("needs the package psycopg: pip install 'auditmatch[postgresql]'", _WHERE) from missing
    opener = _Opener(psycopg.connect, url.replace("postgresql+psycopg://", "postgresql://", 1))
    huey = PostgresHuey(NAME, connection=opener, create_tables=False, **common)
    opener.tables = huey.storage.ddl
    return Bell(huey, (psycopg.Error,))


@dataclass(slots=True)
class _Opener:
    """Opens connections to a PostgreSQL database and lays the bell's tables there, in a schema of their own."""

    connect: Callable[..., Any]
    url: str
    tables: Sequence[str] = ()
    """The statements by which huey makes its tables."""

    def __call__(self) -> Any:
        """Open a connection; huey keeps one for each thread, and asks for another when it broke."""
        place = f"-c search_path={SCHEMA} -c client_min_messages=warning"
        connection = self.connect(self.url, connect_timeout=PATIENCE_SECONDS, options=place, autocommit=True)
        with connection.transaction():
            connection.execute("SELECT pg_advisory_xact_lock(%s)", (_ONE_AT_A_TIME,))
            if connection.execute("SELECT to_regnamespace(%s)", (SCHEMA,)).fetchone() == (None,):
                connection.execute(f"CREATE SCHEMA {SCHEMA}")  # IF NOT EXISTS would ask for the right to make one
            for statement in self.tables:
                connection.execute(statement)
        return connection
