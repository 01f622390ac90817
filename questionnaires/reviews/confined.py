"""Running one function in a process of its own, under limits: the worst file costs that process and nothing else.

The other side is `confined_process.py`. Request and result go through files without names; the process inherits no
environment, no open file and no connection, so that it has no secrets to give away.
"""

import logging
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import IO, Protocol

from foundation.config import Settings

ROOT = Path(__file__).parents[2]
"""The folder that holds the packages, in a checkout and in an installed wheel."""
RESULT_MB = 256
"""Most that a process may give back."""
BEAT_SECONDS = 15.0
OUT_OF_MEMORY = 33
"""How the process ends when an allocation was refused."""
_TOLD = 2_000
"""Characters of a crash that are kept in the log."""

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limits:
    """What a process may use."""

    memory_mb: int
    """Address space; some 200 MB of it are the parser itself."""
    cpu_seconds: int
    seconds: int
    """By the clock on the wall."""


def limits_from(settings: Settings) -> Limits:
    """Give what the settings allow a process that opens a stranger's file."""
    return Limits(settings.reading_memory_mb, settings.reading_cpu_seconds, settings.reading_seconds)


class Runner(Protocol):
    """Has `module.main(request: bytes) -> bytes` run under limits, as `run_confined` does; raises ProcessLost."""

    def __call__(
        self, module: str, request: bytes, limits: Limits, *, beat: Callable[[], None] | None = None
    ) -> bytes: ...


class ProcessLost(Exception):
    """The process ended without a result; the message says by what, for a sentence that continues."""


def run_confined(module: str, request: bytes, limits: Limits, *, beat: Callable[[], None] | None = None) -> bytes:
    """Have `module.main(request: bytes) -> bytes` run in a process of its own.

    `beat` is called every quarter of a minute meanwhile; what it raises ends the process too.
    Raises ProcessLost when the process used more than it may, was killed, or crashed.
    """
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as result, tempfile.TemporaryFile() as said:
        given.write(request)
        given.seek(0)
        with subprocess.Popen(  # noqa: S603 - our own interpreter and module, no word of a stranger
            _command(module, limits), stdin=given, stdout=result, stderr=said, env=_environment(), cwd="/"
        ) as process:
            try:
                _wait(process, limits.seconds, beat)
            finally:
                process.kill()
        if process.returncode != 0:
            raise ProcessLost(_ending(process.returncode, limits, _read(said)))
        return _read(result)


def _command(module: str, limits: Limits) -> list[str]:
    numbers = (limits.memory_mb, limits.cpu_seconds, limits.seconds, RESULT_MB)
    own = "questionnaires.reviews.confined_process"
    return [sys.executable, "-P", "-B", "-s", "-m", own, module, *map(str, numbers)]


def _environment() -> dict[str, str]:
    """Give nothing of our own; one thread for numpy, as each would take address space of the limit."""
    threads = dict.fromkeys(("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MALLOC_ARENA_MAX"), "1")
    return {"PYTHONPATH": str(ROOT), "LANG": "C.UTF-8", **threads}


def _wait(process: subprocess.Popen[bytes], seconds: int, beat: Callable[[], None] | None) -> None:
    end = time.monotonic() + seconds
    while (left := end - time.monotonic()) > 0:
        try:
            process.wait(min(left, BEAT_SECONDS))
            return
        except subprocess.TimeoutExpired:
            if beat is not None:
                beat()
    raise ProcessLost(f"took longer than {seconds} seconds")


def _ending(code: int, limits: Limits, said: bytes) -> str:
    log.warning("a confined process ended with %s: %s", code, said.decode(errors="replace")[-_TOLD:])
    if code in (-signal.SIGXCPU, -signal.SIGALRM):
        return f"took longer than {min(limits.cpu_seconds, limits.seconds)} seconds"
    if code == OUT_OF_MEMORY:
        return f"needed more than {limits.memory_mb} MB of memory"
    if code == -signal.SIGKILL:
        return "was ended from outside, perhaps for want of memory"
    return "ended unexpectedly"


def _read(file: IO[bytes]) -> bytes:
    file.seek(0)
    return file.read()
