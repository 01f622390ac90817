"""Processes of a run: the server, the load tool, the background worker, and what memory they hold."""

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

from foundation.config import Settings

ROOT = Path(__file__).parents[2]
LOADER = ROOT / ".venv" / "load"
PATIENCE_SECONDS = 60


@contextmanager
def running(settings: Settings, *command: str) -> Iterator[subprocess.Popen[bytes]]:
    """Run a process of the installation, and end it afterwards."""
    told = [sys.executable, *command]
    process = subprocess.Popen(told, cwd=ROOT, env=_environment(settings), stdout=subprocess.DEVNULL)
    try:
        yield process
    finally:
        process.send_signal(signal.SIGTERM)
        try:
            process.wait(PATIENCE_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()


@contextmanager
def served(settings: Settings) -> Iterator[tuple[str, subprocess.Popen[bytes]]]:
    """Serve the installation and the bare page; gives the address."""
    port = free_port()
    with running(settings, "-m", "bench.web.site", str(port)) as process:
        address = f"http://127.0.0.1:{port}"
        _wait_for(f"{address}/bare/")
        yield address, process


def drive(address: str, *, clients: int, seconds: int, seats: Path, visits: Path) -> None:
    """Let so many clients go round the pages for so long."""
    environment = os.environ | {"BENCH_SEATS": str(seats), "BENCH_VISITS": str(visits)}
    environment["PYTHONPATH"] = os.pathsep.join([str(LOADER), str(ROOT)])
    told = ["-u", str(clients), "-r", str(clients), "-t", f"{seconds}s", "--host", address, "--stop-timeout", "60"]
    quiet = ["--headless", "--only-summary", "--loglevel", "WARNING", "--exit-code-on-error", "0"]
    command = [sys.executable, "-m", "locust", "-f", str(Path(__file__).with_name("clients.py")), *told, *quiet]
    subprocess.run(command, check=True, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)


def resident_bytes(pid: int) -> int:
    """Say how much memory a process holds now."""
    pages = int(Path(f"/proc/{pid}/statm").read_text().split()[1])
    return pages * os.sysconf("SC_PAGE_SIZE")


def children(pid: int) -> list[int]:
    """Name the processes that a process has started."""
    return [int(one) for one in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def free_port() -> int:
    """Find a port that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _environment(settings: Settings) -> dict[str, str]:
    return os.environ | {
        "AUDITMATCH_INSTANCE": str(settings.instance),
        "AUDITMATCH_DATABASE_URL": settings.database_url,
        "AUDITMATCH_SECRET_KEY": settings.secret_key,
        "AUDITMATCH_JSON_LOGS": "no",
    }


def _wait_for(address: str) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while True:
        try:
            urlopen(address, timeout=5).close()
        except OSError:
            if time.monotonic() > end:
                raise
            time.sleep(0.1)
        else:
            return
