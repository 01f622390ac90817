"""An installation that runs for real: gunicorn with two web processes, two workers, killed and begun again."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

import requests

from foundation.config import PREFIX, Settings

ROOT = Path(__file__).parents[2]
PATIENCE_SECONDS = 90


@dataclass
class Running:
    """The processes of one installation, each known by its own number."""

    settings: Settings
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    web: subprocess.Popen[bytes] | None = None
    started: int = 0
    said: dict[int, Path] = field(default_factory=dict)
    """Process -> what it says."""

    @property
    def address(self) -> str:
        """Where the pages are."""
        return f"http://127.0.0.1:{self.settings.port}"

    def start(self, *words: str) -> subprocess.Popen[bytes]:
        """Start a command in a process of its own; what it says goes into a file of its own in the instance."""
        environment = {key: value for key, value in os.environ.items() if not key.startswith(PREFIX)}
        self.started += 1
        said = self.settings.instance / f"said-{self.started}.log"
        with said.open("wb") as out:
            process = subprocess.Popen(
                [sys.executable, "-m", "tests.support.hurried", *words],
                cwd=ROOT, env=environment | self._environment(), stdout=out, stderr=out,
            )  # fmt: skip
        self.said[process.pid] = said
        return process

    def _environment(self) -> dict[str, str]:
        names = ("instance", "database_url", "queue_url", "secret_key", "smtp_url", "port")
        return {PREFIX + name.upper(): str(getattr(self.settings, name)) for name in names}

    def begin(self) -> None:
        """Start web and workers and wait for the first page."""
        self.web = self.start("serve", "--workers", "2")
        self.workers = [self.start("worker") for _two in range(2)]
        until(self.answers)

    def answers(self) -> bool:
        """Whether the pages come."""
        try:
            return requests.get(f"{self.address}/healthz", timeout=5).status_code == 200
        except requests.RequestException:
            return False

    def web_processes(self) -> list[int]:
        """The numbers of the processes that answer requests."""
        assert self.web is not None
        return [int(one) for one in Path(f"/proc/{self.web.pid}/task/{self.web.pid}/children").read_text().split()]

    def kill_worker(self, which: int) -> None:
        """Kill a worker without a word and start another in its place."""
        self.workers[which].kill()
        self.workers[which].wait()
        self.workers[which] = self.start("worker")

    def kill_web(self, which: int) -> None:
        """Kill a web process without a word; gunicorn starts another."""
        until(lambda: len(self.web_processes()) > 0)
        processes = self.web_processes()
        os.kill(processes[which % len(processes)], signal.SIGKILL)

    def kill_all_web(self) -> None:
        """Kill gunicorn itself, whose web processes then end, and start it anew."""
        assert self.web is not None
        self.web.kill()
        self.web.wait()
        self.web = self.start("serve", "--workers", "2")

    def stop(self) -> dict[str, tuple[int, float]]:
        """Tell each to stop, as systemd and Docker do; gives how each ended, and after how many seconds.

        A worker that has only just been started is waited for: until it waits for work it has nothing to hand back.
        """
        until(lambda: all(b"Waiting for work" in self.said[one.pid].read_bytes() for one in self.workers))
        time.sleep(1)  # huey listens for signals a moment after that
        ended = {}
        named = {"web": self.web} | {f"worker {number}": one for number, one in enumerate(self.workers)}
        for name, process in named.items():
            if process is not None:
                ended[name] = stop(process)
        self.web, self.workers = None, []
        return ended


def stop(process: subprocess.Popen[bytes]) -> tuple[int, float]:
    """Tell one process to stop; gives its status and the seconds it took."""
    began = time.monotonic()
    process.terminate()
    return process.wait(PATIENCE_SECONDS), time.monotonic() - began


@contextmanager
def running(settings: Settings) -> Iterator[Running]:
    """Give an installation whose processes end with the test, however that ends."""
    house = Running(settings)
    settings.instance.mkdir(parents=True, exist_ok=True)
    try:
        yield house
    finally:
        for process in (*house.workers, house.web):
            if process is not None and process.poll() is None:
                process.terminate()
                process.wait(PATIENCE_SECONDS)


def until(true: Callable[[], bool], patience: float = PATIENCE_SECONDS) -> None:
    """Wait until something is so."""
    end = time.monotonic() + patience
    while not true():
        if time.monotonic() > end:
            raise TimeoutError(true)
        time.sleep(0.1)
