"""A Redis server of a test's own, from the machine's `redis-server`; nothing is written to disk."""

import shutil
import subprocess
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import redis

from tests.support.ports import free_port
from tests.support.skips import lacking

PATIENCE_SECONDS = 20


@contextmanager
def running_redis(folder: Path) -> Iterator[str]:
    """Run a server that only this machine reaches; gives its URL."""
    program = shutil.which("redis-server")
    if program is None:
        lacking("REDIS-SERVER")
    port = free_port()
    how = ["--bind", "127.0.0.1", "--port", str(port), "--save", "", "--appendonly", "no", "--dir", str(folder)]
    server = subprocess.Popen([str(program), *how], stdout=subprocess.DEVNULL)
    try:
        _wait_for(port)
        yield f"redis://127.0.0.1:{port}/0"
    finally:
        server.terminate()
        server.wait(PATIENCE_SECONDS)


def _wait_for(port: int) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    with redis.Redis("127.0.0.1", port) as asking:
        while True:
            try:
                asking.ping()
            except redis.ConnectionError:
                if time.monotonic() > end:
                    raise
                time.sleep(0.05)
            else:
                return
