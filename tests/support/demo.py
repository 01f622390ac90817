"""The real product for browser tests: `auditmatch demo` as a process of its own."""

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from urllib.error import URLError

PATIENCE_SECONDS = 90


AS_PEOPLE_DO = (str(Path(sys.executable).with_name("auditmatch")), "demo")


@contextmanager
def running_demo(
    folder: Path, command: Sequence[str] = AS_PEOPLE_DO, given: Mapping[str, str] | None = None
) -> Iterator[str]:
    """Run the demo on an instance folder of its own; gives its address. `given`: what else its environment holds."""
    port = _free_port()
    environment = {**os.environ, **(given or {}), "AUDITMATCH_INSTANCE": str(folder / "instance"), "PORT": str(port)}
    with open(folder / "demo.log", "wb") as log:
        process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder, env=environment)
    try:
        address = f"http://127.0.0.1:{port}"
        _wait_for(address, process, folder / "demo.log")
        yield address
    finally:
        process.terminate()
        process.wait(PATIENCE_SECONDS)


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _wait_for(address: str, process: subprocess.Popen[bytes], log: Path) -> None:
    end = time.monotonic() + PATIENCE_SECONDS
    while time.monotonic() < end:
        if process.poll() is not None:
            break
        try:
            urllib.request.urlopen(address, timeout=5).close()
            return
        except (URLError, OSError):
            time.sleep(0.2)
    raise RuntimeError(f"the demo did not start:\n{log.read_text()}")
